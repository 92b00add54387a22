internal import Diagnostics
internal import Expressions
internal import Topology
internal import YAMLTree

/// The key `params`.
extension RuleAssembly {
  private static let parameterKeys = ["type", "default", "min", "max", "doc"]

  func type(of parameter: RuleParameter) -> ExpressionType {
    switch parameter.type {
    case "text": .string
    case "flag": .bool
    case "duration": .quantity(.duration)
    case "rate": .quantity(.rate)
    case "size": .quantity(.size)
    case "": .error
    default: .number
    }
  }

  /// Every parameter, also those with a mistake: one mistake is told once, and not again wherever the name is used.
  mutating func readParameters(rule: String) -> [RuleParameter] {
    let configured = reader.parameters[rule] ?? [:]
    var parameters: [RuleParameter] = []
    for entry in root["params"]?.entries.map({ $0 }) ?? [] {
      guard checkName(entry.key, taken: parameters.map(\.name)) else { continue }
      parameters.append(parameter(entry.key, entry.value, configured[entry.key.text]))
    }
    return parameters
  }

  private mutating func parameter(_ key: YAMLNode, _ node: YAMLNode, _ configured: String?) -> RuleParameter {
    guard node.isMapping else {
      problem(
        "wrong-type", "the parameter `\(key.text)` is a map", at: node.place,
        help: "write it like `\(key.text): {type: duration, default: 7d, doc: The least.}`")
      return RuleParameter(name: key.text, type: "", defaultText: "", doc: "", value: .null, isDefault: true)
    }
    let type = node["type"].map { parameterType($0) } ?? "number"
    unknownKeys(node, Self.parameterKeys)
    var value = Value.null
    if let standard = node["default"] {
      let read = parameterValue(configured ?? standard.text, type, standard)
      value = read ?? .null
      if let read { checkBounds(read, configured ?? standard.text, node, type, at: standard) }
    } else {
      problem(
        "missing-key", "the parameter `\(key.text)` needs a `default`", at: key.place,
        help: "write it like `\(key.text): {type: duration, default: 7d, doc: The least.}`")
    }
    return RuleParameter(
      name: key.text, type: type, defaultText: node["default"]?.text ?? "", doc: node["doc"]?.text ?? "", value: value,
      isDefault: configured == nil)
  }

  private mutating func parameterType(_ node: YAMLNode) -> String {
    if ParameterValue.types.contains(node.text) { return node.text }
    wrongWord(node, node.text, "the type of a parameter", ParameterValue.types)
    return ""
  }

  private mutating func parameterValue(_ text: String, _ type: String, _ node: YAMLNode) -> Value? {
    // Of an unknown type, nothing can be said.
    if type.isEmpty { return nil }
    if let value = ParameterValue.read(text, type: type) { return value }
    if let kind = QuantityKind.allCases.first(where: { $0.rawValue == (type == "percentage" ? "fraction" : type) }) {
      do {
        _ = try Quantity.parse(text, as: kind)
      } catch {
        problem("wrong-value", error.message, at: node.place, help: error.help)
      }
      return nil
    }
    problem(
      "wrong-value", "`\(text)` is not a \(type)", at: node.place,
      help: type == "flag" ? "write `true` or `false`" : nil)
    return nil
  }

  private mutating func checkBounds(
    _ value: Value, _ text: String, _ node: YAMLNode, _ type: String, at place: YAMLNode
  ) {
    for (key, word) in [("min", "below"), ("max", "above")] {
      guard let bound = node[key], let limit = parameterValue(bound.text, type, bound), case .double(let x) = value,
        case .double(let y) = limit, key == "min" ? x < y : x > y
      else { continue }
      problem("wrong-value", "`\(text)` is \(word) the `\(key)` of the parameter, `\(bound.text)`", at: place.place)
    }
  }
}
