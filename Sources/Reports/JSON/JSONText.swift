/// A JSON value that remembers the order of its keys, so that equal results are equal bytes.
public indirect enum JSONText: Sendable {
  case null
  case bool(Bool)
  case int(Int)
  /// Written with the fewest digits that read back as the same number; what is not finite is written as `null`.
  case number(Double)
  case string(String)
  case array([JSONText])
  /// Keys in the order given. Precondition: no key twice.
  case object([(String, JSONText)])

  /// The text, or `null`.
  public static func string(orNull text: String?) -> JSONText { text.map { .string($0) } ?? .null }

  /// The number, or `null`.
  public static func number(orNull value: Double?) -> JSONText { value.map { .number($0) } ?? .null }

  /// The text of the value, with a line break at its end.
  ///
  /// Collections that fit in a line of about 110 characters and are nested at most once stay on one line.
  public func rendered() -> String {
    var writer = JSONWriter()
    writer.write(self)
    writer.bytes.append(UInt8(ascii: "\n"))
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The text of the value on one line, without a line break at its end.
  public func renderedInline() -> String {
    var writer = JSONWriter()
    writer.writeInline(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension JSONText: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .int(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSONText...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONText)...) { self = .object(elements) }
  public init(nilLiteral: ()) { self = .null }
}
