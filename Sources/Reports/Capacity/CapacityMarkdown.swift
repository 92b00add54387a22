public import Analysis
import Topology

/// What systems carry, as GitHub's Markdown.
public enum CapacityMarkdown {
  /// The page, one chapter for each system.
  public static func render(_ analyses: [CapacityAnalysis], in context: ReportContext) -> String {
    (["# Capacity\n"] + analyses.map { system($0, context) }).joined(separator: "\n")
  }

  /// A sentence for each workload; empty without workloads.
  static func summary(_ analysis: CapacityAnalysis) -> String {
    let limits = LimitWords(analysis: analysis)
    let words = WorkloadWords(analysis: analysis)
    return analysis.workloadFigures.map { workload in
      let backlogs = workload.backlogs.map { "  - \(MarkdownText.escaped(words.backlog($0, workload)))\n" }.joined()
      let sentence = MarkdownText.escaped(limits.sentence(workload.largest))
      return "- **\(MarkdownText.escaped(workload.name))**: \(sentence)\n" + backlogs
    }.joined()
  }

  private static func system(_ analysis: CapacityAnalysis, _ context: ReportContext) -> String {
    let (components, rest) = analysis.busiest(context.showsAll ? .max : mostComponents)
    let workloads = analysis.workloadFigures
    var notes = CapacityNotes(analysis.topology)
    for workload in workloads { notes.add(workload) }
    for component in components { notes.add(component) }
    var parts = ["## \(MarkdownText.escaped(analysis.topology.name ?? "(no name)"))\n"]
    parts.append(workloads.isEmpty ? "No workload is stated, so there is no demand to carry.\n" : summary(analysis))
    if !workloads.isEmpty { parts.append(table(workloads)) }
    if !components.isEmpty { parts.append(table(components, rest)) }
    parts += [
      list("What is not known", notes.missingLines), list("Assumed", notes.assumptions),
      list("Left out", notes.omissions), list("Computed as", notes.derivations),
    ].compactMap(\.self)
    return parts.joined(separator: "\n")
  }

  private static func table(_ workloads: [WorkloadFigures]) -> String {
    let rows = workloads.map { workload in
      [
        MarkdownText.escaped(workload.name), Figures.estimate(workload.rate, Figures.rate),
        Figures.estimate(workload.peak, Figures.rate), Figures.estimate(workload.largest.rate, Figures.rate),
      ] + times(workload.latency)
    }
    return MarkdownText.table(
      head: ["Workload", "Rate", "Peak", "Largest rate", "Mean", "p50", "p95", "p99"], rows: rows)
  }

  private static let mostComponents = 100

  private static func table(_ components: [ComponentFigures], _ rest: Int) -> String {
    let rows = components.map { component in
      [
        MarkdownText.escaped(component.name), Figures.estimate(component.arrivalRate, Figures.rate),
        Figures.estimate(component.utilization, Figures.share),
        Figures.estimate(component.peakUtilization, Figures.share),
        component.replicaText, Figures.estimate(component.replicasNeeded, Figures.number),
      ] + times(component.responseTime)
    }
    let head = ["Component", "Arrivals", "Busy", "Busy at peak", "Replicas", "Needed", "Mean", "p50", "p95", "p99"]
    return MarkdownText.table(head: head, rows: rows) + (rest > 0 ? "\nAnd \(rest) more.\n" : "")
  }

  private static func times(_ time: ResponseTime) -> [String] {
    [time.mean, time.p50, time.p95, time.p99].map { Figures.estimate($0, Figures.duration) }
  }

  private static func list(_ title: String, _ items: [String]) -> String? {
    guard !items.isEmpty else { return nil }
    return "**\(title)**\n\n" + items.map { "- \(MarkdownText.escaped($0))\n" }.joined()
  }
}
