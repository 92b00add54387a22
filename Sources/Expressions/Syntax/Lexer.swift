/// Cuts an expression into tokens with exact UTF-8 ranges.
struct Lexer {
  let bytes: [UInt8]
  var offset = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// All tokens of the text, the last of kind `.end`. O(n).
  mutating func tokens() throws(ExpressionError) -> [Token] {
    var tokens: [Token] = []
    while true {
      skipBlanks()
      guard offset < bytes.count else { break }
      tokens.append(try next())
    }
    tokens.append(Token(kind: .end, range: bytes.count..<bytes.count))
    return tokens
  }

  /// The byte `ahead` places from here, or 0 past the end.
  func peek(_ ahead: Int = 0) -> UInt8 { offset + ahead < bytes.count ? bytes[offset + ahead] : 0 }

  private mutating func skipBlanks() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D: offset += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
      default: return
      }
    }
  }

  private mutating func next() throws(ExpressionError) -> Token {
    let start = offset
    if let prefix = stringPrefix() { return try string(prefix) }
    let byte = peek()
    let kind: Token.Kind
    if byte.isLetter {
      kind = .identifier(word())
    } else if byte.isDigit || (byte == UInt8(ascii: ".") && peek(1).isDigit) {
      kind = try number()
    } else if byte == UInt8(ascii: "`") {
      kind = try quotedIdentifier()
    } else {
      kind = .symbol(try symbol())
    }
    return Token(kind: kind, range: start..<offset)
  }

  private mutating func word() -> String {
    let start = offset
    while peek().isLetter || peek().isDigit { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func quotedIdentifier() throws(ExpressionError) -> Token.Kind {
    let start = offset
    offset += 1
    while offset < bytes.count, isQuotable(peek()) { offset += 1 }
    let end = offset
    guard peek() == UInt8(ascii: "`"), end > start + 1 else {
      throw ExpressionError(
        start..<max(end, start + 1), "a back-quoted name is not closed",
        help: "only letters, digits, `_`, `.`, `-`, `/` and blanks may stand between back-quotes")
    }
    offset += 1
    return .quoted(String(decoding: bytes[(start + 1)..<end], as: UTF8.self))
  }

  private func isQuotable(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "/") || byte == UInt8(ascii: " ")
  }

  private mutating func symbol() throws(ExpressionError) -> Token.Symbol {
    let start = offset
    let one = String(decoding: bytes[start..<start + 1], as: UTF8.self)
    if start + 2 <= bytes.count,
      let symbol = Token.Symbol(rawValue: String(decoding: bytes[start..<start + 2], as: UTF8.self))
    {
      offset += 2
      return symbol
    }
    if let symbol = Token.Symbol(rawValue: one) {
      offset += 1
      return symbol
    }
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let character = String(decoding: bytes[start..<end], as: UTF8.self)
    throw ExpressionError(
      start..<end, "the character `\(character)` means nothing here", help: Self.translation(of: character))
  }

  /// What to write for a character of another language, or one that a word processor put in.
  private static func translation(of character: String) -> String? {
    switch character {
    case "“", "”", "„", "‘", "’", "«", "»": "write straight quotes: `\"`"
    case ";": "leave it out; conditions are joined by `&&` or `||`"
    case "$": "`${…}` stands in texts; write the expression alone"
    case "≤": "write `<=`"
    case "≥": "write `>=`"
    case "≠": "write `!=`"
    case "×": "write `*`"
    case "¬": "write `!`"
    default: nil
    }
  }
}

extension UInt8 {
  /// Whether a name may start with this byte.
  var isLetter: Bool {
    (self >= 0x61 && self <= 0x7A) || (self >= 0x41 && self <= 0x5A) || self == UInt8(ascii: "_")
  }

  var isDigit: Bool { self >= 0x30 && self <= 0x39 }

  var hexValue: UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self - 0x30)
    case 0x61...0x66: UInt32(self - 0x61 + 10)
    case 0x41...0x46: UInt32(self - 0x41 + 10)
    default: nil
    }
  }
}
