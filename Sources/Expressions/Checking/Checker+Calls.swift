internal import Diagnostics

extension Checker {
  /// An operator or a global function.
  mutating func call(_ callee: Name, _ arguments: [SyntaxNode], _ range: Range<Int>) -> TypedExpression {
    switch callee.text {
    case "_&&_", "_||_": return logical(callee, arguments, range)
    case "!_":
      let operand = condition(check(arguments[0]), "`!`")
      return TypedExpression(.not(operand), range, operand.type == .error ? .error : .bool)
    case "_?_:_": return conditional(arguments, range)
    default: break
    }
    if isRuleMode, let literal = quantityLiteral(callee, arguments, range) { return literal }
    if isRuleMode, callee.text == "_-_", let word = hyphenated(arguments, range) { return word }
    let before = errors.count
    let typed = arguments.map { check($0) }
    if callee.text == "@in", errors.count > before, isNegation(typed[0]) {
      errors[before].help = "write `!(x in list)`"
    }
    if isRuleMode, let operation = ruleOperator(callee, typed, range) { return operation }
    if isRuleMode, typed.count == 1, let aggregate = aggregate(callee, typed[0], range) { return aggregate }
    let isAbsolute = callee.text.hasPrefix(".")
    let name = isAbsolute ? String(callee.text.dropFirst()) : callee.text
    for candidate in candidates(name, isAbsolute) {
      if let found = function(Name(text: candidate, range: callee.range), typed, isMember: false, range) {
        return found
      }
    }
    return unknownFunction(callee, typed, range)
  }

  /// A function called on a receiver, or one in a namespace (`math.least(…)`).
  mutating func memberCall(
    _ receiver: SyntaxNode, _ callee: Name, _ arguments: [SyntaxNode], _ range: Range<Int>
  ) -> TypedExpression {
    if let namespace = receiver.qualifiedName, !locals.contains(where: { $0.name == receiver.rootName }) {
      for candidate in candidates("\(namespace).\(callee.text)", receiver.isAbsoluteName) where isKnown(candidate) {
        let typed = arguments.map { check($0) }
        let name = Name(text: candidate, range: callee.range)
        if isRuleMode, let extreme = extreme(name, typed, range) { return extreme }
        return function(name, typed, isMember: false, range) ?? unknownFunction(name, typed, range)
      }
    }
    let typedReceiver = check(receiver)
    let typed = [typedReceiver] + arguments.map { check($0) }
    if isRuleMode, typed.count == 1, let aggregate = aggregate(callee, typedReceiver, range) { return aggregate }
    return function(callee, typed, isMember: true, range) ?? unknownFunction(callee, typed, range)
  }

  private func isKnown(_ name: String) -> Bool {
    Overload.table[name] != nil || environment.index.functions[name] != nil
  }

  private mutating func logical(_ callee: Name, _ arguments: [SyntaxNode], _ range: Range<Int>) -> TypedExpression {
    let isAnd = callee.text == "_&&_"
    let word = isAnd ? "`&&`" : "`||`"
    let left = condition(check(arguments[0]), word)
    let known = nonNull(arguments[0], when: isAnd)
    let right = assuming(known) { checker in checker.condition(checker.check(arguments[1]), word) }
    return TypedExpression(isAnd ? .and(left, right) : .or(left, right), range, .bool)
  }

  /// The expression, which must be true or false.
  mutating func condition(_ expression: TypedExpression, _ whose: String) -> TypedExpression {
    if unifier.assign(expression.type, to: .bool) || isLenient { return expression }
    return wrong(expression.range, "\(whose) needs a condition, not \(unifier.resolve(expression.type).phrase)")
  }

  private mutating func conditional(_ arguments: [SyntaxNode], _ range: Range<Int>) -> TypedExpression {
    let condition = condition(check(arguments[0]), "`?`")
    var first = assuming(nonNull(arguments[0], when: true)) { $0.check(arguments[1]) }
    var second = assuming(nonNull(arguments[0], when: false)) { $0.check(arguments[2]) }
    (first, second) = matched(first, second)
    guard let type = unifier.join(first.type, second.type) else {
      if isLenient { return TypedExpression(.conditional(condition, first, second), range, .dyn) }
      return wrong(
        range,
        "the two results differ: \(unifier.resolve(first.type).phrase) and \(unifier.resolve(second.type).phrase)")
    }
    return TypedExpression(.conditional(condition, first, second), range, unifier.resolve(type))
  }

  /// The call if there is a function of that name; an error if it does not take these arguments.
  private mutating func function(
    _ callee: Name, _ arguments: [TypedExpression], isMember: Bool, _ range: Range<Int>
  ) -> TypedExpression? {
    if let functions = environment.index.functions[callee.text] {
      for function in functions where (function.receiver != nil) == isMember {
        let call = isRuleMode ? external(function, arguments, range) : declared(function, arguments, range)
        if let call { return call }
      }
    }
    let overloads = (Overload.table[callee.text] ?? []).filter { $0.isMember == isMember }
    if overloads.isEmpty || (isRuleMode && Overload.absentInRules.contains(callee.text)) { return nil }
    return resolve(callee, overloads, arguments, range)
  }

