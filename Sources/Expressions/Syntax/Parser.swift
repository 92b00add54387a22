/// A precedence-climbing parser of CEL.
///
/// The grammar is that of the language definition (cel.dev, "Syntax"); binding powers stand in `Parser+Operators`.
struct Parser {
  /// Deeper nesting is refused, so that no walk over the tree runs out of stack.
  static let maximumDepth = 250
  /// Longer texts are refused.
  static let maximumLength = 100_000

  let tokens: [Token]
  let macrosEnabled: Bool
  let isRuleMode: Bool
  var position = 0
  var depth = 0
  var errors: [ExpressionError] = []

  private init(tokens: [Token], macrosEnabled: Bool, isRuleMode: Bool) {
    self.tokens = tokens
    self.macrosEnabled = macrosEnabled
    self.isRuleMode = isRuleMode
  }

  /// Parses a whole text. O(n).
  static func parse(
    _ text: String, macrosEnabled: Bool = true, isRuleMode: Bool = false
  ) throws(ExpressionErrors) -> SyntaxNode {
    let length = text.utf8.count
    guard length <= maximumLength else {
      throw ExpressionErrors([ExpressionError(0..<length, "the expression is longer than \(maximumLength) bytes")])
    }
    var lexer = Lexer(text)
    do {
      let tokens = try lexer.tokens()
      var parser = Parser(tokens: tokens, macrosEnabled: macrosEnabled, isRuleMode: isRuleMode)
      return try parser.whole()
    } catch {
      throw ExpressionErrors([error])
    }
  }

  private mutating func whole() throws(ExpressionError) -> SyntaxNode {
    if current.kind == .end { throw ExpressionError(current.range, "an expression is missing") }
    let node = try expression()
    guard current.kind == .end else { throw unexpected() }
    if let first = errors.first { throw first }
    return node
  }

  var current: Token { tokens[position] }
  var previousEnd: Int { position == 0 ? 0 : tokens[position - 1].range.upperBound }

  func peek(_ ahead: Int = 1) -> Token { tokens[min(position + ahead, tokens.count - 1)] }

  @discardableResult
  mutating func advance() -> Token {
    let token = tokens[position]
    if position < tokens.count - 1 { position += 1 }
    return token
  }

  mutating func take(_ symbol: Token.Symbol) -> Bool {
    guard current.is(symbol) else { return false }
    advance()
    return true
  }

  /// Takes a closing bracket, or says which one is missing.
  mutating func expect(_ symbol: Token.Symbol, closing open: Token) throws(ExpressionError) {
    if take(symbol) { return }
    if current.kind == .end {
      throw ExpressionError(open.range, "\(open.description) is not closed", help: "close it with `\(symbol.rawValue)`")
    }
    throw unexpected(wanted: "`\(symbol.rawValue)`")
  }

  /// Runs `body` one level deeper.
  mutating func nested<T>(_ body: (inout Parser) throws(ExpressionError) -> T) throws(ExpressionError) -> T {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw ExpressionError(current.range, "the expression is nested deeper than \(Self.maximumDepth) levels")
    }
    return try body(&self)
  }
}
