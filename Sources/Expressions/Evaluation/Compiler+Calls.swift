extension Compiler {
  /// A function or operator of the language.
  func call(_ name: String, _ arguments: [TypedExpression]) -> Node {
    let nodes = arguments.map(compile)
    switch name {
    case "_==_" where nodes.count == 2, "_!=_" where nodes.count == 2:
      return equality(arguments, nodes, isNegated: name == "_!=_")
    case "@in" where nodes.count == 2: return membership(nodes)
    case "matches": return matches(nodes)
    case "dyn" where nodes.count == 1: return nodes[0]
    case "type" where nodes.count == 1:
      return UnaryNode(nodes[0]) { $0.isError ? $0 : .type(TypeNames.name(of: $0)) }
    case "or" where nodes.count == 2, "orValue" where nodes.count == 2:
      return OptionalOrNode(nodes[0], nodes[1], isValue: name == "orValue")
    default: break
    }
    if let operation = Ordering.Operator(rawValue: name), nodes.count == 2 {
      return order(arguments, nodes, operation)
    }
    if isRule, let node = ruleCall(name, arguments, nodes) { return node }
    guard let function = Builtins.table[name] else {
      return FailureNode(.noSuchOverload, "no such overload: `\(name)`")
    }
    return CallNode(function, nodes, isRule: isRule)
  }

  private func ruleCall(_ name: String, _ arguments: [TypedExpression], _ nodes: [Node]) -> Node? {
    if let operation = RuleArithmetic.Operator(rawValue: name), nodes.count == 2 {
      return RuleArithmeticNode(nodes[0], nodes[1], operation)
    }
    if name == "join" { return CallNode(Builtins.joinStated, nodes, isRule: true) }
    if name == "-_" { return UnaryNode(nodes[0], RuleArithmetic.negated) }
    if name.hasPrefix("@"), let aggregate = Aggregate(rawValue: String(name.dropFirst())) {
      if aggregate == .flatten { return FlattenNode(nodes[0]) }
      return AggregateNode(aggregate, nodes[0], isNonNegative: StaticSign.isNonNegativeList(arguments[0]))
    }
    if name == "size", arguments[0].type.element != nil { return AggregateNode(.count, nodes[0], isNonNegative: true) }
    if name == "@number", case .call("size", let operands) = arguments[0].kind {
      if !isTraced, operands[0].type.element != nil { return nodes[0] }
      let convert = Builtins.table["@number"] ?? { $0.first ?? .null }
      return UnaryNode(nodes[0]) { if case .int = $0 { convert([$0]) } else { $0 } }
    }
    return nil
  }

  private func order(
    _ arguments: [TypedExpression], _ nodes: [Node], _ operation: Ordering.Operator
  ) -> Node {
    guard isRule else { return OrderNode(nodes[0], nodes[1], operation, isRule: false) }
    if let list = counted(nodes[0]) { return CountNode(list, .order(operation), nodes[1]) }
    if let list = counted(nodes[1]) { return CountNode(list, .order(operation.mirrored), nodes[0]) }
    if let type = scalarType(arguments), type == .number || type == .symbol {
      return ScalarOrderNode(nodes[0], nodes[1], operation, type)
    }
    return OrderNode(nodes[0], nodes[1], operation, isRule: true)
  }

  /// The list whose length the node is.
  private func counted(_ node: Node) -> Node? {
    guard let aggregate = node as? AggregateNode, aggregate.aggregate == .count else { return nil }
    return aggregate.list
  }

  /// The type of both sides, if it is one that has scalars.
  private func scalarType(_ sides: [TypedExpression]) -> ScalarType? {
    guard isRule, let type = ScalarType(sides[0].type), type == ScalarType(sides[1].type) else { return nil }
    return type
  }

  private func equality(_ arguments: [TypedExpression], _ nodes: [Node], isNegated: Bool) -> Node {
    let type = scalarType(arguments)
    for (one, other) in [(nodes[0], nodes[1]), (nodes[1], nodes[0])] {
      if isRule, other.constant?.isNull == true { return NullEqualityNode(one, isNegated: isNegated) }
      if isRule, let list = counted(one) { return CountNode(list, .equality(isNegated: isNegated), other) }
      // A trace tells of the constant too, unless it is a word.
      if let type, !isTraced || type == .symbol, let value = other.constant,
        let node = FixedEqualityNode(one, value, type, isNegated: isNegated)
      {
        return node
      }
    }
    if let left = nodes[0] as? FieldNode, let right = nodes[1] as? FieldNode,
      Self.isIdentity(arguments[0], arguments[1])
    {
      return IdentityNode(left, right, isNegated: isNegated)
    }
    if let type { return ScalarEqualityNode(nodes[0], nodes[1], type, isNegated: isNegated) }
    return EqualityNode(nodes[0], nodes[1], isNegated: isNegated)
  }

  /// Whether two expressions are the ids of objects that these tell apart.
  private static func isIdentity(_ a: TypedExpression, _ b: TypedExpression) -> Bool {
    guard case .field(_, let first) = a.kind, case .field(_, let second) = b.kind,
      let space = first.identitySpace, let other = second.identitySpace
    else { return false }
    return space == other
  }

  private func membership(_ nodes: [Node]) -> Node {
    if isRule, case .list(let list)? = nodes[1].constant, list.isCertain, !list.isEmpty {
      let ordinals = list.compactMap { if case .symbol(let ordinal) = $0 { ordinal } else { nil } }
      if ordinals.count == list.count { return SymbolMembershipNode(nodes[0], list, ordinals: ordinals) }
    }
    return MembershipNode(nodes[0], nodes[1])
  }

  /// A pattern that stands in the expression is compiled once.
  private func matches(_ nodes: [Node]) -> Node {
    let isRule = isRule
    if nodes.count == 2, case .string(let pattern)? = nodes[1].constant, let regex = try? RegularExpression(pattern) {
      return UnaryNode(nodes[0]) { value in
        if case .string(let text) = value { return .bool(regex.matches(text)) }
        return Strict.obstacle([value], isRule: isRule) ?? Builtins.noOverload
      }
    }
    return CallNode(Builtins.table["matches"] ?? { _ in Builtins.noOverload }, nodes, isRule: isRule)
  }

  /// The node, or its value if that is known already. Failures stay where they are, for they may never be met.
  func folded(_ node: Node, _ expression: TypedExpression) -> Node {
    guard node.constant == nil, Self.isFoldable(expression, levels: 8) else { return node }
    var machine = Machine(source: EmptySource.shared, slots: 0, stepsLeft: .max, recorder: nil)
    let value = node.evaluate(&machine)
    return value.isError ? node : ConstantNode(value)
  }

  /// Whether only literals are below: nothing to read, nothing to bind. So many levels are looked at, for what is
  /// below has been folded by itself.
  private static func isFoldable(_ expression: TypedExpression, levels: Int) -> Bool {
    switch expression.kind {
    case .constant: true
    case .call, .list, .not, .and, .or, .map, .enumerationName:
      levels > 0 && expression.children.allSatisfy { isFoldable($0, levels: levels - 1) }
    default: false
    }
  }
}

