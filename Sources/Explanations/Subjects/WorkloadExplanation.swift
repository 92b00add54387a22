internal import Analysis
internal import Topology

/// Explains a workload: where its requests go, how long they take and how many are carried.
struct WorkloadExplanation {
  let row: Int
  let model: ModelView
  private var topology: Topology { model.topology }
  private var analysis: CapacityAnalysis { model.analysis }
  private var entity: EntityID { EntityID(.workload, row) }

  func explanation() -> Explanation {
    Explanation(
      subject: topology.id(of: entity), kind: .workload, title: "workload \(model.quoted(entity))",
      sections: [
        Explanation.Section("", [.paragraph(summary), model.definition(of: entity)]),
        Explanation.Section("What is stated", [.facts(model.statedFacts(of: entity))]),
        Explanation.Section("Where one request goes", [.table(walk)]),
        Explanation.Section("Latency", [.facts(FigureLines(model).lines(of: entity, named: Self.latencies))]),
        Explanation.Section("The largest rate", largestRate),
        Explanation.Section("Queues that grow at peak", [.facts(backlogs)]),
        Explanation.Section("Findings on the way", [.list(model.findingLines(on: visited))]),
      ] + model.verdictSections(on: [entity]))
  }

  private static let latencies = [
    "latency.mean", "latency.p50", "latency.p95", "latency.p99", "peak_latency.mean", "peak_latency.p99",
  ]

  private var summary: String {
    let client = topology.reference(Facts.Workload.client, row).map { " from \(model.quoted($0))" } ?? ""
    let entry =
      topology.reference(Facts.Workload.entry, row).map { "enters at \(model.quoted($0))" } ?? "has no stated entry"
    return "Demand\(client) that \(entry)."
  }

  private var visited: Set<EntityID> {
    Set(
      analysis.parties(visitedBy: row).map { EntityID(.party, $0) }
        + analysis.operations(visitedBy: row).map { EntityID(.operation, $0) })
  }

  private var walk: Explanation.Table {
    Explanation.Table(
      ["component", "visits", "when every attempt fails", "utilization", "at peak"],
      analysis.parties(visitedBy: row).map { party in
        [
          model.party(party), FigureText.text(analysis.visits(ofParty: party, byWorkload: row), .count, isOpen: false),
          FigureText.text(analysis.amplification(ofParty: party, byWorkload: row), .factor),
          FigureText.text(analysis.utilization(ofParty: party), .fraction),
          FigureText.text(analysis.peakUtilization(ofParty: party), .fraction),
        ]
      })
  }

  // MARK: Largest rate

  private var largestRate: [Explanation.Block] {
    let largest = analysis.largestRate(ofWorkload: row)
    guard largest.rate.isApplicable else { return [] }
    let lines = FigureLines(model).lines(of: entity, named: ["max_rate"])
    return [.facts(lines), .table(Explanation.Table(["bound by", "for", "at most"], largest.limits.map(limit)))]
  }

  private func limit(_ limit: Limit) -> [String] {
    let name = limit.operation.map { model.quoted(EntityID(.operation, $0)) } ?? model.party(limit.party)
    let way = limit.isAsynchronous ? ", later" : ""
    return [name, limit.word + way, FigureText.text(limit.rate, .rate)]
  }

  private var backlogs: [Explanation.FactLine] {
    analysis.backlogs(ofWorkload: row).map { backlog in
      let name = backlog.queue.map { model.party($0) } ?? model.party(backlog.party)
      return Explanation.FactLine(
        name, "grows by \(FigureText.text(backlog.growth, .rate)) at peak",
        note: "consumers take \(FigureText.text(backlog.sustainedRate, .rate))")
    }
  }
}
