/// What to do about a mistake, where it takes more than a word to say.
extension Checker {
  /// The error if a difference is a name with a hyphen that lacks its quotes: `at-least-once`, `orders-db`.
  mutating func hyphenated(_ operands: [SyntaxNode], _ range: Range<Int>) -> TypedExpression? {
    guard let end = rootRange(operands[1])?.upperBound else { return nil }
    let word = source(range.lowerBound..<end)
    let parts = word.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, parts.allSatisfy(Self.isWord), parts.contains(where: { !isDeclared($0) }) else { return nil }
    let help =
      environment.enumerations.contains { $0.values.contains(word) }
      ? "put the value in quotes: `\"\(word)\"`"
      : "find an element by its id, as in `component('\(word)')`, and put a value in quotes: `\"\(word)\"`"
    return wrong(range.lowerBound..<end, .undeclaredName, "`\(word)` is not a name but a subtraction", help: help)
  }

  private func rootRange(_ node: SyntaxNode) -> Range<Int>? {
    switch node.kind {
    case .identifier: node.range
    case .select(let operand, _, _): rootRange(operand)
    case .memberCall(let receiver, _, _): rootRange(receiver)
    default: nil
    }
  }

  private static func isWord(_ text: String) -> Bool {
    text.utf8.first?.isLetter == true && text.utf8.allSatisfy { $0.isLetter || $0.isDigit }
  }

  private func isDeclared(_ name: String) -> Bool {
    locals.contains { $0.name == name } || environment.variable(name) != nil
  }

  /// What to write for a name that is not known; `nil` if only a list of what is known can help.
  func adviceForUnknown(_ name: String, before end: Int) -> String? {
    if let hint = environment.hints[name] { return hint }
    if text.utf8.dropFirst(end).first == UInt8(ascii: ".") {
      let variable = environment.variables.first { $0.type == .object(name) && !$0.name.hasPrefix("@") }
      return variable.map { "the \(name) here is called `\($0.name)`" }
    }
    let isValue = environment.enumerations.contains { $0.values.contains(name) }
    return isValue ? "put the value in quotes: `\"\(name)\"`" : nil
  }

  /// The ways to call a function, at most four.
  func signatures(_ name: String) -> String? {
    var forms: [String] = []
    for overload in Overload.table[name] ?? [] where !overload.parameters.contains(where: Self.isAbsentInRules) {
      let parameters = overload.parameters.map(shown)
      let rest = (overload.isMember ? parameters.dropFirst() : parameters[...]).joined(separator: ", ")
      let form = "`" + (overload.isMember ? "\(parameters[0])." : "") + "\(name)(\(rest))`"
      if name.first?.isLetter == true, !forms.contains(form) { forms.append(form) }
    }
    return forms.isEmpty ? nil : "it is " + forms.prefix(4).joined(separator: " or ")
  }

  /// The type of a parameter; of what a list holds nothing is said if it may hold anything.
  private func shown(_ type: ExpressionType) -> String {
    switch type {
    case .list(.parameter): "list"
    case .map(.parameter, _): "map"
    default: "\(isRuleMode ? type.ofRules : type)"
    }
  }

  private static func isAbsentInRules(_ type: ExpressionType) -> Bool {
    switch type {
    case .bytes, .timestamp: true
    default: false
    }
  }

  /// Why rules lack a function of the language, and what to do.
  static func absence(of name: String) -> String {
    switch name {
    case "timestamp": "a model has no clock; durations are written `quantity(\"7d\")`"
    case "uint": "all numbers of rules are of one kind; leave it out"
    case "dyn", "type": "the types of rules are known when they are read; leave it out"
    case "format": "a message is a text with `${…}` in it"
    case "bytes": "compare the texts themselves"
    default: "what may be missing is `null` or unknown in rules; compare it with `null`"
    }
  }

  /// Where a field is that the type lacks: `engine` is a field of `store`.
  func owners(of field: String) -> String? {
    let types = environment.objectTypes.filter { type in
      !type.name.contains(".") && type.fields.contains { $0.name == field && !$0.type.isNullable }
    }
    let most = types.isEmpty ? environment.objectTypes.filter { $0.fields.contains { $0.name == field } } : types
    let names = most.map(\.name).filter { !$0.contains(".") && !["element", "party", "component"].contains($0) }
    guard !names.isEmpty else { return nil }
    return "`\(field)` is a field of " + names.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
  }

  /// Checks the pattern of `matches` if it is written out.
  mutating func checkPattern(_ callee: Name, _ arguments: [TypedExpression]) {
    guard isRuleMode, callee.text == "matches", arguments.count == 2,
      case .constant(.string(let pattern)) = arguments[1].kind
    else { return }
    do {
      _ = try RegularExpression(pattern)
    } catch {
      _ = wrong(arguments[1].range, "`\(pattern)` is not a pattern: \(error.message)")
    }
  }
}
