extension Lexer {
  /// What stands before the opening quote of a string or bytes literal.
  struct StringPrefix {
    var isBytes = false
    var isRaw = false
    var length = 0
  }

  /// The prefix at the current offset if a string literal starts here.
  func stringPrefix() -> StringPrefix? {
    var prefix = StringPrefix()
    while prefix.length < 3 {
      switch peek(prefix.length) {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): return prefix
      case UInt8(ascii: "b"), UInt8(ascii: "B"):
        // The grammar has `br"…"`, not `rb"…"`.
        if prefix.isBytes || prefix.isRaw { return nil }
        prefix.isBytes = true
      case UInt8(ascii: "r"), UInt8(ascii: "R"):
        if prefix.isRaw { return nil }
        prefix.isRaw = true
      default: return nil
      }
      prefix.length += 1
    }
    return nil
  }

  /// The literal whose prefix stands here.
  mutating func string(_ prefix: StringPrefix) throws(ExpressionError) -> Token {
    let start = offset
    offset += prefix.length
    let quote = peek()
    let isTriple = peek(1) == quote && peek(2) == quote
    offset += isTriple ? 3 : 1
    var content: [UInt8] = []
    while true {
      guard offset < bytes.count, isTriple || (peek() != 0x0A && peek() != 0x0D) else {
        throw ExpressionError(
          start..<offset, "the string is not closed", help: "close it with `\(quoteText(quote, isTriple))`")
      }
      if peek() == quote, !isTriple || (peek(1) == quote && peek(2) == quote) { break }
      if peek() == UInt8(ascii: "\\"), !prefix.isRaw {
        try escape(into: &content, isBytes: prefix.isBytes)
      } else {
        content.append(peek())
        offset += 1
      }
    }
    offset += isTriple ? 3 : 1
    let kind: Token.Kind = prefix.isBytes ? .bytes(content) : .string(String(decoding: content, as: UTF8.self))
    return Token(kind: kind, range: start..<offset)
  }

  private func quoteText(_ quote: UInt8, _ isTriple: Bool) -> String {
    String(repeating: String(UnicodeScalar(quote)), count: isTriple ? 3 : 1)
  }

  private mutating func escape(into content: inout [UInt8], isBytes: Bool) throws(ExpressionError) {
    let start = offset
    let letter = peek(1)
    offset += 2
    switch letter {
    case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
      content.append(letter)
    case UInt8(ascii: "a"): content.append(0x07)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "v"): content.append(0x0B)
    case UInt8(ascii: "x"), UInt8(ascii: "X"): try append(code(2, 16, start), to: &content, isBytes, start)
    case UInt8(ascii: "u") where !isBytes: try append(code(4, 16, start), to: &content, false, start)
    case UInt8(ascii: "U") where !isBytes: try append(code(8, 16, start), to: &content, false, start)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      offset -= 1
      try append(code(3, 8, start), to: &content, isBytes, start)
    default:
      throw ExpressionError(
        start..<min(offset, bytes.count), "a backslash cannot stand here",
        help: "write `\\\\` for a backslash, or `r\"…\"` for a text without escapes")
    }
  }

  private mutating func code(_ digits: Int, _ radix: UInt32, _ start: Int) throws(ExpressionError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = peek().hexValue, digit < radix else {
        throw ExpressionError(start..<min(offset + 1, bytes.count), "the escape needs \(digits) digits")
      }
      value = value &* radix &+ digit
      offset += 1
    }
    return value
  }

  private func append(
    _ code: UInt32, to content: inout [UInt8], _ isByte: Bool, _ start: Int
  ) throws(ExpressionError) {
    if isByte {
      content.append(UInt8(truncatingIfNeeded: code))
    } else if let scalar = UnicodeScalar(code) {
      content.append(contentsOf: Array(String(Character(scalar)).utf8))
    } else {
      throw ExpressionError(start..<offset, "the escape is not a Unicode code point")
    }
  }
}
