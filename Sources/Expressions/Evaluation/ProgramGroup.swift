/// Expressions that are evaluated on one subject after another, with names that they share.
///
/// A name is computed when it is first asked for, once for each subject: `a && name.size() > 0` costs nothing where `a`
/// is false. A group may run on many threads at once, each with its own frame.
public final class ProgramGroup: Sendable {
  private struct Entry {
    let node: Node
    let isCondition: Bool
  }

  private let expressions: [Entry]
  private let names: [Entry]
  private let frameSize: Int

  /// Compiles a group. The first variable is the subject; the names follow all other variables that every expression
  /// knows, in their order, and an expression knows none of them or all that stand before it.
  public init(_ expressions: [CheckedExpression], names: [CheckedExpression]) {
    let known = names.first?.environment.variables.count ?? 0
    // The names are asked for in the midst of the others, so that their variables must not lie in the same places.
    var next = max(known + names.count, expressions.map(\.environment.variables.count).max() ?? 0)
    var layout = SlotLayout()
    var compiled: [Entry] = []
    for (position, name) in names.enumerated() {
      let entry = Self.compile(name, &layout, at: next)
      next += name.localCount
      let slot = known + position
      layout.names[slot] = NameNode(
        position, slot: slot, body: entry.isCondition ? ConditionNode(entry.node) : entry.node)
      compiled.append(entry)
    }
    self.names = names.indices.map { position in
      Entry(node: layout.names[known + position] ?? compiled[position].node, isCondition: false)
    }
    self.expressions = expressions.map { Self.compile($0, &layout, at: next) }
    frameSize = next + (expressions.map(\.localCount).max() ?? 0)
  }

  private static func compile(_ checked: CheckedExpression, _ layout: inout SlotLayout, at place: Int) -> Entry {
    layout.declared = checked.environment.variables.count
    layout.localsAt = place
    var compiler = Compiler(checked)
    compiler.layout = layout
    return Entry(node: compiler.compile(checked.root), isCondition: checked.isCondition)
  }

  /// A frame with a place for every variable.
  ///
  /// - Parameter budget: how many turns of loops and calls of the source all evaluations together may take.
  public func makeFrame(_ source: any ObjectSource, variables: [Value], budget: Int) -> Frame {
    var frame = Frame(source, size: frameSize, budget: budget)
    frame.set(variables)
    return frame
  }

  /// The value of an expression for the subject at hand; an error of the kind `budgetExhausted` once the budget is spent.
  public func evaluate(_ position: Int, _ frame: inout Frame) -> Value {
    Self.evaluate(expressions[position], &frame.machine)
  }

  /// The value of a name for the subject at hand.
  public func evaluateName(_ position: Int, _ frame: inout Frame) -> Value {
    Self.evaluate(names[position], &frame.machine)
  }

  private static func evaluate(_ entry: Entry, _ machine: inout Machine) -> Value {
    let value = entry.node.evaluate(&machine)
    if machine.stepsLeft < 0 { return .error(Machine.exhausted) }
    return entry.isCondition ? Truth.of(value) : value
  }
}

/// The variables of evaluations that follow each other; nothing is allocated from one subject to the next.
public struct Frame {
  var machine: Machine

  init(_ source: any ObjectSource, size: Int, budget: Int) {
    machine = Machine(source: source, slots: Array(repeating: .null, count: size), stepsLeft: budget, recorder: nil)
  }

  /// What is left of the step budget.
  public var stepsLeft: Int {
    get { machine.stepsLeft }
    set { machine.stepsLeft = newValue }
  }

  /// Makes something the subject: the first variable. The names lose their values.
  public mutating func begin(_ subject: Value) {
    machine.slots[0] = subject
    machine.named = 0
  }

  /// Sets the first variables, by slot; those that the expressions have no place for are left out.
  mutating func set(_ variables: [Value]) {
    for (slot, value) in variables.prefix(machine.slots.count).enumerated() { machine.slots[slot] = value }
  }
}

/// A condition, of which `null` counts as false.
private final class ConditionNode: Node, @unchecked Sendable {
  let operand: Node
  init(_ operand: Node) { self.operand = operand }
  override func evaluate(_ machine: inout Machine) -> Value { Truth.of(operand.evaluate(&machine)) }
}
