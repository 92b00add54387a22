/// `count sum product min max distinct first last flatten`, called on a list or with one.
extension Checker {
  mutating func aggregate(_ callee: Name, _ list: TypedExpression, _ range: Range<Int>) -> TypedExpression? {
    guard Aggregate(rawValue: callee.text) != nil else { return nil }
    if list.type == .error { return TypedExpression(.failure(.noSuchOverload, "no list"), range, .error) }
    guard let element = unifier.resolve(list.type).element else {
      return wrong(callee.range, "`\(callee.text)` needs a list, not \(unifier.resolve(list.type).phrase)")
    }
    if element == .error { return TypedExpression(.failure(.noSuchOverload, "no list"), range, .error) }
    guard let type = aggregateType(callee, element) else { return wrong(callee.range, wrongElement(callee, element)) }
    return TypedExpression(.call("@" + callee.text, [list]), range, type)
  }

  /// `math.greatest(a, b)` of a rule is the `max` of a list: of any dimension, and over intervals.
  mutating func extreme(_ callee: Name, _ arguments: [TypedExpression], _ range: Range<Int>) -> TypedExpression? {
    guard callee.text == "math.greatest" || callee.text == "math.least", let first = arguments.first else { return nil }
    let aggregate = Name(text: callee.text == "math.greatest" ? "max" : "min", range: callee.range)
    if arguments.count == 1, first.type.element != nil { return self.aggregate(aggregate, first, range) }
    var element = first.type
    for argument in arguments.dropFirst() {
      guard let joined = unifier.join(element, argument.type) else {
        return wrong(argument.range, "\(element.phrase) cannot be compared with \(argument.type.phrase)")
      }
      element = joined
    }
    let list = TypedExpression(.list(arguments.map { ($0, false) }), range, .list(element))
    guard let result = self.aggregate(aggregate, list, range) else { return nil }
    // A list that is written out is not empty, so that there is a greatest unless all may be `null`.
    return element.isNullable ? result : result.with(type: result.type.unwrapped)
  }

  private func aggregateType(_ callee: Name, _ element: ExpressionType) -> ExpressionType? {
    let isEmpty = if case .parameter = element { true } else { false }
    switch Aggregate(rawValue: callee.text) {
    case .count: return .number
    case .distinct: return .list(element)
    case .first, .last: return element.orNull
    case .flatten: return element.unwrapped.element.map { .list($0) } ?? (isEmpty ? .list(element) : nil)
    case .sum: return isEmpty ? .number : element.dimension.map { .quantity($0) }
    case .product: return isEmpty || element.dimension == Dimension.none ? .number : nil
    case .min, .max:
      if isEmpty { return .nullable(.number) }
      if case .enumeration(let name) = element.unwrapped {
        return environment.enumeration(name)?.isOrdered ?? false ? element.orNull : nil
      }
      return element.dimension.map { .nullable(.quantity($0)) }
    case nil: return nil
    }
  }

  private func wrongElement(_ callee: Name, _ element: ExpressionType) -> String {
    let given = ExpressionType.list(element).phrase
    return switch Aggregate(rawValue: callee.text) {
    case .flatten: "`flatten` needs a list of lists, not \(given)"
    case .product: "`product` needs a list of plain numbers, not \(given)"
    default: "`\(callee.text)` needs a list of numbers, not \(given)"
    }
  }
}

/// The functions that make one value out of a list.
enum Aggregate: String, CaseIterable {
  case count, sum, product, min, max, distinct, first, last, flatten
}
