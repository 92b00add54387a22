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

  override func test(_ machine: inout Machine) -> TruthValue {
    let first = left.evaluate(&machine)
    let second = right.evaluate(&machine)
    if case .unknown(let a) = first, case .unknown(let b) = second {
      machine.lack(a)
      machine.lack(b)
      return .unknown
    }
    let equal = Equality.compare(first, second)
    return machine.truth(isNegated ? Equality.negated(equal) : equal)
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

/// `in`.
final class MembershipNode: DecidingNode, @unchecked Sendable {
  let item: Node
  let list: Node

  init(_ item: Node, _ list: Node) {
    self.item = item
    self.list = list
  }

  override func test(_ machine: inout Machine) -> TruthValue {
    let item = item.evaluate(&machine)
    let before = machine.lacking.count
    var isOpen = false
    let end = list.each(&machine) { machine, member, mark in
      let fresh = machine.lacking.count
      switch Equality.compare(item, member) {
      case .bool(true): if mark == nil { return false }
      case .unknown(let unknown): machine.lack(unknown)
      default: return true
      }
      if let mark { machine.lack(mark) }
      isOpen = true
      machine.tidy(since: before, fresh: fresh)
      return true
    }
    switch end {
    case .stopped: return machine.decided(.yes, dropping: before)
    case .noList(let value):
      machine.drop(to: before)
      return machine.truth(Membership.test(item, in: value))
    case .complete(let tail):
      if case .error(let error) = item { return machine.fail(error) }
      if let tail { machine.lack(tail) }
      return isOpen || tail != nil ? .unknown : .no
    }
  }
}
