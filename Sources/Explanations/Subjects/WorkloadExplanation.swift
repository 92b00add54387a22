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
        Explanation.Section("Availability", availability),
        Explanation.Section("What one failure does", [.table(failures)]),
        Explanation.Section("Findings on the way", [.list(model.findingLines(on: visited))]),
      ] + model.verdictSections(on: [entity], told: visited))
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
      ["component", "visits", "when every attempt fails", "utilization", "at peak", "mean time", "available"],
      analysis.parties(visitedBy: row).map { party in
        [
          model.party(party), FigureText.text(analysis.visits(ofParty: party, byWorkload: row), .count, isOpen: false),
          FigureText.text(analysis.amplification(ofParty: party, byWorkload: row), .factor),
          FigureText.text(analysis.utilization(ofParty: party), .fraction),
          FigureText.text(analysis.peakUtilization(ofParty: party), .fraction), time(party),
          FigureText.text(analysis.availability(ofParty: party), .fraction),
        ]
      })
  }

  /// What a component adds to the mean latency: visits × the time of one, of those that are waited for.
  private func time(_ party: Int) -> String {
    let mean = analysis.responseTime(ofParty: party).mean
    guard let time = mean.value else { return FigureText.text(mean, .duration) }
    guard let visits = analysis.visits(ofParty: party, byWorkload: row).point else { return "not known" }
    return FigureText.text(
      Interval(low: time.low * visits, high: time.high * visits), .duration, isOpen: !mean.missing.isEmpty)
  }

  // MARK: Failures

  private static let mostRows = 8

  private var availability: [Explanation.Block] {
    let lines = FigureLines(model).lines(of: entity, named: ["availability", "downtime", "mean_outage"])
    let causes = analysis.downtimeCauses(ofWorkload: row).prefix(Self.mostRows)
    let table = Explanation.Table(
      ["what fails", "downtime in 30 days"],
      causes.map { [name($0.source), FigureText.number($0.downtime, .duration)] })
    return [.facts(lines), .table(table)]
  }

  private func name(_ source: DowntimeCause.Source) -> String {
    switch source {
    case .component(let party): model.party(party)
    case .zone(let name): "zone `\(name)`"
    case .region(let name): "region `\(name)`"
    }
  }

  /// The single losses that the workload notices, the worst of the system first.
  private var failures: Explanation.Table {
    let rows = analysis.failureEffects().compactMap { effect -> [String]? in
      var words: [String] = []
      if let stop = effect.stops.first(where: { $0.workload == row }) {
        words.append(stop.share == .one ? "it stops" : "\(FigureText.text(stop.share, .fraction)) of its requests fail")
      }
      if effect.degrades.contains(row) { words.append("it is answered without something optional") }
      if effect.delays.contains(row) { words.append("work waits in a queue") }
      words += effect.overloads.filter { analysis.workloads(visiting: $0.party).contains(row) }.prefix(2).map {
        "\(model.party($0.party)) is at \(FigureText.text($0.utilization, .fraction))"
      }
      return words.isEmpty ? nil : [LossWords(model.topology).name(effect.loss), words.joined(separator: "; ")]
    }
    return Explanation.Table(["without", "what happens"], Array(rows.prefix(Self.mostRows)))
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
