public import Checking
import Diagnostics
import Rules

/// One line for each finding, in the form that editors and problem matchers read:
/// `file:line:column: severity[rule]: message`.
public enum ConciseReport {
  /// The lines; empty if there is nothing to say.
  public static func render(_ result: CheckResult, in context: ReportContext) -> String {
    let renderer = DiagnosticRenderer(sources: context.sources, style: context.style)
    let remarks = result.remarks.map(renderer.renderConcise)
    return (remarks + result.findings.map { line($0, context) }).map { $0 + "\n" }.joined()
  }

  /// The line of a finding, without a line break.
  static func line(_ finding: Finding, _ context: ReportContext) -> String {
    let diagnostic = Diagnostic(finding.severity, finding.rule, finding.message, at: finding.location.map { Label($0) })
    return DiagnosticRenderer(sources: context.sources, style: context.style).renderConcise(diagnostic)
  }
}
