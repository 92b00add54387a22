internal import Expressions
internal import Topology

/// Parameters of rules, from their texts.
enum ParameterValue {
  static let types = ["number", "text", "flag", "duration", "rate", "size", "percentage"]

  /// The value of a text, `nil` if it is not one of the type.
  static func read(_ text: String, type: String) -> Value? {
    switch type {
    case "number": Double(text).map(Value.double)
    case "percentage": (try? Quantity.parse(text, as: .fraction)).map(Value.double)
    case "duration": (try? Quantity.parse(text, as: .duration)).map(Value.double)
    case "rate": (try? Quantity.parse(text, as: .rate)).map(Value.double)
    case "size": (try? Quantity.parse(text, as: .size)).map(Value.double)
    case "flag": text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
    case "text": .string(text)
    default: nil
    }
  }
}
