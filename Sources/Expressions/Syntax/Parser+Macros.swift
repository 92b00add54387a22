extension Parser {
  /// A call without a receiver, or the macro of that name.
  func globalCall(
    _ name: Name, _ arguments: [SyntaxNode], isAbsolute: Bool, _ start: Int
  ) throws(ExpressionError) -> SyntaxNode {
    if macrosEnabled, !isAbsolute, name.text == "has", arguments.count == 1 {
      guard case .select(let operand, let field, false) = arguments[0].kind else {
        throw ExpressionError(
          arguments[0].range, "`has` asks for a field", help: "write `has(subject.field)`")
      }
      return node(.has(operand, field), start, [operand])
    }
    if macrosEnabled, isRuleMode, name.text == "stated", arguments.count == 1,
      case .select(let operand, let field, false) = arguments[0].kind
    {
      return node(.has(operand, field), start, [operand])
    }
    let callee = isAbsolute ? Name(text: "." + name.text, range: name.range) : name
    return node(.call(callee, arguments), start, arguments)
  }

  /// A call on `receiver`, or the macro of that name.
  func memberCall(
    _ receiver: SyntaxNode, _ name: Name, _ arguments: [SyntaxNode]
  ) throws(ExpressionError) -> SyntaxNode {
    let start = receiver.range.lowerBound
    let plain = node(.memberCall(receiver, name, arguments), start, [receiver] + arguments)
    guard macrosEnabled else { return plain }
    switch (name.text, arguments.count) {
    case ("bind", 3):
      guard case .identifier("cel", _) = receiver.kind else { return plain }
      let variable = try variable(arguments[0], of: name)
      return node(.bind(variable, value: arguments[1], body: arguments[2]), start, arguments)
    case ("optMap", 2), ("optFlatMap", 2):
      let variable = try variable(arguments[0], of: name)
      let kind = SyntaxNode.Kind.optionalMap(
        receiver, variable, body: arguments[1], isFlat: name.text == "optFlatMap")
      return node(kind, start, [receiver] + arguments)
    case ("count", 2), ("sum", 2), ("product", 2), ("min", 2), ("max", 2):
      guard isRuleMode else { return plain }
      return try aggregate(receiver, name, arguments)
    default:
      if isRuleMode, let error = mistakenMacro(name, arguments) { throw error }
      guard let comprehension = try comprehension(receiver, name, arguments) else { return plain }
      return node(.comprehension(comprehension), start, [receiver] + arguments)
    }
  }

  /// `xs.sum(x, f)` is `xs.map(x, f).sum()`, and `xs.count(x, p)` is `xs.filter(x, p).count()`.
  private func aggregate(
    _ receiver: SyntaxNode, _ name: Name, _ arguments: [SyntaxNode]
  ) throws(ExpressionError) -> SyntaxNode {
    let start = receiver.range.lowerBound
    let isCount = name.text == "count"
    let list = Comprehension(
      operation: isCount ? .filter : .map, name: name, range: receiver,
      variables: [try variable(arguments[0], of: name)], predicate: isCount ? arguments[1] : nil,
      transform: isCount ? nil : arguments[1])
    let inner = node(.comprehension(list), start, [receiver] + arguments)
    return node(.memberCall(inner, name, []), start, [inner])
  }

  private func comprehension(
    _ range: SyntaxNode, _ name: Name, _ arguments: [SyntaxNode]
  ) throws(ExpressionError) -> Comprehension? {
    guard let shape = Self.shape(of: name.text, arguments.count) else { return nil }
    var variables: [Name] = []
    for argument in arguments.prefix(shape.variables) { variables.append(try variable(argument, of: name)) }
    if variables.count == 2, variables[0].text == variables[1].text {
      throw ExpressionError(variables[1].range, "`\(variables[1].text)` names both variables of `\(name.text)`")
    }
    let rest = Array(arguments.dropFirst(shape.variables))
    return Comprehension(
      operation: shape.operation, name: name, range: range, variables: variables,
      predicate: shape.hasTransform ? (rest.count == 2 ? rest[0] : nil) : rest.first,
      transform: shape.hasTransform ? rest.last : nil)
  }

  struct Shape {
    var operation: Comprehension.Operation
    var variables: Int
    var hasTransform = false
  }

  static func shape(of name: String, _ count: Int) -> Shape? {
    switch (name, count) {
    case ("all", 2), ("all", 3): Shape(operation: .all, variables: count - 1)
    case ("exists", 2), ("exists", 3): Shape(operation: .exists, variables: count - 1)
    case ("exists_one", 2), ("existsOne", 2), ("existsOne", 3), ("exists_one", 3):
      Shape(operation: .existsOne, variables: count - 1)
    case ("filter", 2): Shape(operation: .filter, variables: 1)
    case ("map", 2), ("map", 3): Shape(operation: .map, variables: 1, hasTransform: true)
    case ("transformList", 3), ("transformList", 4):
      Shape(operation: .transformList, variables: 2, hasTransform: true)
    case ("transformMap", 3), ("transformMap", 4): Shape(operation: .transformMap, variables: 2, hasTransform: true)
    case ("transformMapEntry", 3), ("transformMapEntry", 4):
      Shape(operation: .transformMapEntry, variables: 2, hasTransform: true)
    default: nil
    }
  }

  private func variable(_ node: SyntaxNode, of macro: Name) throws(ExpressionError) -> Name {
    guard case .identifier(let text, false) = node.kind else {
      throw ExpressionError(
        node.range, "`\(macro.text)` needs a name for the element here",
        help: "write `.\(macro.text)(x, …)` and use `x` in the rest")
    }
    return Name(text: text, range: node.range)
  }
}
