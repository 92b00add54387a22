extension Checker {
  /// `[a, ?b]`.
  mutating func list(_ items: [(value: SyntaxNode, isOptional: Bool)], _ range: Range<Int>) -> TypedExpression {
    var element: ExpressionType?
    var typed: [(value: TypedExpression, isOptional: Bool)] = []
    for item in items {
      let value = check(item.value)
      typed.append((value, item.isOptional))
      element = joined(element, item.isOptional ? optionalContent(value) : value.type, value.range)
    }
    return TypedExpression(.list(typed), range, .list(unifier.resolve(element ?? unifier.fresh())))
  }

  /// `{k: v}`.
  mutating func map(
    _ entries: [(key: SyntaxNode, value: SyntaxNode, isOptional: Bool)], _ range: Range<Int>
  ) -> TypedExpression {
    var key: ExpressionType?
    var content: ExpressionType?
    var typed: [(key: TypedExpression, value: TypedExpression, isOptional: Bool)] = []
    for entry in entries {
      let one = check(entry.key)
      let value = check(entry.value)
      typed.append((one, value, entry.isOptional))
      key = joined(key, one.type, one.range)
      content = joined(content, entry.isOptional ? optionalContent(value) : value.type, value.range)
    }
    let type = ExpressionType.map(
      unifier.resolve(key ?? unifier.fresh()), unifier.resolve(content ?? unifier.fresh()))
    return TypedExpression(.map(typed), range, type)
  }

  private mutating func optionalContent(_ value: TypedExpression) -> ExpressionType {
    let content = unifier.fresh()
    if unifier.assign(value.type, to: .optional(content)) { return unifier.resolve(content) }
    return wrong(value.range, "`?` needs an optional value, not \(value.type.phrase)").type
  }

  /// The type of elements with one more among them; in rules they must be of one type.
  private mutating func joined(
    _ known: ExpressionType?, _ next: ExpressionType, _ range: Range<Int>
  ) -> ExpressionType {
    guard let known else { return next }
    if let type = unifier.join(known, next) { return unifier.resolve(type) }
    if !isRuleMode { return .dyn }
    return wrong(range, "one list or map cannot hold both \(known.phrase) and \(next.phrase)").type
  }

  /// `operand[index]`.
  mutating func index(
    _ operand: TypedExpression, _ index: TypedExpression, _ isOptional: Bool, _ range: Range<Int>
  ) -> TypedExpression {
    func result(_ type: ExpressionType) -> TypedExpression {
      TypedExpression(.index(operand, index, isOptional: isOptional), range, type)
    }
    var type = unifier.shallow(operand.type).unwrapped
    var isOptionalResult = isOptional
    if case .optional(let inner) = type {
      type = unifier.shallow(inner)
      isOptionalResult = true
    }
    switch type {
    case .list(let element):
      guard unifier.assign(index.type, to: isRuleMode ? .number : .int) else {
        return wrong(index.range, "a list is indexed by a number, not \(unifier.resolve(index.type).phrase)")
      }
      let element = isRuleMode ? element.orNull : element
      return result(isOptionalResult ? .optional(element) : element)
    case .map(let key, let value):
      let index = coerced(index, to: key)
      guard unifier.assign(index.type, to: key) else {
        return wrong(index.range, "the keys of the map are \(key), not \(unifier.resolve(index.type))")
      }
      let value = isRuleMode ? value.orNull : value
      return result(isOptionalResult ? .optional(value) : value)
    case .dyn, .error, .parameter: return result(isOptionalResult ? .optional(.dyn) : .dyn)
    default: return wrong(operand.range, "\(type.phrase) has no elements")
    }
  }

  /// A macro over a list or map.
  mutating func comprehension(_ it: Comprehension, _ whole: Range<Int>) -> TypedExpression {
    let range = check(it.range)
    guard let types = variableTypes(range, it) else {
      return wrong(
        isLenient ? whole : it.range.range, "`\(it.name.text)` needs a list, not \(unifier.resolve(range.type).phrase)")
    }
    let names = zip(it.variables.map(\.text), types).map { ($0, $1) }
    let known = elementGuards(it.range)
    return withLocals(names) { checker, slots in
      let paths = known.map { "\(names[0].0)#\(slots[0]).\($0)" }
      return checker.assuming(Set(paths)) { $0.comprehensionBody(it, range, types, slots, whole) }
    }
  }

  private mutating func comprehensionBody(
    _ it: Comprehension, _ range: TypedExpression, _ types: [ExpressionType], _ slots: [Int], _ whole: Range<Int>
  ) -> TypedExpression {
    let word = "`\(it.name.text)`"
    let predicate = it.predicate.map { condition(check($0), word) }
    let known = it.predicate.map { nonNull($0, when: true) } ?? []
    let transform = it.transform.map { node in assuming(known) { $0.check(node) } }
    let typed = TypedComprehension(
      operation: it.operation, range: range, slots: slots, names: it.variables.map(\.text), elementType: types[0],
      predicate: predicate, transform: transform)
    return TypedExpression(.comprehension(typed), whole, unifier.resolve(resultType(typed)))
  }

  private mutating func variableTypes(_ range: TypedExpression, _ it: Comprehension) -> [ExpressionType]? {
    let two = it.variables.count == 2
    switch unifier.shallow(range.type).unwrapped {
    case .list(let element): return two ? [isRuleMode ? .number : .int, element] : [element]
    case .map(let key, let value): return two ? [key, value] : [key]
    case .error: return two ? [.error, .error] : [.error]
    case .dyn: return two ? [.dyn, .dyn] : [.dyn]
    case .parameter: return two ? [.dyn, .dyn] : [.dyn]
    default: return nil
    }
  }

  private mutating func resultType(_ it: TypedComprehension) -> ExpressionType {
    switch it.operation {
    case .all, .exists, .existsOne: return .bool
    case .filter: return .list(it.elementType)
    case .map, .transformList: return .list(it.transform?.type ?? .dyn)
    case .transformMap: return .map(it.elementType, it.transform?.type ?? .dyn)
    case .transformMapEntry: return it.transform?.type ?? .dyn
    }
  }

  /// `cel.bind(x, value, body)`.
  mutating func bind(
    _ variable: Name, _ value: SyntaxNode, _ body: SyntaxNode, _ range: Range<Int>
  ) -> TypedExpression {
    let value = check(value)
    return withLocals([(variable.text, value.type)]) { checker, slots in
      let body = checker.check(body)
      return TypedExpression(.bind(slot: slots[0], value: value, body: body), range, body.type)
    }
  }

  /// `optMap` and `optFlatMap`.
  mutating func optionalMap(
    _ operand: SyntaxNode, _ variable: Name, _ body: SyntaxNode, _ isFlat: Bool, _ range: Range<Int>
  ) -> TypedExpression {
    let operand = check(operand)
    let content = unifier.fresh()
    guard unifier.assign(operand.type, to: .optional(content)) else {
      return wrong(range, "`optMap` needs an optional value, not \(unifier.resolve(operand.type).phrase)")
    }
    return withLocals([(variable.text, unifier.resolve(content))]) { checker, slots in
      let body = checker.check(body)
      return TypedExpression(
        .optionalMap(operand, slot: slots[0], body: body, isFlat: isFlat), range,
        isFlat ? body.type : .optional(body.type))
    }
  }
}
