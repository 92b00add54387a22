internal import Diagnostics

extension Checker {
  /// A name, a qualified name or a field.
  mutating func name(_ node: SyntaxNode) -> TypedExpression {
    if let qualified = node.qualifiedName, !isLocal(node) {
      if let found = global(qualified, isAbsolute: node.isAbsoluteName, node.range) { return guarded(found, node) }
    }
    switch node.kind {
    case .identifier(let name, let isAbsolute):
      if !isAbsolute, let local = locals.last(where: { $0.name == name }) {
        let expression = TypedExpression(.variable(local.slot, name), node.range, unifier.resolve(local.type))
        return guarded(expression, node)
      }
      return undeclared(name, node.range)
    case .select(let operand, let field, let isOptional):
      return select(check(operand), operand, field, isOptional, node)
    default: return wrong(node.range, "not a name")
    }
  }

  /// Whether the chain starts with a variable of a macro, which then means that variable only.
  private func isLocal(_ node: SyntaxNode) -> Bool {
    !node.isAbsoluteName && locals.contains { $0.name == node.rootName }
  }

  /// The variable, constant or type of this name, looked up from the container outwards.
  private func global(_ name: String, isAbsolute: Bool, _ range: Range<Int>) -> TypedExpression? {
    for candidate in candidates(name, isAbsolute) {
      if let (slot, variable) = environment.variable(candidate) {
        return TypedExpression(.variable(slot, candidate), range, variable.type)
      }
      if let constant = environment.constants.first(where: { $0.name == candidate }) {
        return TypedExpression(.constant(constant.value), range, constant.type)
      }
      if !isRuleMode, let type = TypeNames.type(named: candidate) {
        return TypedExpression(.constant(.type(TypeNames.name(of: type))), range, .type(type))
      }
    }
    return nil
  }

  /// `a.b.c.name`, `a.b.name`, `a.name`, `name` for the container `a.b.c`.
  func candidates(_ name: String, _ isAbsolute: Bool) -> [String] {
    guard !isAbsolute, !environment.container.isEmpty else { return [name] }
    let parts = environment.container.split(separator: ".")
    return (0...parts.count).reversed().map { (parts.prefix($0) + [Substring(name)]).joined(separator: ".") }
  }

  private mutating func undeclared(_ name: String, _ range: Range<Int>) -> TypedExpression {
    if let help = Parser.translation(of: name) {
      return wrong(range, .undeclaredName, "`\(name)` is not known", help: help)
    }
    if let help = adviceForUnknown(name, before: range.upperBound) {
      return wrong(range, .undeclaredName, "`\(name)` is not known", help: help)
    }
    let all = locals.reversed().map(\.name) + environment.variables.map(\.name) + environment.constants.map(\.name)
    // A name that nobody can write is no advice.
    let known = all.filter { !$0.hasPrefix("@") }
    return wrong(
      range, .undeclaredName, "`\(name)` is not known" + Self.suggestion(name, known),
      help: known.isEmpty ? nil : "known here: \(Self.listed(known))")
  }

  private mutating func select(
    _ operand: TypedExpression, _ operandNode: SyntaxNode, _ field: Name, _ isOptional: Bool, _ node: SyntaxNode
  ) -> TypedExpression {
    let type = unifier.shallow(operand.type)
    switch type.unwrapped {
    case .object(let object):
      guard let found = environment.field(field.text, of: object) else {
        return noField(field, of: object, operand)
      }
      if isOptional {
        return wrong(
          field.range, "`.?` is for maps", help: "write `.\(field.text)`; what is selected from `null` is `null`")
      }
      if type.isNullable, let error = missingGuard(operand, operandNode, field) { return error }
      let result = type.isNullable ? found.type.orNull : found.type
      return guarded(TypedExpression(.field(operand, found), node.range, result), node)
    case .map(_, let value):
      return TypedExpression(
        .member(operand, field.text, isOptional: isOptional), node.range, isOptional ? .optional(value) : value)
    case .optional(let inner):
      guard case .map(_, let value) = unifier.shallow(inner) else {
        return dynamicMember(operand, field, isOptional, node)
      }
      return TypedExpression(.member(operand, field.text, isOptional: isOptional), node.range, .optional(value))
    case .dyn, .parameter, .error: return dynamicMember(operand, field, isOptional, node)
    default:
      let help =
        field.text == "length" || field.text == "size" || field.text == "count"
        ? "write `size(x)`"
        : type.element == nil
          ? nil : "ask its elements: `list.exists(x, …)`, `list.all(x, …)` or `list.map(x, x.\(field.text))`"
      return wrong(field.range, .noSuchOverload, "\(type.phrase) has no fields", help: help)
    }
  }

  private func dynamicMember(
    _ operand: TypedExpression, _ field: Name, _ isOptional: Bool, _ node: SyntaxNode
  ) -> TypedExpression {
    var result: ExpressionType = operand.type == .error ? .error : .dyn
    if isOptional { result = .optional(.dyn) }
    if case .optional = unifier.shallow(operand.type) { result = .optional(.dyn) }
    return TypedExpression(.member(operand, field.text, isOptional: isOptional), node.range, result)
  }

  private mutating func noField(_ field: Name, of object: String, _ operand: TypedExpression) -> TypedExpression {
    let names = environment.fieldNames(of: object)
    if let help = Parser.translation(of: field.text), Suggestion.nearest(to: field.text, among: names) == nil {
      return wrong(field.range, .noSuchField, "\(object) has no field `\(field.text)`", help: help)
    }
    // The name of another type's field is hardly a slip for one of this type's.
    let owners = owners(of: field.text)
    let near = owners == nil ? Self.suggestion(field.text, names) : ""
    let all = names.isEmpty ? nil : "its fields: \(Self.listed(names))"
    return wrong(
      field.range, .noSuchField, "\(object) has no field `\(field.text)`" + near,
      help: owners ?? (near.isEmpty ? all : nil))
  }

  /// `has(operand.field)`.
  mutating func has(_ operandNode: SyntaxNode, _ field: Name, _ range: Range<Int>) -> TypedExpression {
    let operand = check(operandNode)
    let type = unifier.shallow(operand.type)
    switch type.unwrapped {
    case .object(let object):
      guard let found = environment.field(field.text, of: object) else { return noField(field, of: object, operand) }
      return TypedExpression(.isStated(operand, found), range, .bool)
    case .map, .dyn, .parameter, .error, .optional:
      return TypedExpression(.hasMember(operand, field.text), range, .bool)
    default: return wrong(field.range, .noSuchOverload, "\(type.phrase) has no fields")
    }
  }

  static func suggestion(_ word: String, _ names: [String]) -> String {
    // Of one or two letters, any other is one slip away.
    guard word.utf8.count > 2 else { return "" }
    return Suggestion.nearest(to: word, among: names).map { "; did you mean `\($0)`?" } ?? ""
  }

  /// The first names in back-ticks.
  static func listed(_ names: [String]) -> String {
    let shown = names.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > 12 ? shown + ", …" : shown
  }
}
