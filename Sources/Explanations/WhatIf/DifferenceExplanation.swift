internal import Analysis
internal import Diagnostics
internal import Rules

/// A difference in words.
public struct DifferenceExplanation {
  private let difference: ReportDifference

  /// Wraps a difference.
  public init(_ difference: ReportDifference) { self.difference = difference }

  private static let mostQuestions = 8

  /// The sections; one that says so where nothing changed.
  ///
  /// - Parameter title: What made the difference, e.g. ``What `--set` changes``.
  public func sections(_ title: String) -> [Explanation.Section] {
    guard !difference.isEmpty else { return [Explanation.Section(title, [.paragraph("Nothing.")])] }
    return [
      Explanation.Section(
        title,
        [.list(difference.cleared.map { "cleared: \(line($0))" } + difference.raised.map { "raised: \(line($0))" })]),
      Explanation.Section("What it does to the figures", [.table(Self.table(of: difference.figures))]),
      Explanation.Section("Questions", [.list(questions)]),
    ].filter { !$0.blocks.isEmpty }
  }

  private func line(_ finding: Finding) -> String {
    "\(finding.severity.word)[\(finding.rule)]: \(finding.message) (`\(finding.shortID)`)"
  }

  /// Figures before and after.
  public static func table(of changes: [ReportDifference.FigureChange]) -> Explanation.Table {
    Explanation.Table(
      ["figure", "before", "after"],
      changes.map { change in
        [
          "`\(change.subjectID).\(change.figure.name)`", FigureText.text(change.before, change.figure.unit),
          FigureText.text(change.after, change.figure.unit),
        ]
      })
  }

  private var questions: [String] {
    cut(difference.settled.map { "settled: `\($0.name)`" }) + cut(difference.asked.map { "now asked: `\($0.name)`" })
  }

  private func cut(_ lines: [String]) -> [String] {
    let rest = lines.count - Self.mostQuestions
    return Array(lines.prefix(Self.mostQuestions)) + (rest > 0 ? ["and \(rest) more"] : [])
  }
}
