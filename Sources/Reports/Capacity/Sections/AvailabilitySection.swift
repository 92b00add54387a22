import Analysis
import Explanations
import Topology

extension CapacitySections {
  /// How much of the time each workload is answered, and what costs most; nothing where nobody says how anything fails.
  static func availability(_ analysis: CapacityAnalysis) -> [Explanation.Section] {
    let rows = analysis.topology.rows(of: .workload).compactMap { row(ofWorkload: $0, analysis) }
    guard !rows.isEmpty else { return [] }
    let head = ["Workload", "Answered", "Objective", "Down in 30 days", "Each time", "Costs most"]
    return [Explanation.Section("Availability", [.table(Explanation.Table(head, rows)), .list(notes(analysis))])]
  }

  private static func row(ofWorkload workload: Int, _ analysis: CapacityAnalysis) -> [String]? {
    let topology = analysis.topology
    let availability = analysis.availability(ofWorkload: workload)
    guard let up = availability.value else { return nil }
    let objective = topology.number(Self.objective, workload).map(Figures.share) ?? "-"
    return [
      topology.name(EntityID(.workload, workload)), Figures.estimate(availability, Figures.share), objective,
      // Where it may be down for all of the time, the other end says what there is to say.
      up.low == 0
        ? "at least \(Figures.longTime(CapacityAnalysis.secondsIn30Days * (1 - up.high)))"
        : Figures.estimate(analysis.downtime(ofWorkload: workload), Figures.longTime),
      Figures.estimate(analysis.meanOutage(ofWorkload: workload), Figures.longTime),
      causes(ofWorkload: workload, analysis),
    ]
  }

  private static let objective = Schema.named(.workload, "slo.availability")
  private static let mostCauses = 3

  /// The costliest, each with the time that it costs.
  private static func causes(ofWorkload workload: Int, _ analysis: CapacityAnalysis) -> String {
    let causes = analysis.downtimeCauses(ofWorkload: workload).prefix(mostCauses).filter { $0.downtime >= 1 }
    guard !causes.isEmpty else { return "-" }
    return causes.map { "\(name($0.source, analysis.topology)) \(Figures.longTime($0.downtime))" }
      .joined(separator: ", ")
  }

  private static func name(_ source: DowntimeCause.Source, _ topology: Topology) -> String {
    switch source {
    case .component(let party): topology.name(EntityID(.party, party))
    case .zone(let zone): "zone \(zone)"
    case .region(let region): "region \(region)"
    }
  }

  /// What bounds rest on, and what is left out.
  private static func notes(_ analysis: CapacityAnalysis) -> [String] {
    let topology = analysis.topology
    var notes: [String] = []
    var omissions: Set<Omission> = []
    for workload in topology.rows(of: .workload) {
      let figure = analysis.availability(ofWorkload: workload)
      guard figure.value != nil else { continue }
      omissions.formUnion(figure.omissions)
      guard !figure.missing.isEmpty else { continue }
      let facts = figure.missing.prefix(3).map { Words.code(topology.describe($0)) }
      let rest = figure.missing.count > 3 ? ["\(figure.missing.count - 3) more"] : []
      let verb = figure.missing.count == 1 ? "is" : "are"
      notes.append(
        "\(topology.name(EntityID(.workload, workload))): \(Words.list(facts + rest)) \(verb) not stated")
    }
    return notes + omissions.sorted().map(\.words)
  }
}
