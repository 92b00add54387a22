internal import Diagnostics
internal import Rules
internal import Topology

/// Takes subjects out of what rules say, as `except` asks for.
///
/// The verdicts are dropped after they are reached: what one subject comes to never depends on another's verdict, so the
/// rest is as if the subject had not been asked about.
struct Exceptions {
  /// By the position of the rule in the run.
  private let patterns: [[SubjectException]]

  init(_ settings: [RuleSettings]) { patterns = settings.map(\.except) }

  private var isEmpty: Bool { patterns.allSatisfy(\.isEmpty) }

  /// The results without findings and open verdicts on excepted subjects; those count as not applicable.
  ///
  /// Faults stay: a rule that could not be run to its end said nothing of the subjects after it either.
  func applied(to results: RuleResults, on topology: Topology) -> RuleResults {
    if isEmpty { return results }
    var kept = results
    kept.findings = []
    kept.open = []
    for finding in results.findings {
      if covers(finding.subjectID, rule: finding.ruleIndex) {
        kept.move(rule: finding.ruleIndex, from: \.fail)
      } else {
        kept.findings.append(finding)
      }
    }
    for verdict in results.open {
      if covers(verdict.subjectID(in: topology), rule: verdict.ruleIndex) {
        kept.move(rule: verdict.ruleIndex, from: \.unknown)
      } else {
        kept.open.append(verdict)
      }
    }
    return kept
  }

  private func covers(_ subjectID: String, rule: Int) -> Bool {
    patterns[rule].contains { $0.pattern.matches(subjectID) }
  }

  /// Warnings about exceptions that name nothing in any of the systems.
  func hygiene(_ topologies: [Topology]) -> [Diagnostic] {
    if isEmpty { return [] }
    let tables: [TableID] = [.system, .party, .interface, .operation, .link, .dataSet, .workload]
    let ids = topologies.flatMap { topology in
      tables.flatMap { table in topology.rows(of: table).map { topology.id(of: EntityID(table, $0)) } }
    }
    var seen: Set<Span> = []
    return patterns.joined().filter { seen.insert($0.span).inserted }.compactMap { exception in
      if ids.contains(where: exception.pattern.matches) { return nil }
      return Diagnostic(
        .warning, "unused-exception", "nothing in the model is called like `\(exception.pattern.text)`",
        at: Label(exception.span), helps: ["remove it; subjects are named as in findings, e.g. `orders.create`"])
    }
  }
}

extension RuleResults {
  /// Counts a verdict of a rule as not applicable instead.
  fileprivate mutating func move(rule: Int, from count: WritableKeyPath<VerdictCounts, Int>) {
    counts[keyPath: count] -= 1
    counts.notApplicable += 1
    countsByRule[rule][keyPath: count] -= 1
    countsByRule[rule].notApplicable += 1
  }
}
