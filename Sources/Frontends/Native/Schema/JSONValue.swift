/// A JSON value whose objects keep the order of their members, so that generated files differ only where they should.
indirect enum JSONValue: Sendable {
  case string(String)
  case integer(Int)
  case flag(Bool)
  case array([JSONValue])
  case object([Member])

  typealias Member = (key: String, value: JSONValue)

  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  private static let lineLength = 110

  /// The value as text, two spaces for each level; what fits on a line stays on one.
  func text(indent: Int = 0) -> String {
    switch self {
    case .string(let text): Self.quoted(text)
    case .integer(let number): "\(number)"
    case .flag(let flag): flag ? "true" : "false"
    case .array(let items): Self.block(items.map { $0.text(indent: indent + 1) }, "[", "]", indent)
    case .object(let members):
      Self.block(
        members.map { "\(Self.quoted($0.key)): \($0.value.text(indent: indent + 1))" }, "{", "}", indent)
    }
  }

  private static func block(_ parts: [String], _ open: String, _ close: String, _ indent: Int) -> String {
    let line = open + parts.joined(separator: ", ") + close
    if parts.isEmpty || line.utf8.count + 2 * indent <= lineLength && !line.contains("\n") { return line }
    let inner = String(repeating: "  ", count: indent + 1)
    let outer = String(repeating: "  ", count: indent)
    return open + "\n" + parts.map { inner + $0 }.joined(separator: ",\n") + "\n" + outer + close
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
