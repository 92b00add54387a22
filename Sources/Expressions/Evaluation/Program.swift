/// The values of an evaluation's variables; to be used again for the next, so that nothing is allocated.
public struct Frame: Sendable {
  var slots: [Value]
  /// What was left of the step budget after the last evaluation.
  public internal(set) var stepsLeft = Int.max

  /// The value of a variable, by its slot.
  public subscript(slot: Int) -> Value {
    get { slots[slot] }
    set { slots[slot] = newValue }
  }

  /// Sets the environment's variables, by slot; those that the expression has no place for are left out.
  public mutating func set(_ variables: [Value]) {
    for (slot, value) in variables.prefix(slots.count).enumerated() { slots[slot] = value }
  }
}

/// A compiled expression; it may run on many threads at once.
public final class Program: Sendable {
  /// The type of its value.
  public let type: ExpressionType
  let node: Node
  let frameSize: Int
  let checked: CheckedExpression
  /// Whether it is a condition, so that `null` counts as false.
  private let isCondition: Bool

  init(_ checked: CheckedExpression, isTraced: Bool) {
    self.checked = checked
    type = checked.type
    frameSize = checked.frameSize
    isCondition = checked.environment.mode == .rule && checked.type.unwrapped == .bool
    let compiler = Compiler(
      isRule: checked.environment.mode == .rule, isTraced: isTraced, text: checked.text,
      quantityText: checked.environment.formatQuantity)
    node = compiler.compile(checked.root)
  }

  /// A frame with a place for every variable, all `null`.
  public func makeFrame() -> Frame { Frame(slots: Array(repeating: .null, count: frameSize)) }

  /// Evaluates with the variables in `frame`.
  ///
  /// - Parameter budget: how many turns of loops and calls of the source it may take; beyond it the result is an error
  ///   of the kind `budgetExhausted`.
  public func evaluate(_ source: any ObjectSource, _ frame: inout Frame, budget: Int = .max) -> Value {
    // The slots are exchanged, not copied: a copy would be paid for by the first loop that writes.
    var machine = Machine(source: source, slots: [], stepsLeft: budget, recorder: nil)
    swap(&machine.slots, &frame.slots)
    let value = node.evaluate(&machine)
    swap(&machine.slots, &frame.slots)
    frame.stepsLeft = machine.stepsLeft
    if machine.stepsLeft < 0 { return .error(Machine.exhausted) }
    return isCondition ? Truth.of(value) : value
  }

  /// Evaluates with these values for the environment's variables, by slot.
  public func evaluate(_ source: any ObjectSource, variables: [Value] = [], budget: Int = .max) -> Value {
    var frame = makeFrame()
    frame.set(variables)
    return evaluate(source, &frame, budget: budget)
  }

  /// Evaluates and tells the value of every expression on the way. Slow: it compiles anew.
  public func trace(_ source: any ObjectSource, variables: [Value] = []) -> TraceNode {
    let traced = Program(checked, isTraced: true)
    var slots = traced.makeFrame().slots
    for (slot, value) in variables.enumerated().prefix(frameSize) { slots[slot] = value }
    var machine = Machine(source: source, slots: slots, stepsLeft: .max, recorder: Recorder())
    let value = traced.node.evaluate(&machine)
    return machine.recorder?.root
      ?? TraceNode(range: checked.root.range, text: checked.text, type: type, value: value, kind: .other)
  }
}
