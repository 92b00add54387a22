/// A compiled expression; it may run on many threads at once.
public final class Program: Sendable {
  /// The type of its value.
  public let type: ExpressionType
  let node: Node
  let frameSize: Int
  let checked: CheckedExpression

  init(_ checked: CheckedExpression, isTraced: Bool) {
    self.checked = checked
    type = checked.type
    frameSize = checked.frameSize
    let compiler = Compiler(checked, isTraced: isTraced)
    node = compiler.compile(checked.root)
  }

  /// Evaluates with these values for the environment's variables, by slot.
  ///
  /// - Parameter budget: how many turns of loops and calls of the source it may take; beyond it the result is an error
  ///   of the kind `budgetExhausted`.
  public func evaluate(_ source: any ObjectSource, variables: [Value] = [], budget: Int = .max) -> Value {
    var frame = makeFrame(source, variables: variables, budget: budget)
    return evaluate(&frame)
  }

  /// A frame to evaluate on one subject after another.
  public func makeFrame(_ source: any ObjectSource, variables: [Value] = [], budget: Int = .max) -> Frame {
    var frame = Frame(source, size: frameSize, budget: budget)
    frame.set(variables)
    return frame
  }

  /// Evaluates with the variables in `frame`.
  public func evaluate(_ frame: inout Frame) -> Value {
    let value = node.evaluate(&frame.machine)
    if frame.stepsLeft < 0 { return .error(Machine.exhausted) }
    return checked.isCondition ? Truth.of(value) : value
  }

  /// Evaluates a condition with the variables in `frame`, which then knows what an unknown one lacks.
  public func decide(_ frame: inout Frame) -> TruthValue { frame.decide(node) }

  /// Evaluates and tells the value of every expression on the way. Slow: it compiles anew.
  public func trace(_ source: any ObjectSource, variables: [Value] = []) -> TraceNode {
    let traced = Program(checked, isTraced: true)
    var frame = traced.makeFrame(source, variables: variables)
    frame.machine.recorder = Recorder()
    let value = traced.node.evaluate(&frame.machine)
    return frame.machine.recorder?.root
      ?? TraceNode(range: checked.root.range, text: checked.text, type: type, value: value, kind: .other)
  }
}
