/// `&&` and `||`: a decided side absorbs an unknown or failing one, on either side (Kleene; the language definition has
/// the same for errors). `null` counts as false.
final class LogicNode: Node, @unchecked Sendable {
  let left: Node
  let right: Node
  /// The outcome of one side that decides the whole: false for `&&`, true for `||`.
  let deciding: Bool

  init(_ left: Node, _ right: Node, deciding: Bool) {
    self.left = left
    self.right = right
    self.deciding = deciding
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    let first = Truth.of(left.evaluate(&machine))
    if case .bool(let value) = first, value == deciding { return first }
    let second = Truth.of(right.evaluate(&machine))
    if case .bool(let value) = second { return value == deciding ? second : first }
    if case .bool = first { return second }
    return Truth.undecided(first, second)
  }
}

final class NotNode: Node, @unchecked Sendable {
  let operand: Node
  init(_ operand: Node) { self.operand = operand }

  override func evaluate(_ machine: inout Machine) -> Value {
    let value = Truth.of(operand.evaluate(&machine))
    if case .bool(let truth) = value { return .bool(!truth) }
    return value
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
    let truth = Truth.of(condition.evaluate(&machine))
    switch truth {
    case .bool(let value): return value ? first.evaluate(&machine) : second.evaluate(&machine)
    case .unknown(let unknown):
      return Self.either(first.evaluate(&machine), second.evaluate(&machine), unknown)
    default: return truth
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
