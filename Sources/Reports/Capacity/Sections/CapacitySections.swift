import Explanations

/// The parts of a capacity report beyond its two tables: each in a file of its own, free of markup.
enum CapacitySections {
  /// In the order in which they are shown; a section with nothing to say is left out.
  static func all(_ report: CapacityReport, in context: ReportContext) -> [Explanation.Section] {
    let parts: [[Explanation.Section]] = [
      changes(report), availability(report.analysis), failures(report.analysis, in: context),
      recovery(report.analysis), limits(report), repeats(report), backlogs(report), runway(report, in: context),
      storage(report), uncertainty(report, in: context), simulation(report, in: context),
    ]
    return parts.joined().filter { !$0.blocks.isEmpty }
  }
}
