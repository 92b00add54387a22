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
        Explanation.Section("Where the time goes", [.table(steps)]),
      ] + uncertainty)
  }

  private func result(_ estimate: Estimate) -> [Explanation.FactLine] {
    guard estimate.isApplicable else {
      return [Explanation.FactLine("value", "does not apply", note: notApplicable)]
    }
    var lines = [
      Explanation.FactLine("value", FigureText.text(estimate, figure.unit)),
      Explanation.FactLine("formula", estimate.formula.words, note: estimate.formula.source),
    ]
    if estimate.error > 0 {
      lines.append(Explanation.FactLine("precision", estimate.confidence.words, note: "of the formula itself"))
    }
    lines.append(Explanation.FactLine("basis", estimate.basis.word, note: "the weakest among the facts that went in"))
    return lines
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

  /// Of the latencies of workloads: the stops on the way.
  private var steps: Explanation.Table {
    let load: LoadCase? =
      switch figure.group ?? figure.name {
      case "latency": .rate
      case "peak_latency": .peak
      default: nil
      }
    let steps =
      entity.table == .workload ? load.map { model.analysis.latencySteps(ofWorkload: entity.row, at: $0) } : nil
    return Explanation.Table(
      ["stop", "visits", "mean time", "together"],
      (steps ?? []).map { step in
        [
          model.quoted(step.entity) + (step.isParallel ? " (parallel)" : ""), FigureText.text(step.visits, .factor),
          FigureText.text(step.time, .duration), FigureText.text(step.contribution, .duration),
        ]
      })
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
