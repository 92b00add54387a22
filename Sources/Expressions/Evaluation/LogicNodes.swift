/// `&&` and `||`: a decided side absorbs an unknown or failing one, on either side (Kleene; the language definition has
/// the same for errors). `null` counts as false.
final class LogicNode: DecidingNode, @unchecked Sendable {
  let left: Node
  let right: Node
  /// The outcome of one side that decides the whole: no for `&&`, yes for `||`.
  private let deciding: TruthValue

  init(_ left: Node, _ right: Node, deciding: Bool) {
    self.left = left
    self.right = right
    self.deciding = TruthValue(deciding)
  }

  override func test(_ machine: inout Machine) -> TruthValue {
    let mark = machine.lacking.count
    switch left.test(&machine) {
    case deciding: return deciding
    case .unknown: return second(.unknown, mark, &machine)
    case .failed: return second(.failed, mark, &machine)
    default: return right.test(&machine)
    }
  }

  /// The whole, where the first side does not decide it: unknown before failing, as in the language definition.
  private func second(_ first: TruthValue, _ mark: Int, _ machine: inout Machine) -> TruthValue {
    let failure = first == .failed ? machine.failure : nil
    let second = right.test(&machine)
    if second == deciding { return machine.decided(second, dropping: mark) }
    if first == .unknown || second == .unknown { return .unknown }
    return failure.map { machine.fail($0) } ?? second
  }
}

final class NotNode: DecidingNode, @unchecked Sendable {
  let operand: Node
  init(_ operand: Node) { self.operand = operand }

  override func test(_ machine: inout Machine) -> TruthValue {
    switch operand.test(&machine) {
    case .no: .yes
    case .yes: .no
    case .unknown: .unknown
    case .failed: .failed
    }
  }
}

/// `condition ? a : b`; if the condition is unknown, what both results have in common.
final class ConditionalNode: Node, @unchecked Sendable {
  let condition: Node
  let first: Node
  let second: Node

  init(_ condition: Node, _ first: Node, _ second: Node) {
    self.condition = condition
    self.first = first
    self.second = second
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    let mark = machine.lacking.count
    switch condition.test(&machine) {
    case .yes: return first.evaluate(&machine)
    case .no: return second.evaluate(&machine)
    case .failed: return .error(machine.failure)
    case .unknown:
      let unknown = machine.takeLacking(since: mark)
      let other = second.evaluate(&machine)
      let value = Self.either(first.evaluate(&machine), other, unknown)
      if case .unknown = value, machine.tellsWhatIsSure { return other }
      return value
    }
  }

  override func test(_ machine: inout Machine) -> TruthValue {
    let mark = machine.lacking.count
    switch condition.test(&machine) {
    case .yes: return first.test(&machine)
    case .no: return second.test(&machine)
    case .failed: return .failed
    case .unknown:
      let unknown = machine.takeLacking(since: mark)
      return machine.truth(Self.either(first.evaluate(&machine), second.evaluate(&machine), unknown))
    }
  }

  /// A value that covers both.
  private static func either(_ a: Value, _ b: Value, _ unknown: Unknown) -> Value {
    if case .bool(true) = Equality.compare(a, b) { return a }
    let trail = unknown.union(a.trail ?? unknown).union(b.trail ?? unknown)
    if let x = Interval(a), let y = Interval(b) {
      return Interval(low: min(x.low, y.low), high: max(x.high, y.high), trail: trail).value
    }
    return .unknown(trail)
  }
}

enum Truth {
  /// The value as a condition: true, false, unknown or an error.
  static func of(_ value: Value) -> Value {
    switch value {
    case .bool, .unknown, .error: value
    case .null: .bool(false)
    default: .failure(.noSuchOverload, "no such overload: a condition must be true or false")
    }
  }

  /// What two sides of which neither decides come to: unknown before failing, as in the language definition.
  static func undecided(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.unknown(let x), .unknown(let y)): .unknown(x.union(y))
    case (.unknown, _): a
    case (_, .unknown): b
    default: a.isError ? a : b
    }
  }
}
