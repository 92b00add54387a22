import Analysis
import Topology

/// What systems carry, as a page of its own with pictures.
public enum CapacityHTML {
  /// The page, one chapter for each system.
  public static func render(_ reports: [CapacityReport], in context: ReportContext) -> String {
    let chapters = reports.map { CapacityChapter(report: $0, context: context).html() }
    return HTMLPage.render(title: "Capacity", body: "<h1>Capacity</h1>\n" + chapters.joined())
  }
}

private struct CapacityChapter {
  let report: CapacityReport
  let context: ReportContext
  private var analysis: CapacityAnalysis { report.analysis }

  func html() -> String {
    let tables = CapacityTables(analysis: analysis, context: context)
    var parts = ["<h2>\(HTMLText.escaped(analysis.topology.name ?? "(no name)"))</h2>\n"]
    parts +=
      tables.workloads.isEmpty ? ["<p>No workload is stated, so there is no demand to carry.</p>\n"] : workloads(tables)
    if !tables.components.isEmpty {
      parts.append(HTMLText.table(head: CapacityTables.componentHead, rows: tables.componentRows))
      if tables.rest > 0 { parts.append("<p>And \(tables.rest) more.</p>\n") }
    }
    let writer = SectionHTML(context: context)
    parts += CapacitySections.all(report, in: context).map(writer.render)
    parts += tables.notes.lists.map { "<h3>\($0)</h3>\n" + HTMLText.list($1) }
    return parts.joined()
  }

  private func workloads(_ tables: CapacityTables) -> [String] {
    let pictures = analysis.topology.rows(of: .workload)
      .compactMap { CapacityPlot(analysis: analysis).picture(ofWorkload: $0) }
    return [
      HTMLText.list(tables.sentences), HTMLText.table(head: CapacityTables.workloadHead, rows: tables.workloadRows),
    ]
      + pictures.map { LinePlotSVG($0).render() }
  }
}