  private mutating func resolve(
    _ callee: Name, _ overloads: [Overload], _ given: [TypedExpression], _ range: Range<Int>
  ) -> TypedExpression? {
    var arguments = given
    var result: ExpressionType?
    if isVariadic(callee.text, given) { return TypedExpression(.call(callee.text, given), range, .dyn) }
    for overload in isRuleMode ? Self.realFirst(overloads) : overloads
    where overload.parameters.count == given.count {
      let types = unifier.instantiate(overload.parameters + [overload.result])
      let parameters = types.dropLast().map { isRuleMode ? $0.ofRules : $0 }
      let adapted = isRuleMode ? zip(given, parameters).map { self.adapted($0, to: $1) } : given
      let values = adapted.map { isRuleMode ? unifier.shallow($0.type).unwrapped : $0.type }
      guard unifier.assign(values, to: parameters) else { continue }
      let type = unifier.resolve(types[types.count - 1])
      if isRuleMode { return ruleCall(callee, overload, adapted, type, range) }
      if let known = result, known != type { result = .dyn } else { result = type }
      arguments = adapted
    }
    guard let result else {
      return isLenient ? TypedExpression(.call(callee.text, given), range, .dyn) : nil
    }
    return TypedExpression(.call(callee.text, arguments), range, result)
  }

  /// The signatures with those for real numbers before those for whole ones: to a rule all numbers are real.
  private static func realFirst(_ overloads: [Overload]) -> [Overload] {
    let isReal = { (overload: Overload) in
      overload.parameters.contains(.double) || overload.parameters.contains(.list(.double))
    }
    let isWhole = { (overload: Overload) in overload.parameters.contains(.int) || overload.parameters.contains(.uint) }
    return overloads.filter { isReal($0) && !isWhole($0) } + overloads.filter { !isReal($0) || isWhole($0) }
  }

  private func isVariadic(_ name: String, _ arguments: [TypedExpression]) -> Bool {
    (name == "math.greatest" || name == "math.least") && arguments.count > 2
  }

  private mutating func external(
    _ function: Function, _ arguments: [TypedExpression], _ range: Range<Int>
  ) -> TypedExpression? {
    let parameters = (function.receiver.map { [$0] } ?? []) + function.parameters
    guard parameters.count == arguments.count else { return nil }
    let adapted = zip(arguments, parameters).map { coerced($0, to: $1) }
    var isNullable = false
    for (argument, parameter) in zip(adapted, parameters) {
      guard unifier.assign(argument.type, to: parameter) else { return nil }
      if argument.type.isNullable, !parameter.isNullable { isNullable = true }
    }
    let result = isNullable ? function.result.orNull : function.result
    return TypedExpression(.external(function, adapted), range, result)
  }

  /// A function with type parameters, as standard mode declares them.
  private mutating func declared(
    _ function: Function, _ arguments: [TypedExpression], _ range: Range<Int>
  ) -> TypedExpression? {
    let parameters = (function.receiver.map { [$0] } ?? []) + function.parameters
    guard parameters.count == arguments.count else { return nil }
    let types = unifier.instantiate(parameters + [function.result])
    guard unifier.assign(arguments.map(\.type), to: types.dropLast()) else { return nil }
    return TypedExpression(.external(function, arguments), range, unifier.resolve(types[parameters.count]))
  }

  private mutating func unknownFunction(
    _ callee: Name, _ arguments: [TypedExpression], _ range: Range<Int>
  ) -> TypedExpression {
    if arguments.contains(where: { $0.type == .error }) {
      return TypedExpression(.failure(.noSuchOverload, "no such overload"), range, .error)
    }
    let shown = Self.operatorText(callee.text)
    let isAbsent = isRuleMode && Overload.absentInRules.contains(callee.text)
    if isKnown(callee.text), !isAbsent {
      let types = arguments.map { "\(unifier.resolve($0.type))" }.joined(separator: ", ")
      return wrong(
        isLenient ? range : callee.range, "`\(shown)` cannot be applied to (\(types))", help: signatures(callee.text))
    }
    if isAbsent {
      return wrong(callee.range, "rules have no function `\(shown)`", help: Self.absence(of: callee.text))
    }
    if let help = Parser.translation(of: callee.text) {
      return wrong(callee.range, "there is no function `\(shown)`", help: help)
    }
    let macros = ["exists", "all", "exists_one", "map", "filter", "has", "count", "sum", "min", "max", "distinct"]
    let present = Overload.names.filter { !isRuleMode || !Overload.absentInRules.contains($0) }
    let known = environment.functions.map(\.name) + macros + present
    return wrong(callee.range, "there is no function `\(shown)`" + Self.suggestion(shown, known))
  }

  static func operatorText(_ name: String) -> String {
    name == "@in" ? "in" : name.first == "_" || name.hasSuffix("_") ? name.filter { $0 != "_" } : name
  }
}

extension ExpressionType {
  /// The type as rule mode has it: one kind of number.
  var ofRules: ExpressionType {
    switch self {
    case .int, .uint, .double: .number
    case .list(let element): .list(element.ofRules)
    case .map(let key, let value): .map(key.ofRules, value.ofRules)
    case .optional(let inner): .optional(inner.ofRules)
    default: self
    }
  }
}