/// `a.or(b)` and `a.orValue(b)`: the second is evaluated only if needed.
final class OptionalOrNode: Node, @unchecked Sendable {
  let first: Node
  let second: Node
  let isValue: Bool

  init(_ first: Node, _ second: Node, isValue: Bool) {
    self.first = first
    self.second = second
    self.isValue = isValue
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    let value = first.evaluate(&machine)
    guard case .optional(let optional) = value else {
      if case .unknown = value { return value }
      return value.isError ? value : Builtins.noOverload
    }
    guard let content = optional.value else { return second.evaluate(&machine) }
    return isValue ? content : value
  }
}

/// A number with its unit, as people write it.
final class QuantityTextNode: Node, @unchecked Sendable {
  let operand: Node
  let dimension: Dimension
  let text: @Sendable (Double, Dimension) -> String

  init(_ operand: Node, _ dimension: Dimension, text: @escaping @Sendable (Double, Dimension) -> String) {
    self.operand = operand
    self.dimension = dimension
    self.text = text
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    let value = operand.evaluate(&machine)
    if case .range(let range) = value { return .unknown(range.trail ?? Unknown(facts: [])) }
    guard let number = Interval(value) else { return value }
    return .string(dimension == .none ? NumberText.shortest(number.low) : text(number.low, dimension))
  }
}
