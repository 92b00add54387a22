/// Makes nodes out of a checked expression.
struct Compiler {
  let isRule: Bool
  /// Whether every node is to leave a record; nothing is folded then.
  let isTraced: Bool
  let text: String
  /// Where the variables lie.
  var layout = SlotLayout()

  init(_ checked: CheckedExpression, isTraced: Bool = false) {
    isRule = checked.environment.mode == .rule
    self.isTraced = isTraced
    text = checked.text
    quantityText = checked.environment.formatQuantity
  }

  func compile(_ expression: TypedExpression) -> Node {
    let node = make(expression)
    if isTraced { return RecordingNode(node, expression, text) }
    return folded(node, expression)
  }

  private func make(_ expression: TypedExpression) -> Node {
    switch expression.kind {
    case .constant(let value): ConstantNode(value)
    case .variable(let slot, _): layout.name(at: slot) ?? VariableNode(layout.place(of: slot))
    case .field(let operand, let field): FieldNode(compile(operand), field.handle, bounds: field.readBounds)
    case .isStated(let operand, let field): StatedNode(compile(operand), field.handle)
    case .member(let operand, let name, let isOptional):
      MemberNode(compile(operand), name, isOptional: isOptional)
    case .hasMember(let operand, let name): HasMemberNode(compile(operand), name)
    case .index(let operand, let index, let isOptional):
      IndexNode(compile(operand), compile(index), isOptional: isOptional, isRule: isRule)
    case .and, .or: logic(expression)
    case .not(let operand): NotNode(condition(operand))
    case .conditional(let test, let a, let b): ConditionalNode(condition(test), compile(a), compile(b))
    case .call(let name, let arguments): call(name, arguments)
    case .external(let function, let arguments): external(function, arguments)
    case .list(let items): ListNode(items.map { (compile($0.value), $0.isOptional) })
    case .map(let entries):
      MapLiteralNode(entries.map { (compile($0.key), compile($0.value), $0.isOptional) }, isRule: isRule)
    case .comprehension(let it): comprehension(it)
    case .bind(let slot, let value, let body): BindNode(layout.place(of: slot), compile(value), compile(body))
    case .optionalMap(let operand, let slot, let body, let isFlat):
      OptionalMapNode(compile(operand), layout.place(of: slot), compile(body), isFlat: isFlat)
    case .enumerationName(let operand, let enumeration): name(operand, enumeration)
    case .quantityText(let operand, let dimension): QuantityTextNode(compile(operand), dimension, text: quantityText)
    case .failure(let kind, let message): FailureNode(kind, message)
    }
  }

  let quantityText: @Sendable (Double, Dimension) -> String

  /// An operand that must be true or false; only in rules does `null` count as false.
  private func condition(_ expression: TypedExpression) -> Node {
    let node = compile(expression)
    if isRule || expression.type == .bool { return node }
    return UnaryNode(node) { $0.isNull ? Builtins.noOverload : $0 }
  }

  /// `a && b && c` as `a && (b && c)`: it comes to the same however it is grouped, and so an `a` that decides is the end,
  /// with nothing to return through.
  private func logic(_ expression: TypedExpression) -> Node {
    guard case (var left, let right, let deciding)? = expression.logic else { return ConstantNode(.null) }
    var node = condition(right)
    while !isTraced, let (a, b, same) = left.logic, same == deciding {
      node = LogicNode(condition(b), node, deciding: deciding)
      left = a
    }
    return LogicNode(condition(left), node, deciding: deciding)
  }

  private func name(_ operand: TypedExpression, _ enumeration: Enumeration) -> Node {
    let names = enumeration.values
    return UnaryNode(compile(operand)) { value in
      guard case .symbol(let ordinal) = value, names.indices.contains(Int(ordinal)) else { return value }
      return .string(names[Int(ordinal)])
    }
  }

  private func external(_ function: Function, _ arguments: [TypedExpression]) -> Node {
    let parameters = (function.receiver.map { [$0] } ?? []) + function.parameters
    return ExternalNode(function.handle, arguments.map(compile), takesNull: parameters.map(\.isNullable))
  }

  private func comprehension(_ it: TypedComprehension) -> Node {
    let range = compile(it.range)
    let slots = it.slots.map(layout.place)
    let predicate = it.predicate.map { body($0, it) }
    let transform = it.transform.map { body($0, it) } ?? ConstantNode(.null)
    let condition = predicate ?? ConstantNode(.bool(true))
    switch it.operation {
    case .exists: return QuantifierNode(range, slots, condition, deciding: true, isRule: isRule)
    case .all: return QuantifierNode(range, slots, condition, deciding: false, isRule: isRule)
    case .existsOne: return ExistsOneNode(range, slots, condition, isRule: isRule)
    case .filter: return FilterNode(range, slots, condition, isRule: isRule)
    case .map, .transformList: return MapNode(range, slots, predicate, transform, isRule: isRule)
    case .transformMap, .transformMapEntry:
      return TransformMapNode(
        range, slots, predicate, transform, isEntry: it.operation == .transformMapEntry, isRule: isRule)
    }
  }

  /// The part of a macro that runs for each element; its record says for which.
  private func body(_ expression: TypedExpression, _ it: TypedComprehension) -> Node {
    guard isTraced else { return compile(expression) }
    return RecordingNode(
      make(expression), expression, text, binding: (it.names[0], layout.place(of: it.slots[0]), it.elementType))
  }
}

extension TypedExpression {
  /// The sides of `&&` or `||`, and what a side that decides is.
  fileprivate var logic: (TypedExpression, TypedExpression, deciding: Bool)? {
    switch kind {
    case .and(let a, let b): (a, b, false)
    case .or(let a, let b): (a, b, true)
    default: nil
    }
  }
}

/// Where the variables of an expression lie in a machine that it shares with others.
struct SlotLayout {
  /// So many variables come with each evaluation and are the same for all expressions; those of macros follow.
  var declared = Int.max
  /// Where the variables of macros begin.
  var localsAt = 0
  /// The names that are computed when they are asked for, by slot.
  var names: [Int: Node] = [:]

  /// The name that a slot stands for, if it does not stand for a variable.
  func name(at slot: Int) -> Node? { slot < declared ? names[slot] : nil }

  func place(of slot: Int) -> Int { slot < declared ? slot : slot - declared + localsAt }
}
