internal import Analysis
internal import Diagnostics
internal import Expressions
public import Topology

/// What the rules say of one model.
public struct RuleResults: Sendable {
  public var findings: [Finding] = []
  public var open: [OpenVerdict] = []
  public var faults: [RuleFault] = []
  public var counts = VerdictCounts()
  /// For each rule: how its verdicts came out.
  public var countsByRule: [VerdictCounts] = []
}

/// Decides rules over one model.
public struct RuleEngine: Sendable {
  public let rules: [Rule]

  public init(rules: [Rule]) { self.rules = rules }

  /// Every rule on every subject it is for. Findings are in the order of rules and subjects; sorting is the reader's.
  public func run(on topology: Topology) -> RuleResults {
    let shared = SharedModel(topology)
    var results = RuleResults()
    for (index, rule) in rules.enumerated() {
      var run = RuleRun(rule: rule, index: index, source: shared.makeSource())
      run.decideAll()
      results.findings += run.findings
      results.open += run.open
      results.faults += run.faults
      results.countsByRule.append(run.counts)
      results.counts = results.counts + run.counts
    }
    return results
  }

  /// One rule on one subject.
  public func decide(rule index: Int, on subject: EntityID, of topology: Topology) -> Outcome {
    var run = RuleRun(rule: rules[index], index: index, source: ModelSource(topology))
    run.prepare()
    return run.decide(subject)
  }
}

/// What all sources of one model share.
struct SharedModel: Sendable {
  let topology: Topology
  let analysis: CapacityAnalysis
  let index: ModelIndex

  init(_ topology: Topology) {
    self.topology = topology
    analysis = CapacityAnalysis(of: topology)
    index = ModelIndex(of: topology)
  }

  func makeSource() -> ModelSource { ModelSource(topology: topology, analysis: analysis, index: index) }
}
