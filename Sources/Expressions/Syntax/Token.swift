/// A lexical unit of the expression language.
struct Token {
  enum Kind: Equatable {
    case identifier(String)
    /// An identifier in back-quotes, which may only name a field.
    case quoted(String)
    case int(UInt64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case symbol(Symbol)
    case end
  }

  /// Operators and brackets, spelled as in the text. The single `=`, `&` and `|` and `=>` are no operators of the
  /// language; they are tokens so that the parser can say what to write instead.
  enum Symbol: String {
    case or = "||"
    case and = "&&"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case modulo = "%"
    case not = "!"
    case question = "?"
    case colon = ":"
    case dot = "."
    case comma = ","
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case leftBrace = "{"
    case rightBrace = "}"
    case assign = "="
    case arrow = "=>"
    case ampersand = "&"
    case bar = "|"
  }

  var kind: Kind
  var range: Range<Int>

  func `is`(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }

  /// The token as a reader would name it.
  var description: String {
    switch kind {
    case .identifier(let name), .quoted(let name): "`\(name)`"
    case .int, .uint, .double: "a number"
    case .string: "a string"
    case .bytes: "bytes"
    case .symbol(let symbol): "`\(symbol.rawValue)`"
    case .end: "the end"
    }
  }
}
