extension Parser {
  /// A primary expression with its members, calls and indices.
  mutating func postfix() throws(ExpressionError) -> SyntaxNode { try members(of: try primary()) }

  mutating func members(of first: SyntaxNode) throws(ExpressionError) -> SyntaxNode {
    var node = first
    while true {
      if current.is(.dot) {
        node = try member(of: node)
      } else if current.is(.leftBracket) {
        node = try subscripted(node)
      } else {
        return node
      }
      guard node.depth <= 4 * Self.maximumDepth else {
        throw ExpressionError(current.range, "the expression has too many members in a row")
      }
    }
  }

  private mutating func member(of operand: SyntaxNode) throws(ExpressionError) -> SyntaxNode {
    advance()
    let isOptional = take(.question)
    let token = current
    let name: Name
    switch token.kind {
    case .identifier(let text):
      if let error = keyword(text, token) { throw error }
      name = Name(text: text, range: token.range)
    case .quoted(let text):
      name = Name(text: text, range: token.range)
      advance()
      return node(.select(operand, name, isOptional: isOptional), operand.range.lowerBound, [operand])
    default: throw unexpected(wanted: "a field name")
    }
    advance()
    if !isOptional, current.is(.leftParenthesis) {
      let arguments = try self.arguments()
      return try memberCall(operand, name, arguments)
    }
    if let message = try message(operand, name) { return message }
    return node(.select(operand, name, isOptional: isOptional), operand.range.lowerBound, [operand])
  }

  private mutating func subscripted(_ operand: SyntaxNode) throws(ExpressionError) -> SyntaxNode {
    let open = advance()
    let isOptional = take(.question)
    let index = try expression()
    try expect(.rightBracket, closing: open)
    return node(.index(operand, index, isOptional: isOptional), operand.range.lowerBound, [operand, index])
  }

  /// The parenthesised arguments that start here.
  mutating func arguments() throws(ExpressionError) -> [SyntaxNode] {
    let open = advance()
    var arguments: [SyntaxNode] = []
    while !current.is(.rightParenthesis) {
      arguments.append(try expression())
      if !take(.comma) { break }
    }
    try expect(.rightParenthesis, closing: open)
    return arguments
  }

  private mutating func primary() throws(ExpressionError) -> SyntaxNode {
    let token = current
    let start = token.range.lowerBound
    switch token.kind {
    case .int(let value):
      guard value <= UInt64(Int64.max) else { throw ExpressionError(token.range, "the number is too large") }
      return literal(.int(Int64(value)))
    case .uint(let value): return literal(.uint(value))
    case .double(let value): return literal(.double(value))
    case .string(let value): return literal(.string(value))
    case .bytes(let value): return literal(.bytes(value))
    case .identifier(let text): return try identifier(text, isAbsolute: false, start)
    case .symbol(.dot):
      advance()
      guard case .identifier(let text) = current.kind else { throw unexpected(wanted: "a name") }
      if let error = keyword(text, current) { throw error }
      return try identifier(text, isAbsolute: true, start)
    case .symbol(.leftParenthesis):
      advance()
      let inner = try expression()
      try expect(.rightParenthesis, closing: token)
      return SyntaxNode(kind: inner.kind, range: start..<previousEnd, depth: inner.depth)
    case .symbol(.leftBracket): return try list()
    case .symbol(.leftBrace): return try map()
    default: throw unexpected(wanted: "an expression")
    }
  }

  private mutating func literal(_ value: Literal) -> SyntaxNode {
    SyntaxNode(kind: .literal(value), range: advance().range)
  }

  private mutating func identifier(
    _ text: String, isAbsolute: Bool, _ start: Int
  ) throws(ExpressionError) -> SyntaxNode {
    let token = current
    if !isAbsolute {
      switch text {
      case "true", "false": return literal(.bool(text == "true"))
      case "null": return literal(.null)
      default: break
      }
    }
    if let error = reserved(text, token) { throw error }
    advance()
    let name = Name(text: text, range: token.range)
    if current.is(.leftParenthesis) {
      let arguments = try self.arguments()
      return try globalCall(name, arguments, isAbsolute: isAbsolute, start)
    }
    let identifier = node(.identifier(text, isAbsolute: isAbsolute), start)
    if current.is(.leftBrace), let message = try messageBody(named: text, start) { return message }
    return identifier
  }
}
