internal import Checking
internal import Rules
internal import Topology

/// Explains the system as a whole.
struct SystemExplanation {
  let model: ModelView
  private var topology: Topology { model.topology }

  func explanation() -> Explanation {
    let system = EntityID(.system, 0)
    return Explanation(
      subject: model.report.name, kind: .system, title: "system `\(model.report.name)`",
      sections: [
        Explanation.Section("", [.paragraph(summary)]),
        Explanation.Section("What is stated", [.facts(model.statedFacts(of: system))]),
        Explanation.Section(
          "Workloads", [.list(topology.rows(of: .workload).map { model.quoted(EntityID(.workload, $0)) })]),
        Explanation.Section("Load", [.facts(FigureLines(model).lines(of: system, named: ["largest_peak_factor"]))]),
        Explanation.Section("Findings", [.list(model.lines(of: model.report.findings))]),
        Explanation.Section(
          "What is not known, and what it would settle", [.facts(model.report.questions.prefix(12).map(model.line))]),
      ])
  }

  private var summary: String {
    let parts = PartyKind.allCases.map { kind in
      let count = topology.parties(kind).count
      return "\(count) \(count == 1 ? "\(kind)" : kind.section)"
    }
    let counts = model.report.counts
    return parts.joined(separator: ", ") + ", \(topology.count(.link)) links. "
      + "Of the rules' verdicts \(counts.fail) failed, \(counts.pass) passed and \(counts.unknown) cannot be told."
  }
}
