internal import Analysis
internal import Topology

/// Explains a computed figure: its formula, what went in, and what would narrow it.
struct EstimateExplanation {
  let figure: Figure
  let entity: EntityID
  let model: ModelView

  func explanation() -> Explanation {
    let estimate = figure.estimate(model.analysis, entity.row)
    let name = "\(model.topology.id(of: entity)).\(figure.name)"
    return Explanation(
      subject: name, kind: .estimate, title: "figure `\(name)`: \(FigureText.text(estimate, figure.unit))",
      sections: [
        Explanation.Section(
          "", [.paragraph(figure.doc.prefix(1).uppercased() + figure.doc.dropFirst() + "."), .facts(result(estimate))]),
        Explanation.Section("What went in", [.facts(estimate.inputs.map { model.line($0) })]),
        Explanation.Section("What is missing", missing(estimate)),
        Explanation.Section("What is assumed", [.list(estimate.assumptions.map(\.words))]),
        Explanation.Section("What is left out", [.list(estimate.omissions.map(\.words))]),
        Explanation.Section("What binds it", [.table(limits)]),
      ] + uncertainty)
  }

  private func result(_ estimate: Estimate) -> [Explanation.FactLine] {
    guard estimate.isApplicable else {
      return [Explanation.FactLine("value", "does not apply", note: notApplicable)]
    }
    return [
      Explanation.FactLine("value", FigureText.text(estimate, figure.unit)),
      Explanation.FactLine("formula", estimate.formula.words, note: estimate.formula.source),
      Explanation.FactLine("basis", estimate.basis.word, note: "the weakest among the facts that went in"),
    ]
  }

  private var notApplicable: String {
    model.topology.count(.workload) == 0 ? "no workload is stated" : "\(model.quoted(entity)) has nothing of the kind"
  }

  private func missing(_ estimate: Estimate) -> [Explanation.Block] {
    guard !estimate.missing.isEmpty else { return [] }
    let effect = estimate.value == nil ? "Without these it is not known:" : "These would narrow it:"
    return [.paragraph(effect), .list(estimate.missing.map { "`\(model.topology.describe($0))`" })]
  }

  /// What the figure can be where inputs are ranges, and which of them matter.
  private var uncertainty: [Explanation.Section] {
    let analysis = UncertaintyAnalysis(of: model.analysis, figures: [figure.name])
    guard let outcome = analysis.outcome(figure.name, of: entity) else { return [] }
    let words = UncertaintyWords(analysis)
    return [
      Explanation.Section("What is not known exactly", [.facts(words.lines(outcome))]),
      Explanation.Section("What matters most", [.table(words.ranking(outcome))]),
    ]
  }

  /// Of largest rates: the components that bind them.
  private var limits: Explanation.Table {
    let limits =
      switch figure.name {
      case "max_rate": model.analysis.largestRate(ofWorkload: entity.row).limits
      case "largest_peak_factor": model.analysis.largestPeakFactor().limits
      default: [Limit]()
      }
    let unit: FigureUnit = figure.name == "max_rate" ? .rate : .factor
    return Explanation.Table(
      ["component", "for", "at most"],
      limits.map { limit in
        let name = limit.operation.map { model.quoted(EntityID(.operation, $0)) } ?? model.party(limit.party)
        return [name, limit.word, FigureText.text(limit.rate, unit)]
      })
  }
}
