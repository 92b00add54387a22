import Analysis
import Explanations
import Topology

extension CapacitySections {
  /// What waits while more comes than is served, and how long queues hold without their consumers.
  static func backlogs(_ report: CapacityReport) -> [Explanation.Section] {
    let (analysis, topology) = (report.analysis, report.analysis.topology)
    let hasBursts = ["burst", "schedule"].contains { topology.hasFacts(Schema.named(.workload, $0)) }
    let parties = topology.rows(of: .party).filter { hasBursts && topology.kind(ofParty: $0) != .client }
    let bursts = parties.filter { isWorthALine($0, analysis) }.map { row -> [String] in
      [
        topology.name(EntityID(.party, row)), Figures.estimate(analysis.burstBacklog(ofParty: row), Figures.number),
        Figures.estimate(analysis.drainTime(ofParty: row), Figures.duration),
        Figures.estimate(analysis.oldestAge(ofParty: row), Figures.duration),
        Figures.estimate(analysis.burstLoss(ofParty: row), Figures.number), age(row, analysis),
      ]
    }
    let outages = topology.parties(.queue).compactMap { row -> [String]? in
      let time = analysis.timeToLoss(ofQueue: row)
      guard time.value != nil else { return nil }
      let surplus = analysis.surplus(ofParty: row)
      return [
        topology.name(EntityID(.party, row)), Figures.estimate(analysis.arrivalRate(ofParty: row), Figures.rate),
        Figures.estimate(surplus, Figures.rate), Figures.estimate(time, Figures.duration),
      ]
    }
    return [
      Explanation.Section(
        "When bursts come",
        [.table(Explanation.Table(["", "waiting", "gone after", "oldest", "lost", "outlives its limit"], bursts))]),
      Explanation.Section(
        "Queues without their consumers",
        [.table(Explanation.Table(["", "arrivals", "falls behind by", "first loss after"], outages))]),
    ]
  }

  /// Something waits, or may.
  private static func isWorthALine(_ row: Int, _ analysis: CapacityAnalysis) -> Bool {
    analysis.burstBacklog(ofParty: row).value.map { $0.high > 0 } ?? false
  }

  private static func age(_ row: Int, _ analysis: CapacityAnalysis) -> String {
    let outlives = analysis.outlivesLimit(inQueue: row)
    guard outlives.isApplicable else { return "-" }
    return outlives.point.map { $0 == 0 ? "no" : "yes" } ?? "not known"
  }
}
