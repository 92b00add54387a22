import Analysis
import Explanations
import Topology

extension CapacitySections {
  /// When growth meets the limits.
  static func runway(_ report: CapacityReport, in context: ReportContext) -> [Explanation.Section] {
    let (analysis, topology) = (report.analysis, report.analysis.topology)
    let words = RunwayWords(today: report.today)
    let workloads = topology.rows(of: .workload).compactMap { row -> [String]? in
      let runway = analysis.figure("runway", of: .workload, row)
      return runway.value.map { _ in [topology.name(EntityID(.workload, row)), words.text(runway), "-", "-"] }
    }
    let known = analysis.loadedParties.compactMap { row -> (row: Int, end: Double)? in
      guard let value = analysis.figure("runway", of: .party, row).value, value.low.isFinite else { return nil }
      return (row, value.low)
    }
    let parties = known.sorted { ($0.end, $0.row) < ($1.end, $1.row) }.prefix(context.showsAll ? .max : mostParties)
      .map { row, _ in
        [
          topology.name(EntityID(.party, row)), words.text(analysis.figure("runway", of: .party, row)),
          words.text(analysis.figure("runway_to_target", of: .party, row)),
          words.text(analysis.figure("runway_at_max", of: .party, row)),
        ]
      }
    let head = ["", "full", "at target", "full at the most"]
    return [Explanation.Section("How long it suffices", [.table(Explanation.Table(head, workloads + parties))])]
  }

  private static let mostParties = 10
}

/// Times from today as people plan with them.
struct RunwayWords {
  /// ISO 8601; without it only durations are named.
  let today: String?

  /// `2028-04-02, in 28.4 months`, `now`, `never`, `not known`.
  func text(_ estimate: Estimate) -> String {
    guard let value = estimate.value else { return estimate.isApplicable ? "not known" : "-" }
    if value.isPoint { return text(value.low) }
    if value.high == .infinity { return value.low == 0 ? "not known" : "not before \(text(value.low))" }
    return value.low == 0 ? "at the latest \(text(value.high))" : "\(text(value.low)) to \(text(value.high))"
  }

  private func text(_ seconds: Double) -> String {
    if seconds == 0 { return "now" }
    guard seconds.isFinite else { return "never" }
    let time = Figures.duration(seconds)
    return today.flatMap { CalendarDay.iso(seconds, after: $0) }.map { "\($0), in \(time)" } ?? "in \(time)"
  }
}
