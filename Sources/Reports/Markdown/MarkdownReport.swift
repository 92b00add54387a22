public import Checking
import Diagnostics
public import Explanations
import Rules
import Topology

/// What a check says, as GitHub's Markdown: for job summaries, comments and documents.
public enum MarkdownReport {
  /// The page; links are relative to where the files were read from.
  ///
  /// - Parameter changes: What `--set` changed, for each system; empty without any.
  public static func render(
    _ result: CheckResult, changes: [ReportDifference] = [], in context: ReportContext
  ) -> String {
    var parts = [summary(result)]
    parts += result.remarks.isEmpty ? [] : [remarks(result, context)]
    let writer = SectionMarkdown(places: MarkdownPlaces(sources: context.sources), level: 3)
    for (index, report) in result.systems.enumerated() {
      parts += MarkdownSystem(report: report, context: context).parts
      guard changes.indices.contains(index) else { continue }
      parts += DifferenceExplanation(changes[index]).sections(ChangesJSON.title).map(writer.render)
    }
    return parts.joined(separator: "\n")
  }

  private static func summary(_ result: CheckResult) -> String {
    let head = ["System", "Errors", "Warnings", "Notes", "Passed", "Cannot be told", "Allowed"]
    let rows = result.systems.map { report in
      [MarkdownText.escaped(report.name)]
        + [Severity.error, .warning, .note].map { severity in
          String(report.findings.count { $0.severity == severity })
        } + [String(report.counts.pass), String(report.counts.unknown), String(report.allowed.count)]
    }
    return "# Architecture check\n\n" + MarkdownText.table(head: head, rows: rows)
  }

  private static func remarks(_ result: CheckResult, _ context: ReportContext) -> String {
    let links = MarkdownPlaces(sources: context.sources)
    return result.remarks.map { remark in
      let place = remark.primary.map { " (\(links.link($0.span)))" } ?? ""
      let text = ([remark.message] + remark.notes).joined(separator: ": ")
      return "- \(remark.severity.word): \(MarkdownText.escaped(text))\(place)\n"
    }.joined()
  }
}

/// Links to lines of files.
struct MarkdownPlaces {
  let sources: Sources

  /// `[shop.yaml:12](shop.yaml#L12)`.
  func link(_ span: Span) -> String {
    let path = sources[span.file].path
    let line = sources.start(of: span).line
    return MarkdownText.link(MarkdownText.escaped("\(path):\(line)"), to: "\(SARIFPlaces.uri(path))#L\(line)")
  }
}
