/// What people write who come from other languages, and what to write here.
extension Parser {
  /// The error for the token that cannot stand here.
  func unexpected(wanted: String? = nil) -> ExpressionError {
    if let error = foreignOperator() ?? foreignPrefix() { return error }
    if current.kind == .end {
      return ExpressionError(current.range, "\(wanted ?? "more") is missing at the end")
    }
    if let wanted {
      return ExpressionError(current.range, "expected \(wanted), found \(current.description)")
    }
    return ExpressionError(current.range, "\(current.description) cannot stand here")
  }

  /// An operator of another language behind an operand.
  func foreignOperator() -> ExpressionError? {
    let pairs: (String, String)?
    switch current.kind {
    case .symbol(.assign): pairs = ("=", "write `==` to compare")
    case .symbol(.arrow): pairs = ("=>", "write `!a || b` for \"a implies b\"")
    case .symbol(.ampersand): pairs = ("&", "write `&&`")
    case .symbol(.bar): pairs = ("|", "write `||`")
    case .identifier("and"): pairs = ("and", "write `&&`")
    case .identifier("or"): pairs = ("or", "write `||`")
    case .identifier("is"): pairs = ("is", "write `==`, or `!=` for \"is not\"")
    case .identifier("not") where isKeyword("in"): pairs = ("not in", "write `!(x in list)`")
    case .identifier("if"): pairs = ("if", "write `condition ? a : b`")
    default: pairs = nil
    }
    guard let (word, help) = pairs else { return nil }
    return ExpressionError(current.range, "`\(word)` is not an operator", help: help)
  }

  private func isKeyword(_ word: String) -> Bool { peek().kind == .identifier(word) }

  /// A word of another language before an operand: `not x`, `exist x`, `any x`.
  func foreignPrefix() -> ExpressionError? {
    guard case .identifier(let word) = current.kind else { return nil }
    let next = peek()
    let startsOperand: Bool
    switch next.kind {
    case .identifier(let name): startsOperand = !["in", "and", "or", "is", "not", "if"].contains(name)
    case .int, .uint, .double, .string: startsOperand = true
    default: startsOperand = false
    }
    guard startsOperand || (word == "not" && next.is(.leftParenthesis)) else { return nil }
    switch word {
    case "not": return ExpressionError(current.range, "`not` is not an operator", help: "write `!`")
    case "exist", "exists", "any", "all":
      return ExpressionError(
        current.range, "`\(word)` is called on a list",
        help: "write `list.\(word == "all" ? "all" : "exists")(x, …)`")
    case "if": return ExpressionError(current.range, "`if` is not an operator", help: "write `condition ? a : b`")
    default: return nil
    }
  }

  /// The error if `word` may not be a name.
  func reserved(_ word: String, _ token: Token) -> ExpressionError? {
    switch word {
    case "in": ExpressionError(token.range, "`in` needs a value before it", help: "write `x in list`")
    case "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
      "namespace", "return", "var", "void", "while":
      ExpressionError(token.range, "`\(word)` is a reserved word", help: "choose another name")
    default: nil
    }
  }

  /// What a macro of another language is called here.
  static func mistakenMacro(_ name: String) -> String? {
    ["any", "exist", "some", "every", "forall", "where", "select", "find"].contains(name) ? translation(of: name) : nil
  }

  /// What the name of another language's constant or function should have been.
  static func translation(of name: String) -> String? {
    switch name {
    case "None", "nil", "NULL", "undefined": "write `null`"
    case "True", "TRUE": "write `true`"
    case "False", "FALSE": "write `false`"
    case "len", "length": "write `size(x)`"
    case "any", "exist", "some": "write `list.exists(x, …)`"
    case "every", "forall": "write `list.all(x, …)`"
    case "where", "select", "find": "write `list.filter(x, …)`"
    case "defined": "write `has(x.field)`"
    case "lower", "toLowerCase": "write `lowerAscii()`"
    case "upper", "toUpperCase": "write `upperAscii()`"
    default: nil
    }
  }
}
