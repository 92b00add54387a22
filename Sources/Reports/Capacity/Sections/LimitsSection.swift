import Analysis
import Explanations
import Topology

extension CapacitySections {
  /// What finds no place where somebody says how many may wait.
  static func limits(_ report: CapacityReport) -> [Explanation.Section] {
    let (analysis, topology) = (report.analysis, report.analysis.topology)
    let rows = topology.rows(of: .party).compactMap { row -> [String]? in
      let figures = LimitedFigures(row, analysis)
      guard figures.isLimited else { return nil }
      return [
        topology.name(EntityID(.party, row)), Figures.estimate(figures.rejected, Figures.share),
        Figures.estimate(figures.peakRejected, Figures.share), Figures.estimate(figures.acceptedRate, Figures.rate),
        Figures.estimate(figures.utilization, Figures.share), Figures.estimate(figures.response, Figures.duration),
      ]
    }
    let head = ["", "refused or lost", "at peak", "let in", "busy with these", "mean time of these"]
    return [Explanation.Section("Where few may wait", [.table(Explanation.Table(head, rows))])]
  }
}

/// What is said of a component or queue that states how many may wait; repeated attempts count again.
struct LimitedFigures {
  let rejected: Estimate
  let peakRejected: Estimate
  let acceptedRate: Estimate
  let peakAcceptedRate: Estimate
  let utilization: Estimate
  let response: Estimate
  let peakResponse: Estimate

  init(_ row: Int, _ analysis: CapacityAnalysis) {
    let (rate, peak) = (LoadCase.rate.failing(.refusals), LoadCase.peak.failing(.refusals))
    rejected = analysis.rejectedShare(ofParty: row, at: rate)
    peakRejected = analysis.rejectedShare(ofParty: row, at: peak)
    acceptedRate = analysis.acceptedRate(ofParty: row, at: rate)
    peakAcceptedRate = analysis.acceptedRate(ofParty: row, at: peak)
    utilization = analysis.acceptedUtilization(ofParty: row, at: rate)
    response = analysis.acceptedResponse(ofParty: row, at: rate)
    peakResponse = analysis.acceptedResponse(ofParty: row, at: peak)
  }

  var isLimited: Bool { rejected.isApplicable }
}
