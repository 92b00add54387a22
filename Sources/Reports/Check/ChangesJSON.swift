import Analysis
import Diagnostics
import Explanations
import Rules
import Topology

/// What `--set` changed, for programs.
struct ChangesJSON {
  /// The heading of the same in other formats.
  static let title = "What `--set` changes"

  private let numbers: EstimateJSON

  init(_ topology: Topology) { numbers = EstimateJSON(topology: topology) }

  func object(_ difference: ReportDifference) -> JSONText {
    [
      "cleared": .array(difference.cleared.map(finding)), "raised": .array(difference.raised.map(finding)),
      "settled": .array(difference.settled.map { .string($0.name) }),
      "asked": .array(difference.asked.map { .string($0.name) }), "figures": figures(difference.figures),
    ]
  }

  /// Figures before and after.
  func figures(_ changes: [ReportDifference.FigureChange]) -> JSONText {
    .array(
      changes.map { change in
        [
          "subject": .string(change.subjectID), "figure": .string(change.figure.name),
          "before": numbers.number(change.before), "after": numbers.number(change.after),
        ]
      })
  }

  private func finding(_ finding: Finding) -> JSONText {
    [
      "id": .string(finding.shortID), "rule": .string(finding.rule), "severity": .string(finding.severity.word),
      "subject": .string(finding.subjectID), "message": .string(finding.message),
    ]
  }
}
