/// `< <= > >=` between numbers, or between values of one enumeration by rank, in a rule.
final class ScalarOrderNode: DecidingNode, @unchecked Sendable {
  let left: Node
  let right: Node
  let operation: Ordering.Operator
  let type: ScalarType

  init(_ left: Node, _ right: Node, _ operation: Ordering.Operator, _ type: ScalarType) {
    self.left = left
    self.right = right
    self.operation = operation
    self.type = type
  }

  override func test(_ machine: inout Machine) -> TruthValue {
    let first = left.scalar(&machine)
    if case .other = first {
      return machine.truth(Ordering.compareInRule(machine.spilled, operation, right.evaluate(&machine)))
    }
    let second = right.scalar(&machine)
    switch (first, second) {
    case (.bits(let a), .bits(let b)):
      return type == .symbol
        ? TruthValue(operation.holds(Int32(truncatingIfNeeded: a), Int32(truncatingIfNeeded: b)))
        : TruthValue(operation.holds(Double(bitPattern: a), Double(bitPattern: b)))
    case (.unstated(let fact), .bits), (.bits, .unstated(let fact)): return machine.unknown(fact)
    case (.unstated(let a), .unstated(let b)): return machine.unknown(a, b)
    default:
      return machine.truth(
        Ordering.compareInRule(machine.value(first, type), operation, machine.value(second, type)))
    }
  }
}

/// `in` a fixed list of values of an enumeration.
final class SymbolMembershipNode: DecidingNode, @unchecked Sendable {
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

  override func test(_ machine: inout Machine) -> TruthValue {
    switch item.scalar(&machine) {
    case .bits(let bits): return TruthValue(bits < isMember.count && isMember[Int(bits)])
    case .null: return .no
    case .unstated(let fact):
      return machine.unknown(fact)
    case .other: return machine.truth(Membership.test(machine.spilled, in: .list(list)))
    }
  }
}
