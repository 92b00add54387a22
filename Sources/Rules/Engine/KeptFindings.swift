internal import Analysis
internal import Topology

/// Findings that were put into words before, each with what its own words read: a changed fact costs those of the few
/// subjects that it concerns, however many a rule has.
struct KeptFindings {
  let findings: Memo<FindingQuestion, Finding>
  let engine: Int
}

/// Which finding is asked for.
struct FindingQuestion: Hashable, Sendable {
  /// The engine that has the rule, since settings belong to the engine.
  var engine: Int
  var rule: Int
  var subject: EntityID
}

/// Puts findings of one rule into words, and tells the log what that reads.
final class FindingWriter {
  private var run: RuleRun

  /// - Parameter source: One whose reads are told one by one.
  init(_ rule: Rule, _ index: Int, _ source: ModelSource) {
    run = RuleRun(rule: rule, index: index, source: source)
    run.prepare()
  }

  func finding(_ subject: EntityID) -> Finding { run.finding(on: subject) }
}
