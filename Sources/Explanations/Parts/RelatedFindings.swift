internal import Checking
internal import Diagnostics
internal import Rules
internal import Topology

/// What the rules say of a part of the model, and what they ask.
extension ModelView {
  /// Findings on the entities, one line each.
  func findingLines(on entities: Set<EntityID>) -> [String] {
    lines(of: findings.filter { entities.contains($0.subject) })
  }

  /// Findings on other subjects that show the entities among their evidence.
  private func findingLines(restingOn entities: Set<EntityID>, but told: Set<EntityID>) -> [String] {
    lines(
      of: findings.filter { finding in
        !told.contains(finding.subject) && finding.evidence.contains { entities.contains($0.subject) }
      })
  }

  /// One line each; of very many the first.
  func lines(of findings: [Finding]) -> [String] {
    let shown = findings.prefix(Self.mostLines).map(line)
    return findings.count > shown.count ? shown + ["and \(findings.count - shown.count) more"] : shown
  }

  static let mostLines = 40

  func line(_ finding: Finding) -> String {
    "\(finding.severity.word)[\(finding.rule)]: \(finding.message) (\(standing(of: finding))`\(finding.shortID)`)"
  }

  /// Empty for an ordinary finding.
  private func standing(of finding: Finding) -> String {
    if report.allowed.contains(where: { $0.finding.identity == finding.identity }) { return "allowed, " }
    return report.known.contains { $0.identity == finding.identity } ? "in the baseline, " : ""
  }

  /// Questions whose fact is one of the entities', or that verdicts on them wait for.
  func questions(about entities: Set<EntityID>) -> [Question] {
    var facts: Set<FactID> = []
    for verdict in report.open where entities.contains(verdict.subject) {
      facts.formUnion(verdict.missing.map(topology.shortestUnstated))
    }
    return report.questions.filter { entities.contains($0.fact.entity) || facts.contains($0.fact) }
  }

  func line(_ question: Question) -> Explanation.FactLine {
    let rules = question.rules.map { "`\($0)`" }.joined(separator: ", ")
    let verdicts = question.settles == 1 ? "1 verdict" : "\(question.settles) verdicts"
    return Explanation.FactLine(question.name, "settles \(verdicts) of \(rules)")
  }

  /// The sections that end the explanation of a part of the model.
  ///
  /// - Parameter told: Entities whose findings were told already.
  func verdictSections(on entities: Set<EntityID>, told: Set<EntityID> = []) -> [Explanation.Section] {
    [
      Explanation.Section("Findings", [.list(findingLines(on: entities))]),
      Explanation.Section(
        "Findings elsewhere that rest on it", [.list(findingLines(restingOn: entities, but: entities.union(told)))]),
      Explanation.Section(
        "What is not known, and what it would settle", [.facts(questions(about: entities).map(line))]),
    ]
  }
}
