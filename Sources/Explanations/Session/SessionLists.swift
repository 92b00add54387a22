internal import Analysis
internal import Checking
internal import Diagnostics
internal import Frontends
internal import Rules

/// Lists that a session shows.
enum SessionLists {
  static let help = Explanation.Section(
    "Commands", [.facts(SessionCommand.Word.allCases.map { Explanation.FactLine($0.usage, $0.doc) })])

  static func findings(_ report: SystemReport) -> [Explanation.Section] {
    guard !report.findings.isEmpty else { return [Explanation.Section("", [.paragraph("Nothing was found.")])] }
    let rows = report.findings.map { [$0.shortID, $0.severity.word, $0.rule, $0.message] }
    return [Explanation.Section("", [.table(Explanation.Table(["id", "severity", "rule", "finding"], rows))])]
  }

  /// So many fit on a screen.
  private static let mostQuestions = 20

  static func questions(_ report: SystemReport, all: Bool) -> [Explanation.Section] {
    guard !report.questions.isEmpty else { return [Explanation.Section("", [.paragraph("Nothing is open.")])] }
    let shown = all ? report.questions.count : min(Self.mostQuestions, report.questions.count)
    let rows = report.questions.prefix(shown).map { [$0.name, String($0.settles), $0.rules.joined(separator: ", ")] }
    let rest = report.questions.count - shown
    return [
      Explanation.Section(
        "",
        [
          .table(Explanation.Table(["state", "settles", "rules"], rows)),
          .paragraph(rest > 0 ? "and \(rest) more; `questions all` lists them" : ""),
        ])
    ]
  }

  static func settings(_ settings: [FactSetting]) -> SessionAnswer {
    settings.isEmpty
      ? .text("nothing is set")
      : .sections([Explanation.Section("", [.facts(settings.map { Explanation.FactLine($0.target, $0.value) })])])
  }
}
