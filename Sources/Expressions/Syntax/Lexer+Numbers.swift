extension Lexer {
  /// An integer, unsigned integer or double literal.
  mutating func number() throws(ExpressionError) -> Token.Kind {
    let start = offset
    if peek() == UInt8(ascii: "0"), peek(1) | 0x20 == UInt8(ascii: "x") { return try hexadecimal() }
    while peek().isDigit { offset += 1 }
    var isDouble = false
    if peek() == UInt8(ascii: "."), peek(1).isDigit {
      isDouble = true
      offset += 1
      while peek().isDigit { offset += 1 }
    }
    if peek() | 0x20 == UInt8(ascii: "e"), hasExponent {
      isDouble = true
      offset += 2
      while peek().isDigit { offset += 1 }
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    if isDouble { return try double(text, start) }
    return try integer(UInt64(text), start)
  }

  private var hasExponent: Bool {
    peek(1).isDigit || ((peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")) && peek(2).isDigit)
  }

  private mutating func hexadecimal() throws(ExpressionError) -> Token.Kind {
    let start = offset
    offset += 2
    let digits = offset
    while peek().hexValue != nil { offset += 1 }
    return try integer(UInt64(String(decoding: bytes[digits..<offset], as: UTF8.self), radix: 16), start)
  }

  private mutating func integer(_ value: UInt64?, _ start: Int) throws(ExpressionError) -> Token.Kind {
    let isUnsigned = peek() | 0x20 == UInt8(ascii: "u")
    if isUnsigned { offset += 1 }
    try refuseLetters(start)
    guard let value else { throw ExpressionError(start..<offset, "the number is too large") }
    return isUnsigned ? .uint(value) : .int(value)
  }

  private mutating func double(_ text: String, _ start: Int) throws(ExpressionError) -> Token.Kind {
    try refuseLetters(start)
    guard let value = Double(text) else { throw ExpressionError(start..<offset, "`\(text)` is not a number") }
    return .double(value)
  }

  /// A letter right behind a number is a unit that somebody forgot to quote.
  private mutating func refuseLetters(_ start: Int) throws(ExpressionError) {
    guard peek().isLetter else { return }
    let end = offset
    while peek().isLetter || peek().isDigit { offset += 1 }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    throw ExpressionError(
      end..<offset, "a number cannot be followed by `\(String(decoding: bytes[end..<offset], as: UTF8.self))`",
      help: "write `quantity(\"\(text)\")` for a number with a unit")
  }
}
