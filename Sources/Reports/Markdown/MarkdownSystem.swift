import Analysis
import Checking
import Diagnostics
import Rules
import Topology

/// The chapter of one system.
struct MarkdownSystem {
  let report: SystemReport
  let context: ReportContext

  /// Above so many components a chart of all of them is a thicket.
  private static let mostComponents = 60
  private static let mostFindings = 50
  private static let mostQuestions = 30

  private var places: MarkdownPlaces { MarkdownPlaces(sources: context.sources) }

  var parts: [String] {
    var parts = [
      "## \(MarkdownText.escaped(report.name))\n", MarkdownText.escaped(CheckSummary(report: report).line) + ".\n",
    ]
    if !report.findings.isEmpty { parts += ["### Findings\n"] + findings }
    if !report.questions.isEmpty { parts += ["### What is not known\n", questions] }
    parts += ["### The system\n", chart]
    let capacity = CapacityMarkdown.summary(report.analysis)
    if !capacity.isEmpty { parts += ["### What it carries\n", capacity] }
    return parts
  }

  // MARK: Findings

  private var findings: [String] {
    let limit = context.showsAll ? report.findings.count : Self.mostFindings
    let shown = report.findings.prefix(limit).map(finding)
    let rest = report.findings.count - shown.count
    return rest > 0 ? shown + ["And \(rest) more.\n"] : shown
  }

  private func finding(_ finding: Finding) -> String {
    let place = finding.location.map { " · \(places.link($0))" } ?? ""
    var text = "**\(finding.severity.word)** · `\(finding.rule)`\(place)\n\n"
    text += MarkdownText.escaped(Words.upperFirst(finding.message)) + ".\n"
    if let fix = FixText.shown(finding).first { text += "\n**Fix:** \(MarkdownText.escaped(FixText.line(fix))).\n" }
    let details = details(finding)
    return details.isEmpty ? text : text + "\n" + MarkdownText.details("Details", details)
  }

  private func details(_ finding: Finding) -> String {
    let form = FindingDiagnostic(finding: finding, topology: report.topology, sources: context.sources)
    var lines = finding.evidence.map { evidence in
      let place = evidence.span.map { " (\(places.link($0)))" } ?? ""
      return "- \(MarkdownText.escaped(evidence.message))\(place)"
    }
    lines += form.diagnostic(fixes: 0).notes.map { "- \(MarkdownText.escaped($0))" }
    lines += FixText.shown(finding).dropFirst().map { "- fix: \(MarkdownText.escaped(FixText.line($0)))" }
    lines.append("- `topolint explain \(finding.shortID)` says how it was decided")
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Questions

  private var questions: String {
    let limit = context.showsAll ? report.questions.count : Self.mostQuestions
    let rows = report.questions.prefix(limit).map { question in
      [
        MarkdownText.inlineCode(question.name), String(question.settles),
        question.rules.map { "`\($0)`" }.joined(separator: ", "),
      ]
    }
    let rest = report.questions.count - rows.count
    let table = MarkdownText.table(head: ["Fact to state", "Checks it settles", "Rules"], rows: rows)
    return rest > 0 ? table + "\nAnd \(rest) more.\n" : table
  }

  // MARK: Chart

  private var chart: String {
    let chart = MermaidChart(topology: report.topology, marked: marked, limit: Self.mostComponents)
    let note =
      chart.isCut
      ? "\nOnly \(chart.shown.count) of \(report.topology.count(.party)) components are drawn: those with findings, and their neighbours.\n"
      : ""
    return chart.shown.isEmpty
      ? "No component has a finding; the system is too large to be drawn whole.\n"
      : MarkdownText.fence(chart.text(), language: "mermaid") + note
  }

  /// The worst severity on each component.
  private var marked: [Int: Severity] {
    var worst: [Int: Severity] = [:]
    for finding in report.findings {
      for row in report.topology.components(of: finding.subject) {
        worst[row] = max(worst[row] ?? finding.severity, finding.severity)
      }
    }
    return worst
  }
}
