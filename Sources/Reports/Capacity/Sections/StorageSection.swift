import Analysis
import Explanations
import Topology

extension CapacitySections {
  /// What is kept and how it grows, and what links carry.
  static func storage(_ report: CapacityReport) -> [Explanation.Section] {
    let (analysis, topology) = (report.analysis, report.analysis.topology)
    let words = RunwayWords(today: report.today)
    let kept = topology.rows(of: .party).compactMap { row -> [String]? in
      let storage = analysis.figure("storage", of: .party, row)
      guard storage.value != nil else { return nil }
      return [
        topology.name(EntityID(.party, row)), Figures.estimate(storage, Figures.size),
        Figures.estimate(analysis.figure("storage_growth", of: .party, row), Figures.size),
        Figures.estimate(analysis.figure("storage_at_horizon", of: .party, row), Figures.size),
        Figures.estimate(analysis.figure("storage_utilization", of: .party, row), Figures.share),
        words.text(analysis.figure("storage_runway", of: .party, row)),
      ]
    }
    let bandwidth = Schema.named(.link, "bandwidth")
    let carried = topology.rows(of: .link).compactMap { row -> [String]? in
      let utilization = analysis.bandwidthUtilization(ofLink: row)
      guard utilization.value != nil, topology.number(bandwidth, row) != nil else { return nil }
      return [
        topology.id(of: EntityID(.link, row)), Figures.estimate(utilization, Figures.share),
        Figures.estimate(analysis.bandwidthUtilization(ofLink: row, at: .peak), Figures.share),
        Figures.estimate(analysis.transferTime(ofLink: row), Figures.duration),
      ]
    }
    return [
      Explanation.Section(
        "What is kept",
        [.table(Explanation.Table(["", "today", "a day more", "at the horizon", "of its size", "full"], kept))]),
      Explanation.Section(
        "What links carry",
        [.table(Explanation.Table(["", "busy", "at peak", "time of a call on the line"], carried))]),
    ]
  }
}
