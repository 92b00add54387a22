extension Parser {
  /// `[a, ?b]`.
  mutating func list() throws(ExpressionError) -> SyntaxNode {
    let open = advance()
    var items: [(value: SyntaxNode, isOptional: Bool)] = []
    while !current.is(.rightBracket) {
      let isOptional = take(.question)
      items.append((try expression(), isOptional))
      if !take(.comma) { break }
    }
    try expect(.rightBracket, closing: open)
    return node(.list(items), open.range.lowerBound, items.map(\.value))
  }

  /// `{k: v, ?k: v}`.
  mutating func map() throws(ExpressionError) -> SyntaxNode {
    let open = advance()
    var entries: [(key: SyntaxNode, value: SyntaxNode, isOptional: Bool)] = []
    while !current.is(.rightBrace) {
      let isOptional = take(.question)
      let key = try expression()
      guard take(.colon) else { throw unexpected(wanted: "`:`") }
      entries.append((key, try expression(), isOptional))
      if !take(.comma) { break }
    }
    try expect(.rightBrace, closing: open)
    return node(.map(entries), open.range.lowerBound, entries.flatMap { [$0.key, $0.value] })
  }

  /// `a.b.Message{field: value}` behind a name that could be that of a message.
  mutating func message(_ operand: SyntaxNode, _ name: Name) throws(ExpressionError) -> SyntaxNode? {
    guard current.is(.leftBrace), let prefix = operand.qualifiedName else { return nil }
    return try messageBody(named: prefix + "." + name.text, operand.range.lowerBound)
  }

  mutating func messageBody(named name: String, _ start: Int) throws(ExpressionError) -> SyntaxNode? {
    let open = advance()
    var fields: [(field: Name, value: SyntaxNode)] = []
    while !current.is(.rightBrace) {
      _ = take(.question)
      let token = current
      switch token.kind {
      case .identifier(let text), .quoted(let text):
        if case .identifier = token.kind, let error = keyword(text, token) { throw error }
        advance()
        guard take(.colon) else { throw unexpected(wanted: "`:`") }
        fields.append((Name(text: text, range: token.range), try expression()))
      default: throw unexpected(wanted: "a field name")
      }
      if !take(.comma) { break }
    }
    try expect(.rightBrace, closing: open)
    return node(.message(name, fields), start, fields.map(\.value))
  }
}

extension SyntaxNode {
  /// The name that this chain of selections spells, `a.b.c`, if it is one.
  var qualifiedName: String? {
    switch kind {
    case .identifier(let name, _): name
    case .select(let operand, let name, false): operand.qualifiedName.map { "\($0).\(name.text)" }
    default: nil
    }
  }

  /// Whether the chain starts with an absolute name.
  var isAbsoluteName: Bool {
    switch kind {
    case .identifier(_, let isAbsolute): isAbsolute
    case .select(let operand, _, _): operand.isAbsoluteName
    default: false
    }
  }

  /// The first name of the chain.
  var rootName: String? {
    switch kind {
    case .identifier(let name, _): name
    case .select(let operand, _, _): operand.rootName
    default: nil
    }
  }
}
