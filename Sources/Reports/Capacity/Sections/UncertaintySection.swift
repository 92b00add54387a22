import Analysis
import Explanations

extension CapacitySections {
  /// What follows from not knowing some figures exactly, and which of them matter most.
  static func uncertainty(_ report: CapacityReport, in context: ReportContext) -> [Explanation.Section] {
    guard let uncertainty = report.uncertainty, !uncertainty.outcomes.isEmpty else { return [] }
    let words = UncertaintyWords(uncertainty)
    let shown = uncertainty.outcomes.prefix(context.showsAll ? .max : mostOutcomes)
    let rest = uncertainty.outcomes.count - shown.count
    let rows = shown.map { [words.name($0)] + words.row($0) }
    let note =
      "\(uncertainty.samples) samples, seed \(uncertainty.seed). What is stated once is the same in each sample; "
      + "different statements are independent." + (rest > 0 ? " And \(rest) more figures: --all shows them." : "")
    let matter = shown.filter { $0.influences.count > 1 }.prefix(context.showsAll ? .max : mostRankings)
    return [
      Explanation.Section(
        "What is not known exactly",
        [.table(Explanation.Table(["", "likely", "P10", "P50", "P90", "chance"], rows)), .paragraph(note)])
    ] + matter.map { Explanation.Section("What matters for \(words.name($0))", [.table(words.ranking($0))]) }
  }

  private static let mostOutcomes = 12
  private static let mostRankings = 3
}
