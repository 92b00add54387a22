/// `count sum product min max distinct first last flatten`, called on a list or with one.
extension Checker {
  mutating func aggregate(_ callee: Name, _ list: TypedExpression, _ range: Range<Int>) -> TypedExpression? {
    guard Aggregate(rawValue: callee.text) != nil else { return nil }
    if list.type == .error { return TypedExpression(.failure(.noSuchOverload, "no list"), range, .error) }
    guard let element = unifier.resolve(list.type).element else {
      return wrong(callee.range, "`\(callee.text)` needs a list, not \(unifier.resolve(list.type).phrase)")
    }
    guard let type = aggregateType(callee, element) else { return wrong(callee.range, wrongElement(callee, element)) }
    return TypedExpression(.call("@" + callee.text, [list]), range, type)
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
    switch Aggregate(rawValue: callee.text) {
    case .flatten: "`flatten` needs a list of lists, not a list of \(element)"
    case .product: "`product` needs a list of plain numbers, not of \(element)"
    default: "`\(callee.text)` needs a list of numbers, not of \(element)"
    }
  }
}

/// The functions that make one value out of a list.
enum Aggregate: String, CaseIterable {
  case count, sum, product, min, max, distinct, first, last, flatten
}
