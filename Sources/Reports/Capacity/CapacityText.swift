import Analysis
import Diagnostics
import Topology

/// What systems carry, for a terminal.
public enum CapacityText {
  /// The text, one chapter for each system.
  public static func render(_ reports: [CapacityReport], in context: ReportContext) -> String {
    reports.map { CapacitySystemText(report: $0, context: context).render() }.joined(separator: "\n")
  }
}

/// The part that speaks of one system.
private struct CapacitySystemText {
  let report: CapacityReport
  let context: ReportContext
  private var analysis: CapacityAnalysis { report.analysis }

  private static let mostComponents = 20
  private static let mostNotes = 8

  private var painter: Painter { Painter(color: context.style.color) }

  func render() -> String {
    let workloads = analysis.workloadFigures
    let (components, rest) = analysis.busiest(context.showsAll ? .max : Self.mostComponents)
    var notes = CapacityNotes(analysis.topology)
    for workload in workloads { notes.add(workload) }
    for component in components { notes.add(component) }
    var blocks = [painter.paint(Painter.safe(analysis.topology.name ?? "(no name)"), .strong)]
    if workloads.isEmpty { blocks.append("no workload is stated, so there is no demand to carry") }
    blocks += analysis.loops.map { painter.paint("endless: ", .error) + WorkloadWords(analysis: analysis).loop($0) }
    blocks += workloads.map(block)
    if !components.isEmpty { blocks.append(table(components, rest)) }
    let writer = ExplanationWriter(context: context)
    // Sections end with a line break of their own.
    blocks += CapacitySections.all(report, in: context).map { String(writer.section($0).dropLast()) }
    if context.detail != .quiet { blocks += remarks(notes) }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  // MARK: Workloads

  private func block(_ workload: WorkloadFigures) -> String {
    let limits = LimitWords(analysis: analysis)
    let words = WorkloadWords(analysis: analysis)
    var lines = ["\(painter.paint(workload.name, .strong)): \(limits.sentence(workload.largest))"]
    if let next = limits.next(workload.largest) { lines.append("  \(next)") }
    let peak = Figures.estimate(workload.peak, Figures.rate)
    lines.append("  demand: \(Figures.estimate(workload.rate, Figures.rate)), at peak \(peak)")
    if workload.latency.mean.isApplicable { lines.append("  response time: \(words.latency(workload.latency))") }
    lines += workload.backlogs.map { "  backlog: \(words.backlog($0, workload))" }
    if let attempts = AttemptWords(analysis: analysis).sentence(workload.row) {
      lines.append("  when every attempt fails: \(attempts)")
    }
    return lines.joined(separator: "\n")
  }

  // MARK: Components

  private func table(_ components: [ComponentFigures], _ rest: Int) -> String {
    let head = ["component", "arrivals", "busy", "", "at peak", "", "replicas", "needed", "mean", "p99"]
    var lines = TextTable(head: head, rows: components.map(row), left: [3, 5]).lines
    lines[0] = painter.paint(lines[0], .dim)
    if rest > 0 { lines.append("and \(rest) more: --all shows them") }
    return lines.joined(separator: "\n")
  }

  private func row(_ component: ComponentFigures) -> [String] {
    [
      component.name, Figures.estimate(component.arrivalRate, Figures.rate),
      Figures.estimate(component.utilization, Figures.share), Bar.text(component.utilization),
      Figures.estimate(component.peakUtilization, Figures.share), Bar.text(component.peakUtilization),
      component.replicaText, component.neededText,
      Figures.estimate(component.responseTime.mean, Figures.duration),
      Figures.estimate(component.responseTime.p99, Figures.duration),
    ]
  }

  // MARK: Remarks

  private func remarks(_ notes: CapacityNotes) -> [String] {
    var blocks = [list("What is not known:", notes.missingLines), list("Assumed:", notes.assumptions)]
    blocks.append(list("Left out:", notes.omissions))
    if context.detail == .verbose { blocks.append(list("Computed as:", notes.derivations)) }
    return blocks.compactMap(\.self)
  }

  private func list(_ title: String, _ items: [String]) -> String? {
    guard !items.isEmpty else { return nil }
    let limit = context.showsAll ? items.count : Self.mostNotes
    let rest = items.count - limit
    let more = rest > 0 ? ["  and \(rest) more: --all shows them"] : []
    return ([painter.paint(title, .strong)] + items.prefix(limit).map { "  \($0)" } + more).joined(separator: "\n")
  }
}

/// Shares as bars of ten cells.
enum Bar {
  static func text(_ estimate: Estimate) -> String {
    guard let value = estimate.value else { return "" }
    let share = value.high.isFinite ? value.high : value.low
    guard share.isFinite, share <= 1 else { return String(repeating: "█", count: 10) + "!" }
    // What is there at all must be seen.
    let filled = share > 0 ? max(1, Int((share * 10).rounded())) : 0
    return String(repeating: "█", count: filled) + String(repeating: "·", count: 10 - filled)
  }
}
