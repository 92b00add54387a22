/// What one evaluation works on.
struct Machine {
  let source: any ObjectSource
  var slots: [Value]
  /// Counts down with every turn of a loop and every call of the source; below zero, the evaluation has failed.
  var stepsLeft: Int
  /// The names that have their values, a bit for each.
  var named: UInt64 = 0
  var recorder: Recorder?

  /// Takes one step; false if none is left.
  mutating func step() -> Bool {
    stepsLeft -= 1
    return stepsLeft >= 0
  }

  static let exhausted = EvaluationError(.budgetExhausted, "the expression takes too many steps")
}

/// A compiled expression. Nodes are immutable, so that one program may run on many threads.
class Node: @unchecked Sendable {
  func evaluate(_ machine: inout Machine) -> Value { .null }

  /// The value if it is the same in every evaluation.
  var constant: Value? { nil }
}

final class ConstantNode: Node, @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
  override func evaluate(_ machine: inout Machine) -> Value { value }
  override var constant: Value? { value }
}

final class VariableNode: Node, @unchecked Sendable {
  let slot: Int
  init(_ slot: Int) { self.slot = slot }
  override func evaluate(_ machine: inout Machine) -> Value { machine.slots[slot] }
}

/// A named expression (`let` of a rule): computed when it is first asked for, once for each subject.
final class NameNode: Node, @unchecked Sendable {
  let slot: Int
  let body: Node
  /// Zero for a name beyond the 64 that a machine can mark; such a one is computed each time.
  private let bit: UInt64

  init(_ position: Int, slot: Int, body: Node) {
    self.slot = slot
    self.body = body
    bit = position < UInt64.bitWidth ? 1 << UInt64(position) : 0
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    if machine.named & bit != 0 { return machine.slots[slot] }
    let value = body.evaluate(&machine)
    machine.slots[slot] = value
    machine.named |= bit
    return value
  }
}

final class BindNode: Node, @unchecked Sendable {
  let slot: Int
  let value: Node
  let body: Node

  init(_ slot: Int, _ value: Node, _ body: Node) {
    self.slot = slot
    self.value = value
    self.body = body
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    machine.slots[slot] = value.evaluate(&machine)
    return body.evaluate(&machine)
  }
}
