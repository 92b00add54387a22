public import Topology

extension RuleEngine {
  /// The identities of all findings, without their words: enough to see what a change clears and raises.
  ///
  /// `nil` if a rule could not be run to its end.
  public func failures(on topology: Topology) -> Set<String>? {
    let source = ModelSource(topology)
    var identities: Set<String> = []
    for (index, rule) in rules.enumerated() {
      var run = makeRun(ofRule: index, source)
      guard let failing = run.failingSubjects() else { return nil }
      for id in failing { identities.insert(Finding.identity(rule: rule.id, subjectID: id)) }
    }
    return identities
  }
}
