public import Analysis
internal import Expressions
public import Topology

/// How a rule came to its verdict on one subject: its expressions with the value of every part that was evaluated.
public struct RuleTrace: Sendable {
  /// `where` if there is one, then `when`, then what is named by `let`, with its parts only where the two use the names.
  public var clauses: [Clause]
  /// The facts on which the verdict rests, in the order they were read, those behind computed figures included.
  public var deciding: [FactID]

  /// One expression of the rule.
  public struct Clause: Sendable {
    /// `where`, `when`, or the name of a `let`.
    public var name: String
    public var root: Node

    var withoutParts: Clause {
      var copy = self
      copy.root.children = []
      return copy
    }
  }

  /// An expression that was evaluated, and what it came to.
  public struct Node: Sendable {
    /// The expression on one line.
    public var text: String
    /// For people; `not stated` for what nobody said, `cannot tell` for what follows from such.
    public var value: String
    /// The element of a list for which the expression was evaluated, e.g. `l = orders -> orders-db`.
    public var element: String?
    /// The fact that the expression reads, if it reads one.
    public var fact: FactID?
    /// How the value was computed, if it is a figure of the analyses.
    public var formula: Formula?
    /// The unstated facts on which the value depends.
    public var missing: [FactID]
    /// The parts that tell something, in the order they were evaluated.
    public var children: [Node]
  }
}

extension Rule {
  /// The names that the rule gives to values (`once`, then `let`), with their expressions.
  public var definitions: [(name: String, text: String)] { (onces + lets).map { ($0.name, $0.clause.line) } }

  /// The value of a parameter that is in force, as people write it.
  public func valueText(of parameter: RuleParameter) -> String {
    let formatter = ValueFormatter(ModelEnvironment.shared.environment, source: nil)
    return formatter.format(parameter.value, as: ParameterValue.expressionType(parameter.type))
  }
}

extension ParameterValue {
  /// The type that a parameter has in expressions.
  static func expressionType(_ type: String) -> ExpressionType {
    switch type {
    case "text": .string
    case "flag": .bool
    case "duration": .quantity(.duration)
    case "rate": .quantity(.rate)
    case "size": .quantity(.size)
    default: .number
    }
  }
}

extension RuleEngine {
  /// The derivation of one verdict. A rule that the engine itself decides has no clauses.
  public func trace(rule index: Int, on subject: EntityID, of model: SharedModel) -> RuleTrace {
    let rule = rules[index]
    if rule.isDecidedByEngine { return RuleTrace(clauses: [], deciding: []) }
    var run = RuleRun(rule: rule, index: index, source: model.makeSource())
    run.prepare()
    _ = run.decide(subject)
    run.setLets()
    let named = [("where", rule.condition), ("when", rule.defect)] + rule.lets.map { ($0.name, $0.clause) }
    let reader = TraceReader(source: run.source)
    let letsDecide = rule.defect.usesLets || rule.condition?.usesLets == true
    let clauses = named.compactMap { name, clause in
      clause.map {
        RuleTrace.Clause(name: name, root: reader.node($0.program.trace(run.source, variables: run.variables)))
      }
    }
    let conditions = [rule.condition, rule.defect].compactMap { $0 }
    let needed = Set(conditions.flatMap { rule.letsNeeded(by: $0) }).sorted().map { rule.lets[$0].clause }
    return RuleTrace(
      clauses: clauses.map { letsDecide || ["where", "when"].contains($0.name) ? $0 : $0.withoutParts },
      deciding: reader.decidingFacts(conditions + needed, run.variables))
  }
}

/// Turns the records of an evaluation into what people read.
private struct TraceReader {
  let source: ModelSource

  func node(_ wrapped: TraceNode) -> RuleTrace.Node {
    let record = unwrapped(wrapped)
    let fact = fact(record)
    return RuleTrace.Node(
      text: record.text.split(whereSeparator: \.isWhitespace).joined(separator: " "), value: text(record, fact),
      element: record.binding.map { "\($0.name) = \(format($0.value, $0.type))" }, fact: fact,
      formula: record.read.flatMap(formula), missing: missing(record.value),
      children: record.children.flatMap(telling) + inputs(record))
  }

  /// The facts on which a verdict rests; of a computed figure, those it was computed from.
  func decidingFacts(_ clauses: [Clause], _ variables: [Value]) -> [FactID] {
    var facts: [FactID] = []
    for clause in clauses {
      for read in decidingReads(clause.program.trace(source, variables: variables)) {
        let found = source.column(of: read.field).map { [FactID($0, row: Int(read.object.row))] } ?? inputs(read)
        facts += found.filter { !facts.contains($0) }
      }
    }
    return facts
  }

  // MARK: Figures

  private static let mostInputs = 8

  private func inputs(_ read: FieldRead) -> [FactID] {
    Array((source.estimate(of: read.field, Int(read.object.row))?.inputs ?? []).prefix(Self.mostInputs))
  }

  private func formula(_ read: FieldRead) -> Formula? {
    source.estimate(of: read.field, Int(read.object.row))?.formula
  }

  private func inputs(_ record: TraceNode) -> [RuleTrace.Node] {
    (record.read.map(inputs) ?? []).map { fact in
      RuleTrace.Node(
        text: source.topology.describe(fact), value: source.topology.valueText(fact), element: nil, fact: fact,
        formula: nil, missing: [],
        children: [])
    }
  }

  // MARK: Parts

  /// The records worth showing: a constant is its own text, and a variable or record is named by what is read from it.
  private func telling(_ record: TraceNode) -> [RuleTrace.Node] {
    if record.binding != nil { return [node(record)] }
    switch record.kind {
    case .constant: return []
    case .variable:
      if case .object = record.value { return [] }
      return [node(record)]
    case .read, .has:
      if case .object = record.value, record.read.flatMap({ source.column(of: $0.field) }) != nil {
        return record.children.flatMap(telling)
      }
      return [node(record)]
    default: return dependsOnModel(record) ? [node(record)] : []
    }
  }

  /// A conversion and what it converts stand at the same place in the text.
  private func unwrapped(_ record: TraceNode) -> TraceNode {
    guard record.read == nil, record.children.count == 1, let only = record.children.first,
      only.range == record.range, only.binding == nil
    else { return record }
    var inner = unwrapped(only)
    inner.binding = record.binding
    inner.value = record.value
    return inner
  }

  /// Whether it can be other than it is: a list of constants cannot.
  private func dependsOnModel(_ record: TraceNode) -> Bool {
    record.read != nil || record.kind == .variable || record.binding != nil
      || record.children.contains(where: dependsOnModel)
  }

  private func fact(_ record: TraceNode) -> FactID? {
    guard let read = record.read, let column = source.column(of: read.field) else { return nil }
    return FactID(column, row: Int(read.object.row))
  }

  /// Facts are written as in the model, with its units; the rest as the rule language writes it.
  private func text(_ record: TraceNode, _ fact: FactID?) -> String {
    if case .unknown = record.value { return fact == nil ? "cannot tell" : "not stated" }
    if let fact, record.kind == .read, source.topology.state(fact.column, fact.row) == .value {
      return source.topology.valueText(fact)
    }
    return format(record.value, record.type)
  }

  private func format(_ value: Value, _ type: ExpressionType) -> String {
    ValueFormatter(ModelEnvironment.shared.environment, source: source).format(value, as: type)
  }

  private func missing(_ value: Value) -> [FactID] {
    switch value {
    case .unknown(let unknown): unknown.facts.map { FactID(rawValue: $0) }
    case .range(let range): range.trail?.facts.map { FactID(rawValue: $0) } ?? []
    default: []
    }
  }
}
