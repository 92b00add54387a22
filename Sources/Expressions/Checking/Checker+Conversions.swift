internal import Diagnostics

/// How strings become values of an enumeration, and the other way round.
extension Checker {
  /// The expression where a value of `target` is wanted: texts become values of an enumeration, values of an
  /// enumeration become their names. What does not fit comes back as it is.
  mutating func coerced(_ expression: TypedExpression, to target: ExpressionType) -> TypedExpression {
    guard isRuleMode else { return expression }
    switch (unifier.shallow(expression.type).unwrapped, unifier.shallow(target).unwrapped) {
    case (.string, .enumeration(let name)): return symbol(expression, name)
    case (.enumeration(let name), .string): return named(expression, name)
    case (.list(let from), .list(let to)): return coercedList(expression, from, to)
    default: return expression
    }
  }

  private mutating func coercedList(
    _ expression: TypedExpression, _ from: ExpressionType, _ to: ExpressionType
  ) -> TypedExpression {
    guard from != to, case .list(let items) = expression.kind else { return expression }
    var converted: [(value: TypedExpression, isOptional: Bool)] = []
    for item in items { converted.append((coerced(item.value, to: to), item.isOptional)) }
    let changed = converted.first?.value.type ?? from
    return TypedExpression(.list(converted), expression.range, .list(changed))
  }

  /// A text written in the expression as a value of the enumeration; the text must be one of its values.
  private mutating func symbol(_ expression: TypedExpression, _ name: String) -> TypedExpression {
    switch expression.kind {
    case .constant(.string(let text)):
      guard let enumeration = environment.enumeration(name) else { return expression }
      if let ordinal = enumeration.values.firstIndex(of: text) {
        return TypedExpression(.constant(.symbol(Int32(ordinal))), expression.range, .enumeration(name))
      }
      return wrong(
        expression.range, "`\(text)` is not a value of `\(name)`" + Self.suggestion(text, enumeration.values),
        help: "its values: \(enumeration.values.map { "`\($0)`" }.joined(separator: ", "))")
    case .conditional(let condition, let first, let second):
      let one = symbol(first, name)
      let two = symbol(second, name)
      return TypedExpression(.conditional(condition, one, two), expression.range, one.type)
    default: return expression
    }
  }

  /// The name of an enumeration's value.
  private func named(_ expression: TypedExpression, _ name: String) -> TypedExpression {
    guard let enumeration = environment.enumeration(name) else { return expression }
    let type: ExpressionType = expression.type.isNullable ? .nullable(.string) : .string
    return TypedExpression(.enumerationName(expression, enumeration), expression.range, type)
  }

  /// Two expressions of which one may be a text for the other's enumeration; without that, a value of an enumeration
  /// beside a string becomes its name.
  mutating func matched(
    _ a: TypedExpression, _ b: TypedExpression
  ) -> (TypedExpression, TypedExpression) {
    guard isRuleMode else { return (a, b) }
    switch (unifier.shallow(a.type).unwrapped, unifier.shallow(b.type).unwrapped) {
    case (.enumeration, .string):
      let other = coerced(b, to: a.type)
      return other.type.unwrapped == .string ? (coerced(a, to: .string), other) : (a, other)
    case (.string, .enumeration):
      let (second, first) = matched(b, a)
      return (first, second)
    default: return (a, b)
    }
  }

  /// An argument of a function of the language: values of an enumeration go in as their names.
  mutating func adapted(_ expression: TypedExpression, to parameter: ExpressionType) -> TypedExpression {
    let type = unifier.shallow(expression.type).unwrapped
    if case .enumeration = type, unifier.shallow(parameter) == .string { return coerced(expression, to: .string) }
    if case .list(.enumeration(let name)) = type, case .list(.string) = unifier.shallow(parameter) {
      guard let enumeration = environment.enumeration(name) else { return expression }
      return nameList(expression, enumeration)
    }
    return expression
  }

  /// `list.map(x, x)` with names for values.
  private mutating func nameList(_ list: TypedExpression, _ enumeration: Enumeration) -> TypedExpression {
    withLocals([("@name", .enumeration(enumeration.name))]) { _, slots in
      let variable = TypedExpression(.variable(slots[0], "@name"), list.range, .enumeration(enumeration.name))
      let name = TypedExpression(.enumerationName(variable, enumeration), list.range, .string)
      let it = TypedComprehension(
        operation: .map, range: list, slots: slots, names: ["@name"], elementType: .enumeration(enumeration.name),
        predicate: nil, transform: name)
      return TypedExpression(.comprehension(it), list.range, .list(.string))
    }
  }

  /// A call of a function of the language in a rule: whole numbers where it wants an `int`, `null` in means `null` out.
  mutating func ruleCall(
    _ callee: Name, _ overload: Overload, _ arguments: [TypedExpression], _ type: ExpressionType, _ range: Range<Int>
  ) -> TypedExpression {
    checkPattern(callee, arguments)
    let converted = zip(arguments, overload.parameters).map { argument, parameter in
      parameter == .int ? TypedExpression(.call("@int", [argument]), argument.range, .number) : argument
    }
    let isNullable = zip(arguments, overload.parameters).contains { argument, parameter in
      unifier.shallow(argument.type).isNullable && !parameter.isNullable && argument.type != .dyn
    }
    let result = isNullable ? type.ofRules.orNull : type.ofRules
    let call = TypedExpression(.call(callee.text, converted), range, result)
    guard overload.result == .int || overload.result == .uint else { return call }
    return TypedExpression(.call("@number", [call]), range, result)
  }

  /// `string(x)` of a number, with its unit, or of a value of an enumeration; `nil` for other types.
  mutating func text(_ argument: TypedExpression, _ range: Range<Int>) -> TypedExpression? {
    let type: ExpressionType = argument.type.isNullable ? .nullable(.string) : .string
    switch unifier.resolve(argument.type).unwrapped {
    case .quantity(let dimension): return TypedExpression(.quantityText(argument, dimension), range, type)
    case .enumeration(let name): return TypedExpression(named(argument, name).kind, range, type)
    default: return nil
    }
  }

  /// `quantity("800ms")`, read now.
  mutating func quantityLiteral(
    _ callee: Name, _ arguments: [SyntaxNode], _ range: Range<Int>
  ) -> TypedExpression? {
    guard callee.text == "quantity" || callee.text == "duration" else { return nil }
    guard arguments.count == 1, case .literal(.string(let text)) = arguments[0].kind else {
      return wrong(range, "`\(callee.text)` takes a text", help: "write `\(callee.text)(\"800ms\")`")
    }
    guard let (value, dimension) = environment.quantityLiteral(text) else {
      return wrong(
        arguments[0].range, "`\(text)` is not a quantity",
        help: "write a number and a unit, as in `\"800ms\"` or `\"10 GiB\"`")
    }
    guard callee.text == "quantity" || dimension == .duration else {
      return wrong(arguments[0].range, "`\(text)` is not a duration but \(ExpressionType.quantity(dimension).phrase)")
    }
    return TypedExpression(.constant(.double(value)), range, .quantity(dimension))
  }
}
