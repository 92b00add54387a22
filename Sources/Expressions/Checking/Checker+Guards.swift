/// Which paths a condition shows not to be null.
extension Checker {
  /// `a.b.c` as a key that tells shadowed names apart; `nil` for anything but a chain of fields.
  func path(_ node: SyntaxNode) -> String? {
    switch node.kind {
    case .identifier(let name, _):
      guard let local = locals.last(where: { $0.name == name }) else { return name }
      return "\(name)#\(local.slot)"
    case .select(let operand, let field, false): return path(operand).map { "\($0).\(field.text)" }
    default: return nil
    }
  }

  /// The expression without `null` in its type if a guard stands before it.
  func guarded(_ expression: TypedExpression, _ node: SyntaxNode) -> TypedExpression {
    guard isRuleMode, expression.type.isNullable, let path = path(node), guards.contains(path) else {
      return expression
    }
    return expression.with(type: expression.type.unwrapped)
  }

  /// The error if a member is selected through a field that must be guarded.
  mutating func missingGuard(_ operand: TypedExpression, _ node: SyntaxNode, _ field: Name) -> TypedExpression? {
    guard case .field(_, let through) = operand.kind, through.requiresGuard else { return nil }
    let text = source(node.range)
    return wrong(
      field.range, .noSuchField, "`\(text)` may be null here, so `.\(field.text)` needs a guard",
      help: "write `\(text) != null && …` before it")
  }

  /// The paths that are not null where `node` is `outcome`.
  func nonNull(_ node: SyntaxNode, when outcome: Bool) -> Set<String> {
    guard isRuleMode else { return [] }
    switch node.kind {
    case .call(let name, let arguments):
      switch name.text {
      case "!_": return nonNull(arguments[0], when: !outcome)
      case "_&&_" where outcome, "_||_" where !outcome:
        return nonNull(arguments[0], when: outcome).union(nonNull(arguments[1], when: outcome))
      case "_&&_", "_||_":
        return nonNull(arguments[0], when: outcome).intersection(nonNull(arguments[1], when: outcome))
      case "_!=_" where outcome, "_==_" where !outcome: return comparedToNull(arguments)
      default: return []
      }
    case .has(let operand, let field) where outcome:
      return path(operand).map { ["\($0).\(field.text)"] } ?? []
    default: return []
    }
  }

  private func comparedToNull(_ arguments: [SyntaxNode]) -> Set<String> {
    for (one, other) in [(arguments[0], arguments[1]), (arguments[1], arguments[0])] {
      if case .literal(.null) = other.kind, let path = path(one) { return prefixes(path) }
    }
    return []
  }

  /// A path that is not null has no null before it either.
  private func prefixes(_ path: String) -> Set<String> {
    var result: Set<String> = [path]
    var rest = Substring(path)
    while let dot = rest.lastIndex(of: ".") {
      rest = rest[..<dot]
      result.insert(String(rest))
    }
    return result
  }

  /// The paths below each element of a list that are not null, relative to the element: those that a `filter` asked for.
  func elementGuards(_ list: SyntaxNode) -> Set<String> {
    guard isRuleMode else { return [] }
    switch list.kind {
    case .comprehension(let it) where it.operation == .filter && it.variables.count == 1:
      let element = SyntaxNode(kind: .identifier(it.variables[0].text, isAbsolute: false), range: it.variables[0].range)
      guard let predicate = it.predicate, let root = path(element) else { return [] }
      let found = nonNull(predicate, when: true).filter { $0.hasPrefix(root + ".") }
      return elementGuards(it.range).union(found.map { String($0.dropFirst(root.count + 1)) })
    case .memberCall(let receiver, let name, _) where name.text == "distinct": return elementGuards(receiver)
    case .identifier(let name, _):
      return environment.variable(name)?.variable.elementGuards ?? []
    default: return []
    }
  }
}
