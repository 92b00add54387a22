import Explanations

extension CapacitySections {
  /// Figures before and after `--set`.
  static func changes(_ report: CapacityReport) -> [Explanation.Section] {
    guard let before = report.before else { return [] }
    let changes = ReportDifference.changes(from: before, to: report.analysis)
    let title = ChangesJSON.title
    return [
      changes.isEmpty
        ? Explanation.Section(title, [.paragraph("No figure that is shown.")])
        : Explanation.Section(title, [.table(DifferenceExplanation.table(of: changes))])
    ]
  }
}
