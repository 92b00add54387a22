/// Operators over the typed model: dimensions, enumerations and `null`.
extension Checker {
  /// The operation, or `nil` if `callee` is no operator.
  mutating func ruleOperator(
    _ callee: Name, _ arguments: [TypedExpression], _ range: Range<Int>
  ) -> TypedExpression? {
    if arguments.contains(where: { $0.type == .error }) {
      return TypedExpression(.failure(.noSuchOverload, "no such overload"), range, Self.resultOfWrong(callee.text))
    }
    switch callee.text {
    case "_==_", "_!=_": return equality(callee, arguments, range)
    case "_<_", "_<=_", "_>_", "_>=_": return order(callee, arguments, range)
    case "_+_", "_-_", "_*_", "_/_", "_%_": return arithmetic(callee, arguments, range)
    case "-_": return negation(callee, arguments[0], range)
    case "@in": return membership(callee, arguments, range)
    case "string" where arguments.count == 1: return text(arguments[0], range)
    default: return nil
    }
  }

  /// A wrong comparison is still a condition: the error is told once, at its cause.
  private static func resultOfWrong(_ name: String) -> ExpressionType {
    ["_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "@in"].contains(name) ? .bool : .error
  }

  private mutating func equality(_ callee: Name, _ given: [TypedExpression], _ range: Range<Int>) -> TypedExpression {
    let (a, b) = matched(given[0], given[1])
    for (one, other) in [(a, b), (b, a)] where other.type == .null {
      if !isDeclaredNullable(one) {
        return wrong(
          range, "`\(source(one.range))` is never `null`, so the comparison says nothing",
          help: "whether it is written is asked by `has(…)`")
      }
    }
    if a.type != .null, b.type != .null, a.type != .error, b.type != .error, !areComparable(a.type, b.type) {
      return incomparable(a, b, range)
    }
    return TypedExpression(.call(callee.text, [a, b]), range, .bool)
  }

  /// Whether the expression may be `null` but for a guard before it: asking twice is not wrong.
  private func isDeclaredNullable(_ expression: TypedExpression) -> Bool {
    switch expression.kind {
    case .field(let operand, let field): field.type.isNullable || operand.type.isNullable || isDeclaredNullable(operand)
    case .variable(let slot, _) where slot < environment.variables.count:
      environment.variables[slot].type.isNullable
    default: expression.type.isNullable
    }
  }

  private mutating func areComparable(_ a: ExpressionType, _ b: ExpressionType) -> Bool {
    if case (.object(let one), .object(let other)) = (a.unwrapped, b.unwrapped) {
      return environment.commonSupertype(one, other) != nil || environment.commonSupertype(other, one) != nil
    }
    let (a, b) = (unifier.shallow(a).unwrapped, unifier.shallow(b).unwrapped)
    return unifier.assign(a, to: b) || unifier.assign(b, to: a)
  }

  private mutating func order(_ callee: Name, _ given: [TypedExpression], _ range: Range<Int>) -> TypedExpression {
    let (a, b) = matched(given[0], given[1])
    if a.type == .error || b.type == .error { return TypedExpression(.call(callee.text, [a, b]), range, .bool) }
    switch (unifier.shallow(a.type).unwrapped, unifier.shallow(b.type).unwrapped) {
    case (.quantity(let x), .quantity(let y)) where x == y: break
    case (.string, .string): break
    case (.enumeration(let x), .enumeration(let y)) where x == y:
      guard environment.enumeration(x)?.isOrdered ?? false else {
        return wrong(
          range, "the values of `\(x)` have no order", help: "compare with `==`, or write `in [\"…\", \"…\"]`")
      }
    default: return incomparable(a, b, range)
    }
    return TypedExpression(.call(callee.text, [a, b]), range, .bool)
  }

  private mutating func incomparable(
    _ a: TypedExpression, _ b: TypedExpression, _ range: Range<Int>
  ) -> TypedExpression {
    let one = unifier.resolve(a.type).unwrapped
    let other = unifier.resolve(b.type).unwrapped
    let message = "\(one.phrase) cannot be compared with \(other.phrase)"
    let help = Self.dimensionHelp(one, other) ?? quotedQuantityHelp(a, b) ?? valuesHelp(one, other)
    _ = wrong(range, message, help: help)
    return TypedExpression(.failure(.noSuchOverload, message), range, .bool)
  }

  /// `q.retention < "7d"`.
  private func quotedQuantityHelp(_ a: TypedExpression, _ b: TypedExpression) -> String? {
    for (one, other) in [(a, b), (b, a)] {
      guard one.type.dimension != nil, case .constant(.string(let text)) = other.kind else { continue }
      if environment.quantityLiteral(text) != nil { return "write `quantity(\"\(text)\")`" }
    }
    return nil
  }

  private func valuesHelp(_ a: ExpressionType, _ b: ExpressionType) -> String? {
    for type in [a, b] {
      guard case .enumeration(let name) = type, let enumeration = environment.enumeration(name) else { continue }
      return "its values: \(Self.listed(enumeration.values))"
    }
    return nil
  }

  private static func dimensionHelp(_ a: ExpressionType, _ b: ExpressionType) -> String? {
    guard case (.quantity(let x), .quantity(let y)) = (a, b) else { return nil }
    guard let example = example(of: x == .none ? y : x) else { return nil }
    return x == .none || y == .none
      ? "write `quantity(\"\(example)\")` for a number with a unit"
      : "\(a.phrase) is compared with one, as in `quantity(\"\(example)\")`"
  }

  /// For sums, in which only a number without a unit can be mended by one.
  private static func unitHelp(_ a: ExpressionType, _ b: ExpressionType) -> String? {
    a == .number || b == .number ? dimensionHelp(a, b) : nil
  }

  private static func example(of dimension: Dimension) -> String? {
    switch dimension {
    case .duration: "800ms"
    case .rate: "50/s"
    case .size: "10 GiB"
    case .bandwidth: "10 MB/s"
    default: nil
    }
  }

  private mutating func arithmetic(_ callee: Name, _ given: [TypedExpression], _ range: Range<Int>) -> TypedExpression {
    var (a, b) = (given[0], given[1])
    if callee.text == "_+_" {
      a = coerced(a, to: .string)
      b = coerced(b, to: .string)
    }
    let isNullable = unifier.shallow(a.type).isNullable || unifier.shallow(b.type).isNullable
    let one = unifier.resolve(a.type).unwrapped
    let other = unifier.resolve(b.type).unwrapped
    guard let type = sumType(callee.text, one, other) else {
      return wrong(
        range, "\(one.phrase) and \(other.phrase) cannot be combined by `\(Self.operatorText(callee.text))`",
        help: Self.unitHelp(one, other) ?? Self.textHelp(one, other))
    }
    return TypedExpression(.call(callee.text, [a, b]), range, isNullable ? type.orNull : type)
  }

  private static func textHelp(_ a: ExpressionType, _ b: ExpressionType) -> String? {
    a == .string || b == .string ? "write `string(…)` around what is not a text" : nil
  }

  private mutating func sumType(_ name: String, _ a: ExpressionType, _ b: ExpressionType) -> ExpressionType? {
    switch (a, b, name) {
    case (.quantity(let x), .quantity(let y), "_*_"): return .quantity(x * y)
    case (.quantity(let x), .quantity(let y), "_/_"): return .quantity(x / y)
    case (.quantity(.none), .quantity(.none), "_%_"): return .number
    case (.quantity(let x), .quantity(let y), "_+_"), (.quantity(let x), .quantity(let y), "_-_"):
      return x == y ? a : nil
    case (.string, .string, "_+_"): return .string
    case (.list, .list, "_+_"): return unifier.join(a, b).map { unifier.resolve($0) }
    default: return nil
    }
  }

  private mutating func negation(_ callee: Name, _ operand: TypedExpression, _ range: Range<Int>) -> TypedExpression {
    guard operand.type.dimension != nil else {
      return wrong(range, "`-` needs a number, not \(unifier.resolve(operand.type).phrase)")
    }
    return TypedExpression(.call(callee.text, [operand]), range, operand.type)
  }

  private mutating func membership(_ callee: Name, _ given: [TypedExpression], _ range: Range<Int>) -> TypedExpression {
    var (item, list) = (given[0], given[1])
    let content: ExpressionType
    switch unifier.shallow(list.type).unwrapped {
    case .list(let element): content = unifier.resolve(element)
    case .map(let key, _): content = unifier.resolve(key)
    default: return wrong(list.range, "`in` needs a list, not \(unifier.resolve(list.type).phrase)")
    }
    switch (unifier.shallow(item.type).unwrapped, content.unwrapped) {
    case (.enumeration, .string):
      list = coerced(list, to: .list(item.type.unwrapped))
      if (list.type.element ?? content) == .string { item = coerced(item, to: .string) }
    case (.string, .enumeration): item = coerced(item, to: content)
    default: break
    }
    let element = list.type.element ?? content
    if item.type != .error, element != .error, item.type != .null, !areComparable(item.type, element) {
      _ = wrong(
        range,
        "\(unifier.resolve(item.type).unwrapped.phrase) is never in \(unifier.resolve(list.type).unwrapped.phrase)",
        help: isNegation(item) ? "write `!(x in list)`" : nil)
    }
    return TypedExpression(.call(callee.text, [item, list]), range, .bool)
  }

  /// `!x in list` negates `x`, which nobody means.
  func isNegation(_ expression: TypedExpression) -> Bool {
    if case .not = expression.kind { true } else { false }
  }
}
