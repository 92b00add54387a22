/// Which numbers cannot be below zero, so that an unstated one still leaves a sum with a lower bound.
enum StaticSign {
  /// Whether every member of a list of numbers is at least 0.
  static func isNonNegativeList(_ list: TypedExpression) -> Bool {
    switch list.kind {
    case .field(_, let field): field.minimum >= 0
    case .comprehension(let it):
      it.transform.map(isNonNegative) ?? isNonNegativeList(it.range)
    case .list(let items): items.allSatisfy { isNonNegative($0.value) }
    case .call("_+_", let lists): lists.allSatisfy(isNonNegativeList)
    case .call("@distinct", let lists): lists.allSatisfy(isNonNegativeList)
    case .conditional(_, let a, let b): isNonNegativeList(a) && isNonNegativeList(b)
    default: false
    }
  }

  static func isNonNegative(_ number: TypedExpression) -> Bool {
    switch number.kind {
    case .constant(.double(let value)): value >= 0
    case .field(_, let field): field.minimum >= 0
    case .call("_+_", let operands), .call("_*_", let operands), .call("_/_", let operands):
      operands.allSatisfy(isNonNegative)
    case .call("@count", _), .call("size", _): true
    case .call("@number", let operands): operands.allSatisfy(isNonNegative)
    case .call("@sum", let lists), .call("@product", let lists), .call("@min", let lists), .call("@max", let lists):
      lists.allSatisfy(isNonNegativeList)
    case .conditional(_, let a, let b): isNonNegative(a) && isNonNegative(b)
    default: false
    }
  }
}
