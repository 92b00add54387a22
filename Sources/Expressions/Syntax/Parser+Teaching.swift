internal import Diagnostics

/// What people write who come from other languages, and what to write here.
extension Parser {
  /// The error for the token that cannot stand here.
  func unexpected(wanted: String? = nil) -> ExpressionError {
    if let error = foreignOperator() ?? foreignPrefix() ?? joinedSymbols() ?? percentage() { return error }
    if current.kind == .end {
      return ExpressionError(current.range, "\(wanted ?? "more") is missing at the end")
    }
    if let wanted {
      return ExpressionError(current.range, "expected \(wanted), found \(current.description)")
    }
    return ExpressionError(
      current.range, "\(current.description) cannot stand here",
      help: startsOperand(current) ? "join two conditions by `&&` or `||`" : nil)
  }

  private func startsOperand(_ token: Token) -> Bool {
    switch token.kind {
    case .identifier, .int, .uint, .double, .string, .symbol(.leftParenthesis), .symbol(.not): true
    default: false
    }
  }

  /// An operator of another language behind an operand.
  func foreignOperator() -> ExpressionError? {
    let pairs: (String, String)?
    switch current.kind {
    case .symbol(.assign):
      if let error = joinedSymbols() { return error }
      pairs = ("=", "write `==` to compare")
    case .symbol(.arrow) where namesElement(position - 1): pairs = ("=>", Self.elementHelp)
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

  /// Two symbols that are one operator elsewhere: `===`, `->`, `??`.
  private func joinedSymbols() -> ExpressionError? {
    guard position > 0, previousEnd == current.range.lowerBound, case .symbol(let second) = current.kind,
      case .symbol(let first) = tokens[position - 1].kind
    else { return nil }
    let help: String
    switch (first, second) {
    case (.equal, .assign), (.notEqual, .assign): help = "write `\(first.rawValue)`"
    case (.minus, .greater):
      help = namesElement(position - 2) ? Self.elementHelp : "write `!a || b` for \"a implies b\""
    case (.question, .question): help = "write `a != null ? a : b`"
    default: return nil
    }
    return ExpressionError(
      tokens[position - 1].range.lowerBound..<current.range.upperBound,
      "`\(first.rawValue)\(second.rawValue)` is not an operator", help: help)
  }

  private static let elementHelp = "name the element, then a comma: `list.exists(x, …)`"

  /// Whether the token is a name right behind an opening bracket, as the parameter of a closure is.
  private func namesElement(_ place: Int) -> Bool {
    guard place > 0, case .identifier = tokens[place].kind else { return false }
    return tokens[place - 1].is(.leftParenthesis)
  }

  /// `80%`, which is the remainder of a division by nothing.
  private func percentage() -> ExpressionError? {
    guard position > 1, tokens[position - 1].is(.modulo) else { return nil }
    let number: String
    switch tokens[position - 2].kind {
    case .int(let value): number = "\(value)%"
    case .double(let value): number = "\(NumberText.shortest(value))%"
    default: return nil
    }
    return ExpressionError(
      tokens[position - 2].range.lowerBound..<previousEnd, "`\(number)` is not a number here",
      help: "write `quantity(\"\(number)\")`")
  }

  /// `a?.b`: rules need no such thing.
  func optionalChain() -> ExpressionError? {
    guard isRuleMode, previousEnd == current.range.lowerBound, peek().is(.dot),
      peek().range.lowerBound == current.range.upperBound
    else { return nil }
    return ExpressionError(
      current.range.lowerBound..<peek().range.upperBound, "`?.` is not an operator",
      help: "write `.`; what is selected from `null` is `null`, and where a guard is needed, that is said")
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

  /// The error if `word` may not be a field's name either: the language definition takes these four out of what may follow
  /// a dot, and leaves the other reserved words in.
  func keyword(_ word: String, _ token: Token) -> ExpressionError? {
    switch word {
    case "in", "true", "false", "null":
      ExpressionError(token.range, "`\(word)` is a keyword", help: "a field of that name is written in back-quotes")
    default: nil
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

  /// What is wrong with a call that was meant as a macro; `nil` if it was not, or nothing is.
  func mistakenMacro(_ name: Name, _ arguments: [SyntaxNode]) -> ExpressionError? {
    if arguments.count == 2, let help = Self.mistakenMacro(name.text) {
      return ExpressionError(name.range, "there is no function `\(name.text)`", help: help)
    }
    if Self.macros.contains(name.text), Self.shape(of: name.text, arguments.count) == nil {
      let second = name.text == "map" ? "a value" : "a condition"
      return ExpressionError(
        name.range, "`\(name.text)` takes a name for the element and \(second)",
        help: "write `list.\(name.text)(x, …)` and use `x` in the rest")
    }
    guard arguments.count == 2, case .identifier = arguments[0].kind, Overload.table[name.text] == nil,
      let nearest = Suggestion.nearest(to: name.text, among: Self.macros + ["count", "sum", "product", "min", "max"]),
      nearest != name.text
    else { return nil }
    return ExpressionError(name.range, "there is no function `\(name.text)`; did you mean `\(nearest)`?")
  }

  private static let macros = ["exists", "all", "exists_one", "map", "filter"]

  /// What a macro of another language is called here.
  static func mistakenMacro(_ name: String) -> String? {
    ["any", "exist", "some", "every", "forall", "where", "select", "find"].contains(name) ? translation(of: name) : nil
  }

  /// What the name of another language's constant or function should have been.
  static func translation(of name: String) -> String? {
    switch name {
    case "None", "nil", "NULL", "undefined": "write `null`"
    case "none": "write `null` for \"declared none\", and `\"none\"` where that is one of the values"
    case "True", "TRUE", "yes", "on": "write `true`"
    case "False", "FALSE", "no", "off": "write `false`"
    case "len", "length": "write `size(x)`"
    case "any", "exist", "some": "write `list.exists(x, …)`"
    case "every", "forall": "write `list.all(x, …)`"
    case "where", "select", "find": "write `list.filter(x, …)`"
    case "includes": "write `text.contains(\"…\")`, or `x in list`"
    case "isEmpty", "is_empty", "empty": "write `list.size() == 0`"
    case "defined": "write `has(x.field)`"
    case "lower", "toLowerCase": "write `lowerAscii()`"
    case "upper", "toUpperCase": "write `upperAscii()`"
    default: nil
    }
  }
}
