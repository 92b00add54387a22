/// `==` and `!=` between values of one scalar type, which most conditions of rules are.
final class ScalarEqualityNode: DecidingNode, @unchecked Sendable {
  let left: Node
  let right: Node
  let type: ScalarType
  let isNegated: Bool

  init(_ left: Node, _ right: Node, _ type: ScalarType, isNegated: Bool) {
    self.left = left
    self.right = right
    self.type = type
    self.isNegated = isNegated
  }

  override func test(_ machine: inout Machine) -> TruthValue {
    let first = left.scalar(&machine)
    if case .other = first { return compare(machine.spilled, right.evaluate(&machine), &machine) }
    let second = right.scalar(&machine)
    switch (first, second) {
    case (.bits(let a), .bits(let b)): return TruthValue(type.isEqual(a, b) != isNegated)
    case (.null, .null): return TruthValue(!isNegated)
    case (.null, .bits), (.bits, .null): return TruthValue(isNegated)
    case (.unstated(let a), .unstated(let b)): return machine.unknown(a, b)
    case (.unstated(let fact), .bits), (.unstated(let fact), .null), (.bits, .unstated(let fact)),
      (.null, .unstated(let fact)):
      return machine.unknown(fact)
    default: return compare(machine.value(first, type), machine.value(second, type), &machine)
    }
  }

  private func compare(_ a: Value, _ b: Value, _ machine: inout Machine) -> TruthValue {
    let equal = Equality.compare(a, b)
    return machine.truth(isNegated ? Equality.negated(equal) : equal)
  }
}

/// `==` and `!=` with a fixed value.
final class FixedEqualityNode: DecidingNode, @unchecked Sendable {
  let operand: Node
  /// The operand if it is a field, which can be asked without a look at its class; it keeps it alive.
  private let field: Unmanaged<FieldNode>?
  private let fixed: UInt64
  let type: ScalarType
  let isNegated: Bool

  /// `nil` if the value is no scalar.
  init?(_ operand: Node, _ value: Value, _ type: ScalarType, isNegated: Bool) {
    var machine = Machine(source: EmptySource.shared, slots: 0, stepsLeft: 0, recorder: nil)
    guard case .bits(let bits) = machine.scalar(value) else { return nil }
    self.operand = operand
    field = (operand as? FieldNode).map(Unmanaged.passUnretained)
    fixed = bits
    self.type = type
    self.isNegated = isNegated
  }

  override func test(_ machine: inout Machine) -> TruthValue {
    guard let field else { return test(operand.scalar(&machine), &machine) }
    return test(field._withUnsafeGuaranteedRef { $0.scalar(&machine) }, &machine)
  }

  @inline(__always)
  private func test(_ scalar: Scalar, _ machine: inout Machine) -> TruthValue {
    switch scalar {
    case .bits(let bits): return TruthValue(type.isEqual(bits, fixed) != isNegated)
    case .null: return TruthValue(isNegated)
    case .unstated(let fact):
      return machine.unknown(fact)
    case .other:
      let equal = Equality.compare(machine.spilled, type.value(fixed))
      return machine.truth(isNegated ? Equality.negated(equal) : equal)
    }
  }
}

/// `== null` and `!= null`: whether something is declared none.
final class NullEqualityNode: DecidingNode, @unchecked Sendable {
  let operand: Node
  let isNegated: Bool

  init(_ operand: Node, isNegated: Bool) {
    self.operand = operand
    self.isNegated = isNegated
  }

  override func test(_ machine: inout Machine) -> TruthValue {
    switch operand.scalar(&machine) {
    case .null: return TruthValue(!isNegated)
    case .bits: return TruthValue(isNegated)
    case .unstated(let fact):
      return machine.unknown(fact)
    case .other:
      switch machine.spilled {
      case .unknown, .error: return machine.truth(machine.spilled)
      default: return TruthValue(isNegated)
      }
    }
  }
}

/// `x.id == y.id` where ids tell objects of both types apart: the objects themselves are compared, and no text is made.
final class IdentityNode: DecidingNode, @unchecked Sendable {
  let left: FieldNode
  let right: FieldNode
  /// What the ids are of.
  private let first: Node
  private let second: Node
  let isNegated: Bool

  init(_ left: FieldNode, _ right: FieldNode, isNegated: Bool) {
    self.left = left
    self.right = right
    first = left.operand
    second = right.operand
    self.isNegated = isNegated
  }

  override func test(_ machine: inout Machine) -> TruthValue {
    let one = first.scalar(&machine)
    if case .other = one { return compare(machine.spilled, second.evaluate(&machine), &machine) }
    let other = second.scalar(&machine)
    if case (.bits(let a), .bits(let b)) = (one, other) { return TruthValue((a == b) != isNegated) }
    return compare(machine.value(one, .object), machine.value(other, .object), &machine)
  }

  private func compare(_ first: Value, _ second: Value, _ machine: inout Machine) -> TruthValue {
    let equal = Equality.compare(left.select(from: first, &machine), right.select(from: second, &machine))
    return machine.truth(isNegated ? Equality.negated(equal) : equal)
  }
}
