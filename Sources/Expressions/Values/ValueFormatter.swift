/// Writes values for people, by their static type.
public struct ValueFormatter {
  private let environment: Environment
  private let source: (any ObjectSource)?

  /// Creates a formatter; without a source, objects have no names.
  public init(_ environment: Environment, source: (any ObjectSource)?) {
    self.environment = environment
    self.source = source
  }

  /// The text of a value. Lists show their members, then those that perhaps are.
  public func format(_ value: Value, as type: ExpressionType) -> String {
    format(value, as: type, separator: ", ")
  }

  func format(_ value: Value, as type: ExpressionType, separator: String) -> String {
    switch value {
    case .null: "none"
    case .bool(let truth): truth ? "true" : "false"
    case .int(let number): String(number)
    case .uint(let number): String(number)
    case .double(let number): self.number(number, type)
    case .string(let text): text
    case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
    case .list(let list): self.list(list, type.element ?? .dyn, separator)
    case .map(let map): self.map(map, type.unwrapped)
    case .timestamp(let timestamp): TimeText.text(timestamp)
    case .duration(let span): TimeText.text(span)
    case .type(let name): name
    case .optional(let optional): optional.value.map { format($0, as: content(type)) } ?? "none"
    case .object(let object): source?.name(of: object) ?? "object"
    case .symbol(let ordinal): symbol(ordinal, type.unwrapped)
    case .range(let range): self.range(range, type)
    case .unknown: "unknown"
    case .error(let error): "error: \(error.message)"
    }
  }

  private func number(_ number: Double, _ type: ExpressionType) -> String {
    if number == .infinity { return "unlimited" }
    guard let dimension = type.dimension, dimension != .none else { return NumberText.shortest(number) }
    return environment.formatQuantity(number, dimension)
  }

  private func range(_ range: RangeValue, _ type: ExpressionType) -> String {
    switch (range.low > 0, range.high < .infinity) {
    case (false, false): "unknown"
    case (true, false): "at least \(number(range.low, type))"
    case (false, true) where range.low == -.infinity: "at most \(number(range.high, type))"
    default: "\(number(range.low, type)) to \(number(range.high, type))"
    }
  }

  private func symbol(_ ordinal: Int32, _ type: ExpressionType) -> String {
    guard case .enumeration(let name) = type, let values = environment.enumeration(name)?.values,
      values.indices.contains(Int(ordinal))
    else { return "#\(ordinal)" }
    return values[Int(ordinal)]
  }

  private func list(_ list: ListValue, _ element: ExpressionType, _ separator: String) -> String {
    let texts = list.map { format($0, as: element) }
    let sure = texts.indices.filter { list.mark($0) == nil }.map { texts[$0] }
    var perhaps = texts.indices.filter { list.mark($0) != nil }.map { texts[$0] }
    if list.tail != nil { perhaps.append("others") }
    guard let first = perhaps.first else { return sure.joined(separator: separator) }
    return (sure + ["perhaps \(first)"] + perhaps.dropFirst()).joined(separator: separator)
  }

  private func map(_ map: MapValue, _ type: ExpressionType) -> String {
    guard case .map(let key, let value) = type else { return "{…}" }
    let entries = zip(map.keys, map.values).map { "\(format($0, as: key)): \(format($1, as: value))" }
    return "{" + entries.joined(separator: ", ") + "}"
  }

  private func content(_ type: ExpressionType) -> ExpressionType {
    if case .optional(let content) = type { content } else { .dyn }
  }
}
