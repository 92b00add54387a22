public import Checking
import Diagnostics
public import Explanations
import Rules

/// What a check says, for a terminal: excerpts with their reasons, then what is not known, then one line that sums up.
public enum TextReport {
  /// The text, ready for standard output; it ends with a line break.
  ///
  /// - Parameter changes: What `--set` changed, for each system; empty without any.
  public static func render(
    _ result: CheckResult, changes: [ReportDifference] = [], in context: ReportContext
  ) -> String {
    var pieces = result.systems.enumerated().map { index, report in
      let text = SystemText(report: report, context: context).render()
      return changes.indices.contains(index) ? "\(text)\n\(self.text(of: changes[index], context))" : text
    }
    let remarks = remarks(result, context)
    if !remarks.isEmpty { pieces.insert(remarks, at: 0) }
    return pieces.joined(separator: "\n")
  }

  private static func text(of change: ReportDifference, _ context: ReportContext) -> String {
    let writer = ExplanationWriter(context: context)
    return DifferenceExplanation(change).sections(ChangesJSON.title).map(writer.section).joined(separator: "\n")
  }

  private static func remarks(_ result: CheckResult, _ context: ReportContext) -> String {
    let renderer = DiagnosticRenderer(sources: context.sources, style: context.style)
    if context.detail == .quiet { return result.remarks.map { renderer.renderConcise($0) + "\n" }.joined() }
    return result.remarks.map(renderer.render).joined(separator: "\n")
  }
}

/// The part of the report that speaks of one system.
private struct SystemText {
  let report: SystemReport
  let context: ReportContext

  private static let mostFindings = 10
  private static let mostQuestions = 8
  private static let mostFixes = 2

  private var painter: Painter { Painter(color: context.style.color) }

  func render() -> String {
    let summary = CheckSummary(report: report).line(painter) + "\n"
    if context.detail == .quiet { return report.findings.map(concise).joined() + summary }
    return (findings + [questions, summary]).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  // MARK: Findings

  private var findings: [String] {
    let limit = context.showsAll ? report.findings.count : Self.mostFindings
    let shown = report.findings.prefix(limit).map(full)
    let rest = report.findings.count - shown.count
    return rest > 0 ? shown + ["and \(rest) more: --all shows them\n"] : shown
  }

  private func full(_ finding: Finding) -> String {
    let form = FindingDiagnostic(finding: finding, topology: report.topology, sources: context.sources)
    let fixes = context.detail == .verbose ? .max : Self.mostFixes
    let diagnostic = form.diagnostic(fixes: fixes)
    let text = DiagnosticRenderer(sources: context.sources, style: context.style).render(diagnostic)
    // Without notes and helps the excerpt ends at its last line; the bar leads on to ours.
    let bar = diagnostic.notes.isEmpty && diagnostic.helps.isEmpty && diagnostic.primary != nil
    return text + (bar ? "\(margin(diagnostic)) |\n" : "") + explain(finding, diagnostic)
  }

  private func explain(_ finding: Finding, _ diagnostic: Diagnostic) -> String {
    let word = painter.paint("explain:", .strong)
    return "\(margin(diagnostic)) = \(word) topolint explain \(finding.shortID)\n"
  }

  /// As wide as the renderer makes the line numbers.
  private func margin(_ diagnostic: Diagnostic) -> String {
    let labels = (diagnostic.primary.map { [$0] } ?? []) + diagnostic.secondary
    let last = labels.map { context.sources.start(of: $0.span).line }.max() ?? 1
    return String(repeating: " ", count: String(last).count)
  }

  private func concise(_ finding: Finding) -> String { ConciseReport.line(finding, context) + "\n" }

  // MARK: Questions

  private var questions: String {
    guard !report.questions.isEmpty else { return "" }
    let limit = context.showsAll ? report.questions.count : Self.mostQuestions
    var lines = [painter.paint("What is not known, and what it would settle:", .strong)]
    for question in report.questions.prefix(limit) {
      lines.append("  state \(Words.code(question.name)): \(QuestionText.gain(question))")
      if context.detail == .verbose { lines.append("    " + question.rules.joined(separator: ", ")) }
    }
    let rest = report.questions.count - limit
    if rest > 0 { lines.append("  and \(rest) more: --all shows them") }
    return lines.joined(separator: "\n") + "\n"
  }
}
