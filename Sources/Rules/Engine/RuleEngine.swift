internal import Analysis
internal import Diagnostics
internal import Expressions
internal import Synchronization
public import Topology

/// What the rules say of one model.
public struct RuleResults: Sendable {
  public var findings: [Finding] = []
  public var open: [OpenVerdict] = []
  public var faults: [RuleFault] = []
  public var counts = VerdictCounts()
  /// For each rule: how its verdicts came out.
  public var countsByRule: [VerdictCounts] = []

  /// Appends what further rules say.
  fileprivate mutating func add(_ other: RuleResults) {
    findings += other.findings
    open += other.open
    faults += other.faults
    countsByRule += other.countsByRule
    counts = counts + other.counts
  }
}

/// Decides rules over one model.
public struct RuleEngine: Sendable {
  public let rules: [Rule]
  /// For each rule, which subjects it is not asked about; `nil` for none.
  private let exceptions: [SubjectFilter?]
  /// Unique in the process; models remember by it what the rules said.
  private let number = Self.counter.add(1, ordering: .relaxed).newValue
  private static let counter = Atomic(0)

  /// - Parameter exceptions: for each rule, which subjects it does not apply to, whatever it says itself.
  public init(rules: [Rule], exceptions: [SubjectFilter?]? = nil) {
    self.rules = rules
    self.exceptions = exceptions ?? rules.map { _ in nil }
  }

  /// One rule on what a source answers.
  func makeRun(ofRule index: Int, _ source: ModelSource) -> RuleRun {
    RuleRun(rule: rules[index], index: index, source: source, except: exceptions[index])
  }

  /// Every rule on every subject it is for. Findings are in the order of rules and subjects; sorting is the reader's.
  public func run(on topology: Topology) -> RuleResults { run(on: SharedModel(topology)) }

  /// The same on a model whose analyses others use too.
  ///
  /// Rules of a large model are decided on all cores; the results are the same, to the byte.
  public func run(on model: SharedModel) -> RuleResults {
    run(on: model, inParallel: model.topology.subjectCount >= Self.leastForThreads)
  }

  /// Below so many subjects, starting threads takes longer than deciding.
  private static let leastForThreads = 2_000

  func run(on model: SharedModel, inParallel: Bool) -> RuleResults {
    // A rule is one piece of work, because its budget of steps goes from subject to subject.
    let parts = Parallel.map(
      rules.count, workers: inParallel ? Parallel.mostWorkers : 1, state: { makeSource(model) },
      { source, index in
        guard let known = model.verdicts else { return part(ofRule: index, source) }
        return known.value(VerdictQuestion(engine: number, rule: index)) {
          source.forgetFields()
          return part(ofRule: index, source)
        }
      })
    var results = RuleResults()
    for part in parts { results.add(part) }
    return results
  }

  private func makeSource(_ model: SharedModel) -> ModelSource {
    let source = model.makeSource()
    source.keptFindings = model.findings.map { KeptFindings(findings: $0, engine: number) }
    return source
  }

  /// The verdicts of one rule.
  private func part(ofRule index: Int, _ source: ModelSource) -> RuleResults {
    source.forgetGraphs()
    var run = makeRun(ofRule: index, source)
    run.decideAll()
    return RuleResults(
      findings: run.findings, open: run.open, faults: run.faults, counts: run.counts, countsByRule: [run.counts])
  }

  /// One rule on one subject.
  public func decide(rule index: Int, on subject: EntityID, of topology: Topology) -> Outcome {
    decide(rule: index, on: subject, of: SharedModel(topology))
  }

  /// The same on a model whose analyses others use too.
  public func decide(rule index: Int, on subject: EntityID, of model: SharedModel) -> Outcome {
    var run = makeRun(ofRule: index, model.makeSource())
    run.prepare()
    return run.decide(subject)
  }
}

extension Topology {
  /// Roughly how many subjects a set of rules has.
  fileprivate var subjectCount: Int {
    TableID.allCases.reduce(0) { $0 + count($1) }
  }
}
