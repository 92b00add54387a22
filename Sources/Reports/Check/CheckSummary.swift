import Checking
import Diagnostics
import Rules

/// The one line that sums up a system.
struct CheckSummary {
  let report: SystemReport

  /// `corner-shop: 3 errors, 2 warnings; 12 checks passed, 9 cannot be told (7 facts), 1 allowed`.
  func line(_ painter: Painter) -> String {
    let name = painter.paint(Painter.safe(report.name), .strong)
    guard report.findings.isEmpty else { return "\(name): \(severities(painter)); \(rest)" }
    return "\(name): \(painter.paint(praise, .good))"
  }

  /// The line without colour.
  var line: String { line(Painter(color: false)) }

  /// How many findings of each severity, e.g. `3 errors, 1 note`.
  func severities(_ painter: Painter) -> String {
    Severity.allCases.reversed().compactMap { severity in
      let count = report.findings.count { $0.severity == severity }
      return count == 0 ? nil : painter.paint(Words.count(count, severity.word), style(severity))
    }.joined(separator: ", ")
  }

  private var rest: String {
    ([Words.count(report.counts.pass, "check") + " passed"] + tail).joined(separator: ", ")
  }

  /// What to say where nothing is wrong.
  private var praise: String {
    let passed = report.counts.pass
    guard passed > 0 || !report.open.isEmpty else {
      return (["no rule speaks of this system"] + tail).joined(separator: ", ")
    }
    let checks = passed == 1 ? "the one check" : "all \(passed) checks"
    guard !report.open.isEmpty else {
      return (["sound as far as the rules see, \(checks) passed"] + tail).joined(separator: ", ")
    }
    let decided = passed == 0 ? "no check could be told yet" : "\(checks) that can be told passed"
    return (["nothing found, \(decided)"] + tail).joined(separator: ", ")
  }

  private var tail: [String] {
    var parts: [String] = []
    // Verdicts that the rule or the configuration passes over wait for nobody.
    if !report.open.isEmpty {
      let facts = report.questions.isEmpty ? "" : " (\(Words.count(report.questions.count, "fact")))"
      parts.append("\(report.open.count) cannot be told\(facts)")
    }
    if !report.allowed.isEmpty { parts.append("\(report.allowed.count) allowed") }
    if !report.known.isEmpty { parts.append("\(report.known.count) in the baseline") }
    return parts
  }

  private func style(_ severity: Severity) -> Painter.Style {
    switch severity {
    case .error: .error
    case .warning: .warning
    case .note: .note
    }
  }
}
