import Analysis
import Explanations

extension CapacityMembers {
  /// Figures before and after `--set`.
  var changes: [(String, JSONText)] {
    guard let before = report.before else { return [] }
    return [("changes", ChangesJSON(topology).figures(ReportDifference.changes(from: before, to: analysis)))]
  }
}
