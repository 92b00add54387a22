internal import Expressions
public import Topology

/// Attributes of users' own in the rule language.
extension CustomAttribute {
  /// The types that may have attributes, each with the types of the rule language that show them: what every store has, a
  /// component that is one has too.
  static let owners: [(name: String, types: [String])] = [
    ("system", ["system"]), ("party", ["party", "component", "client", "service", "store", "queue"]),
    ("component", ["component", "service", "store", "queue"]), ("client", ["client"]), ("service", ["service"]),
    ("store", ["store"]), ("queue", ["queue"]), ("interface", ["interface"]), ("operation", ["operation"]),
    ("link", ["link"]), ("data", ["data"]), ("workload", ["workload"]),
  ]

  /// What may stand as `owner`.
  public static var ownerNames: [String] { owners.map(\.name) }

  /// The types of the rule language that have the attribute; none for an owner that does not exist.
  public var objectTypes: [String] { Self.owners.first { $0.name == owner }?.types ?? [] }

  /// What is wrong with a value, as written in a topology; `nil` if it is fine.
  public func problem(with text: String) -> String? {
    value(of: text) == nil ? "`\(text)` is not a \(type.rawValue)" : nil
  }

  /// The value of a text; null for `none`, which says that there is none, and of a flag that it is not so.
  func value(of text: String) -> Value? {
    if text == "none" { return type == .flag ? .bool(false) : .null }
    return ParameterValue.read(text, type: type.rawValue)
  }

  var expressionType: ExpressionType {
    let type = ParameterValue.expressionType(type.rawValue)
    return type == .bool ? type : .nullable(type)
  }
}
