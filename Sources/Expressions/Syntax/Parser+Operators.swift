extension Parser {
  /// `condition ? a : b`, or anything that binds more tightly.
  mutating func expression() throws(ExpressionError) -> SyntaxNode {
    try nested { (parser) throws(ExpressionError) in try parser.conditional() }
  }

  private mutating func conditional() throws(ExpressionError) -> SyntaxNode {
    let condition = try binary(0)
    guard current.is(.question) else { return condition }
    if let error = optionalChain() { throw error }
    let question = advance()
    let first = try nested { (parser) throws(ExpressionError) in try parser.binary(0) }
    guard take(.colon) else { throw unexpected(wanted: "`:`") }
    let second = try expression()
    return node(
      .call(Name(text: "_?_:_", range: question.range), [condition, first, second]),
      condition.range.lowerBound, [condition, first, second])
  }

  /// How tightly a binary operator holds its operands, and its name in the language definition.
  private static func power(_ token: Token) -> (power: Int, name: String)? {
    switch token.kind {
    case .symbol(let symbol):
      switch symbol {
      case .or: (1, "_||_")
      case .and: (2, "_&&_")
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: (3, "_\(symbol.rawValue)_")
      case .plus, .minus: (4, "_\(symbol.rawValue)_")
      case .times, .divide, .modulo: (5, "_\(symbol.rawValue)_")
      default: nil
      }
    case .identifier("in"): (3, "@in")
    default: nil
    }
  }

  private mutating func binary(_ minimum: Int) throws(ExpressionError) -> SyntaxNode {
    var left = try unary()
    while let (power, name) = Self.power(current), power > minimum {
      let token = advance()
      let right = try binary(power)
      left = node(
        .call(Name(text: name, range: token.range), [left, right]), left.range.lowerBound, [left, right])
      // A chain of one operator is as deep as it is long; balancing it is not worth the trouble.
      guard left.depth <= 4 * Self.maximumDepth else {
        throw ExpressionError(token.range, "the expression has too many operators in a row")
      }
    }
    if let error = foreignOperator() { throw error }
    return left
  }

  private mutating func unary() throws(ExpressionError) -> SyntaxNode {
    if let error = foreignPrefix() { throw error }
    guard current.is(.not) || current.is(.minus) else { return try postfix() }
    return try nested { (parser) throws(ExpressionError) in
      let token = parser.advance()
      if token.is(.minus), let literal = parser.negativeLiteral(token) { return try parser.members(of: literal) }
      let operand = try parser.unary()
      return parser.node(
        .call(Name(text: token.is(.not) ? "!_" : "-_", range: token.range), [operand]), token.range.lowerBound,
        [operand])
    }
  }

  /// `-9223372036854775808` is a literal: its positive part alone would not fit.
  private mutating func negativeLiteral(_ minus: Token) -> SyntaxNode? {
    let value: Literal
    switch current.kind {
    case .int(let magnitude):
      guard magnitude <= UInt64(Int64.max) + 1 else { return nil }
      value = .int(Int64(truncatingIfNeeded: 0 &- magnitude))
    case .double(let magnitude): value = .double(-magnitude)
    default: return nil
    }
    let end = advance().range.upperBound
    return SyntaxNode(kind: .literal(value), range: minus.range.lowerBound..<end)
  }

  /// A node from `start` to the last token taken.
  func node(_ kind: SyntaxNode.Kind, _ start: Int, _ children: [SyntaxNode] = []) -> SyntaxNode {
    SyntaxNode(kind: kind, range: start..<max(previousEnd, start), depth: 1 + (children.map(\.depth).max() ?? 0))
  }
}
