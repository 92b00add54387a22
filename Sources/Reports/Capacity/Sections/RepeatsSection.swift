import Analysis
import Explanations
import Topology

extension CapacitySections {
  /// What late and refused attempts come to that are made again, where links state a timeout and retries.
  static func repeats(_ report: CapacityReport) -> [Explanation.Section] {
    let (analysis, topology) = (report.analysis, report.analysis.topology)
    guard let figures = RepeatFigures(analysis) else { return [] }
    let rows = figures.links.map { link in
      [
        topology.id(of: EntityID(.link, link.row)), Figures.estimate(link.failures, Figures.share),
        Figures.estimate(link.attempts, Figures.number),
      ]
    }
    return [
      Explanation.Section(
        "Late attempts that are repeated, at peak",
        [.table(Explanation.Table(["", "late, refused or failed", "attempts of a call"], rows))] + overload(analysis))
    ]
  }

  /// That the repetitions themselves are too much, where they are; the figures above are those of the first attempts.
  private static func overload(_ analysis: CapacityAnalysis) -> [Explanation.Block] {
    guard analysis.figure("healthy_at_peak", of: .system, 0).value?.high == 0 else { return [] }
    let rates = analysis.topology.rows(of: .workload).compactMap { row -> String? in
      let rate = analysis.figure("max_healthy_rate", of: .workload, row)
      guard rate.value != nil else { return nil }
      return "`\(analysis.topology.name(EntityID(.workload, row)))` up to \(Figures.estimate(rate, Figures.rate))"
    }
    let most = rates.isEmpty ? "" : " They are carried for \(Words.list(rates)), the others at their peak."
    return [
      .paragraph(
        "At peak no state is healthy: late attempts that are made again keep the system overloaded, so that in the end nearly all "
          + "are late.\(most)")
    ]
  }
}

/// What repeated attempts do at links that state a timeout and more than one attempt.
struct RepeatFigures {
  struct Link {
    let row: Int
    let failures: Estimate
    let attempts: Estimate
  }

  let links: [Link]

  /// In larger systems rounds would take longer than all else; there, single figures can be asked for.
  private static let mostLinks = 40
  private static let timeout = Schema.named(.link, "timeout")

  /// `nil` without such links, or in a larger system.
  init?(_ analysis: CapacityAnalysis) {
    let topology = analysis.topology
    guard topology.count(.workload) > 0, topology.count(.link) <= Self.mostLinks else { return nil }
    links = topology.rows(of: .link).compactMap { row -> Link? in
      guard topology.number(Self.timeout, row) != nil, analysis.attempts(ofLink: row).value?.high ?? 1 > 1,
        analysis.flow(ofLink: row).value?.high ?? 0 > 0
      else { return nil }
      let failures = analysis.attemptFailures(ofLink: row, at: .peak)
      guard failures.isApplicable else { return nil }
      return Link(row: row, failures: failures, attempts: analysis.expectedAttempts(ofLink: row))
    }
    guard !links.isEmpty else { return nil }
  }
}
