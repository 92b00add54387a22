import Analysis
import Explanations
import Topology

extension CapacitySections {
  /// How much work a loss costs and how long it takes, against what is promised: components with an objective, and those
  /// of which something is known.
  static func recovery(_ analysis: CapacityAnalysis) -> [Explanation.Section] {
    let topology = analysis.topology
    let rows = topology.rows(of: .party).compactMap { party -> [String]? in
      let figures = [
        analysis.failoverPoint(ofParty: party), analysis.recoveryPoint(ofParty: party),
        analysis.failoverTime(ofParty: party), analysis.recoveryTime(ofParty: party),
      ]
      let objectives = [Self.pointObjective, Self.timeObjective].map { topology.number($0, party) }
      let isKnown = figures.prefix(2).contains { $0.value != nil }
      guard objectives.contains(where: { $0 != nil }) || isKnown else { return nil }
      let texts = figures.map { figure in
        figure.point == .infinity ? "everything" : Figures.estimate(figure, Figures.duration)
      }
      let promised = objectives.map { $0.map(Figures.duration) ?? "-" }
      return [topology.name(EntityID(.party, party)), texts[0], texts[1], promised[0], texts[2], texts[3], promised[1]]
    }
    let head = [
      "Component", "Lost at failover", "Lost with all copies", "Objective", "Failover", "Recovery", "Objective",
    ]
    return [Explanation.Section("Recovery", [.table(Explanation.Table(head, rows))])]
  }

  private static let pointObjective = Schema.named(.party, "rpo")
  private static let timeObjective = Schema.named(.party, "rto")
}
