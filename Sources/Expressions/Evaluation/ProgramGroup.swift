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
    let uses = NameUses(of: expressions, names, from: known)
    for (position, name) in names.enumerated() {
      let entry = Self.compile(name, &layout, at: next)
      next += name.localCount
      let slot = known + position
      let body = entry.isCondition ? ConditionNode(entry.node) : entry.node
      layout.names[slot] =
        uses.isOne(position)
        ? body : NameNode(position, slot: slot, body: body, isAskedTwice: uses.isTwoOfPlain(position))
      compiled.append(entry)
    }
    self.names = names.indices.map { position in
      Entry(node: layout.names[known + position] ?? compiled[position].node, isCondition: false)
    }
    let entries = expressions.map { Self.compile($0, &layout, at: next) }
    self.expressions = entries
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

  /// The value of a condition for the subject at hand; the frame knows what an unknown one lacks.
  public func decide(_ position: Int, _ frame: inout Frame) -> TruthValue { frame.decide(expressions[position].node) }

  /// A condition to be decided on one subject after another. The group keeps it alive: it is not counted for each.
  public struct Condition: Sendable {
    fileprivate let node: Unmanaged<Node>
  }

  /// A condition of the group, by its position.
  public func condition(_ position: Int) -> Condition {
    Condition(node: .passUnretained(expressions[position].node))
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
///
/// What counts as known in the source is what did when the frame was made.
///
/// All that is asked of it on every subject is mutating: a frame that lies in another value is copied where it is lent for
/// reading only.
public struct Frame: ~Copyable {
  var machine: Machine
  /// The machine does not keep it alive.
  private let source: any ObjectSource

  init(_ source: any ObjectSource, size: Int, budget: Int) {
    self.source = source
    machine = Machine(source: source, slots: size, stepsLeft: budget, recorder: nil)
  }

  /// What is left of the step budget.
  public var stepsLeft: Int {
    get { machine.stepsLeft }
    set { machine.stepsLeft = newValue }
  }

  /// Makes something the subject: the first variable. The names lose their values.
  public mutating func begin(_ subject: Value) {
    machine.slots[0] = subject
    forget()
  }

  /// Makes an object the subject.
  public mutating func begin(_ subject: ObjectRef) {
    machine.slots.set(0, subject)
    forget()
  }

  private mutating func forget() {
    machine.named = 0
    machine.counted = 0
    machine.drop(to: 0)
    if !machine.kept.isEmpty { machine.kept.removeAll(keepingCapacity: true) }
  }

  /// The facts that the unknown conditions lack which were decided since the subject was set: each condition's after
  /// those of the ones before it, in any order and perhaps more than once.
  public var lacking: [UInt64] { machine.lacking.facts }

  /// How far they reach, for `firstLacking`.
  public var lackingEnd: Int { mutating get { machine.lacking.count } }

  /// Those that were added between two moments, in order and each once: the first `limit` of them, or as many as an
  /// `Unknown` keeps. They are there until the next question.
  public mutating func firstLacking(_ limit: Int, from start: Int, to end: Int) -> UnsafeBufferPointer<UInt64> {
    machine.lacking.first(min(limit, Unknown.limit), from: start, to: end)
  }

  /// All that is lacking, of which there is something.
  public var doubt: Unknown {
    mutating get { machine.lacking.only(from: 0) ?? machine.lacking.unknown(from: 0) }
  }

  /// Why the last condition that failed did so.
  public var failure: EvaluationError { machine.failure }

  /// The value of a condition for the subject at hand.
  public mutating func decide(_ condition: ProgramGroup.Condition) -> TruthValue {
    let truth = condition.node._withUnsafeGuaranteedRef { $0.test(&machine) }
    return machine.stepsLeft < 0 ? machine.isExhausted() : truth
  }

  mutating func decide(_ node: Node) -> TruthValue {
    let truth = node.test(&machine)
    return machine.stepsLeft < 0 ? machine.isExhausted() : truth
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
  override func test(_ machine: inout Machine) -> TruthValue { operand.test(&machine) }
}

/// How often names are asked for. What is asked for once needs not be kept, and of a list that is not kept only as much
/// is made as is looked at.
private struct NameUses {
  private var counts: [Int]
  /// Whether the name uses no others.
  private var isPlain: [Bool]
  private let first: Int

  /// A name that only messages use does not use others here.
  init(of expressions: [CheckedExpression], _ names: [CheckedExpression], from first: Int) {
    self.first = first
    counts = Array(repeating: 0, count: names.count)
    isPlain = Array(repeating: true, count: names.count)
    for expression in expressions { add(expression) }
    for position in names.indices.reversed() where counts[position] > 0 {
      let others = counts
      add(names[position])
      isPlain[position] = counts == others
    }
  }

  private mutating func add(_ expression: CheckedExpression) {
    add(expression.root, declared: expression.environment.variables.count, isRepeated: false)
  }

  func isOne(_ position: Int) -> Bool { counts[position] == 1 }

  /// Whether a name that uses no others is asked for at two places, neither of them in a loop. If it used others, they
  /// would be looked at twice for each time, and so on.
  func isTwoOfPlain(_ position: Int) -> Bool { counts[position] == 2 && isPlain[position] }

  private mutating func add(_ expression: TypedExpression, declared: Int, isRepeated: Bool) {
    switch expression.kind {
    case .variable(let slot, _):
      if slot < declared, counts.indices.contains(slot - first) { counts[slot - first] += isRepeated ? 3 : 1 }
    case .comprehension(let it):
      add(it.range, declared: declared, isRepeated: isRepeated)
      for part in [it.predicate, it.transform].compactMap(\.self) { add(part, declared: declared, isRepeated: true) }
    default:
      for child in expression.children { add(child, declared: declared, isRepeated: isRepeated) }
    }
  }
}
