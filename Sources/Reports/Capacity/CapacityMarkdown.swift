import Analysis
import Topology

/// What systems carry, as GitHub's Markdown.
public enum CapacityMarkdown {
  /// The page, one chapter for each system.
  ///
  /// - Parameter pictures: Files beside the page that it shows; without any, pictures stand in the page itself, which
  ///   most readers show but GitHub does not.
  public static func render(
    _ reports: [CapacityReport], pictures: [CapacityPicture]? = nil, in context: ReportContext
  ) -> String {
    let shown = pictures.map { $0.map { "![\(MarkdownText.escaped($0.title))](\(SARIFPlaces.uri($0.fileName)))\n" } }
    let chapters = reports.map { system($0, context) }
    let drawn = shown ?? CapacityPicture.all(reports, prefix: "load").map(\.svg)
    return (["# Capacity\n"] + chapters + (drawn.isEmpty ? [] : ["## Load curves\n"] + drawn)).joined(separator: "\n")
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

  private static func system(_ report: CapacityReport, _ context: ReportContext) -> String {
    let analysis = report.analysis
    let tables = CapacityTables(analysis: analysis, context: context)
    var parts = ["## \(MarkdownText.escaped(analysis.topology.name ?? "(no name)"))\n"]
    parts.append(
      tables.workloads.isEmpty ? "No workload is stated, so there is no demand to carry.\n" : summary(analysis))
    if !tables.workloads.isEmpty { parts.append(table(CapacityTables.workloadHead, tables.workloadRows)) }
    if !tables.components.isEmpty {
      parts.append(
        table(CapacityTables.componentHead, tables.componentRows)
          + (tables.rest > 0 ? "\nAnd \(tables.rest) more.\n" : ""))
    }
    let writer = SectionMarkdown(places: MarkdownPlaces(sources: context.sources), level: 3)
    parts += CapacitySections.all(report, in: context).map(writer.render)
    parts += tables.notes.lists.map { title, items in
      "**\(title)**\n\n" + items.map { "- \(MarkdownText.escaped($0))\n" }.joined()
    }
    return parts.joined(separator: "\n")
  }

  private static func table(_ head: [String], _ rows: [[String]]) -> String {
    MarkdownText.table(head: head, rows: rows.map { $0.map(MarkdownText.escaped) })
  }
}
