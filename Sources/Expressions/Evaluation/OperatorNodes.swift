/// `==` and `!=`.
final class EqualityNode: Node, @unchecked Sendable {
  let left: Node
  let right: Node
  let isNegated: Bool

  init(_ left: Node, _ right: Node, isNegated: Bool) {
    self.left = left
    self.right = right
    self.isNegated = isNegated
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    let equal = Equality.compare(left.evaluate(&machine), right.evaluate(&machine))
    return isNegated ? Equality.negated(equal) : equal
  }
}

/// `==` and `!=` with a fixed value of an enumeration, which most conditions of rules are.
final class SymbolEqualityNode: Node, @unchecked Sendable {
  let operand: Node
  let ordinal: Int32
  let isNegated: Bool

  init(_ operand: Node, _ ordinal: Int32, isNegated: Bool) {
    self.operand = operand
    self.ordinal = ordinal
    self.isNegated = isNegated
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    let value = operand.evaluate(&machine)
    switch value {
    case .symbol(let symbol): return .bool((symbol == ordinal) != isNegated)
    case .unknown, .error: return value
    default: return .bool(isNegated)
    }
  }
}

/// `== null` and `!= null`: whether something is declared none.
final class NullEqualityNode: Node, @unchecked Sendable {
  let operand: Node
  let isNegated: Bool

  init(_ operand: Node, isNegated: Bool) {
    self.operand = operand
    self.isNegated = isNegated
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    let value = operand.evaluate(&machine)
    switch value {
    case .null: return .bool(!isNegated)
    case .unknown, .error: return value
    default: return .bool(isNegated)
    }
  }
}

/// `x.id == y.id` where ids tell objects of both types apart: the objects themselves are compared, and no text is made.
final class IdentityNode: Node, @unchecked Sendable {
  let left: FieldNode
  let right: FieldNode
  let isNegated: Bool

  init(_ left: FieldNode, _ right: FieldNode, isNegated: Bool) {
    self.left = left
    self.right = right
    self.isNegated = isNegated
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    let first = left.operand.evaluate(&machine)
    let second = right.operand.evaluate(&machine)
    guard case .object(let a) = first, case .object(let b) = second else {
      let equal = Equality.compare(left.select(from: first, &machine), right.select(from: second, &machine))
      return isNegated ? Equality.negated(equal) : equal
    }
    return .bool((a == b) != isNegated)
  }
}

/// `< <= > >=`.
final class OrderNode: Node, @unchecked Sendable {
  let left: Node
  let right: Node
  let operation: Ordering.Operator
  let isRule: Bool

  init(_ left: Node, _ right: Node, _ operation: Ordering.Operator, isRule: Bool) {
    self.left = left
    self.right = right
    self.operation = operation
    self.isRule = isRule
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    let a = left.evaluate(&machine)
    let b = right.evaluate(&machine)
    return isRule ? Ordering.compareInRule(a, operation, b) : Ordering.compare(a, operation, b)
  }
}

/// `+ - * / %` in a rule: intervals, texts and lists; `null` in means `null` out.
final class RuleArithmeticNode: Node, @unchecked Sendable {
  let left: Node
  let right: Node
  let operation: RuleArithmetic.Operator

  init(_ left: Node, _ right: Node, _ operation: RuleArithmetic.Operator) {
    self.left = left
    self.right = right
    self.operation = operation
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    RuleArithmetic.apply(operation, left.evaluate(&machine), right.evaluate(&machine))
  }
}

/// `in` a fixed list of values of an enumeration.
final class SymbolMembershipNode: Node, @unchecked Sendable {
  let item: Node
  /// The list itself, for what is no symbol.
  let list: ListValue
  /// By the place in the enumeration.
  private let isMember: [Bool]

  init(_ item: Node, _ list: ListValue, ordinals: [Int32]) {
    self.item = item
    self.list = list
    isMember = (0...(ordinals.max() ?? 0)).map(ordinals.contains)
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    let value = item.evaluate(&machine)
    guard case .symbol(let ordinal) = value else { return Membership.test(value, in: .list(list)) }
    return .bool(Int(ordinal) < isMember.count && isMember[Int(ordinal)])
  }
}

/// `in`.
final class MembershipNode: Node, @unchecked Sendable {
  let item: Node
  let list: Node

  init(_ item: Node, _ list: Node) {
    self.item = item
    self.list = list
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    Membership.test(item.evaluate(&machine), in: list.evaluate(&machine))
  }
}
