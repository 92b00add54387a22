internal import Analysis
internal import Checking
internal import Frontends
internal import Rules
internal import Topology

/// Tries changes on a model: what each clears and raises, and what it does to capacity, but not what is asked then.
struct ChangeTrial {
  private var before: SystemReport
  /// How many figures are told.
  static let mostFigures = 5

  init(_ model: ModelView) {
    // Allowed findings and those of a baseline are there too: that a change would clear them is worth knowing.
    before = model.report
    before.findings = model.findings
    before.questions = []
  }

  /// What edits of facts do; `nil` if they are not possible.
  func difference(after edits: [Fix.Edit]) -> ReportDifference? {
    var changed = before.topology
    for edit in edits {
      guard let next = FactEdit.apply(edit.change, to: edit.subject, of: changed) else { return nil }
      changed = next
    }
    return difference(with: changed)
  }

  /// What another model of the same entities makes different, with the first figures that do.
  func difference(with changed: Topology) -> ReportDifference {
    before.trials.asking(changed) { model in
      let results = before.trials.engine.run(on: model)
      var after = before
      after.model = model
      after.findings = results.findings
      return ReportDifference(from: before, to: after, figures: Self.mostFigures)
    }
  }
}
