public import Analysis
internal import Topology

/// The outcomes of uncertainty as people read them.
public struct UncertaintyWords {
  private let analysis: UncertaintyAnalysis
  private var topology: Topology { analysis.likely.topology }

  /// Of the inputs of a figure, so many are shown.
  private static let mostInfluences = 5

  /// Words for the outcomes of an analysis.
  public init(_ analysis: UncertaintyAnalysis) { self.analysis = analysis }

  /// `checkout.latency.p99`
  public func name(_ outcome: UncertainOutcome) -> String {
    "\(topology.id(of: EntityID(outcome.figure.table, outcome.row))).\(outcome.figure.name)"
  }

  /// Likely, P10, P50, P90, and what may go wrong how probably.
  public func row(_ outcome: UncertainOutcome) -> [String] {
    [FigureText.text(outcome.likely, outcome.figure.unit)]
      + [outcome.p10, outcome.p50, outcome.p90].map { text($0, outcome) } + [chances(outcome)]
  }

  /// The same, one under the other.
  func lines(_ outcome: UncertainOutcome) -> [Explanation.FactLine] {
    zip(["likely", "P10", "P50", "P90", "chance"], row(outcome)).map { Explanation.FactLine($0, $1) }
      + [
        Explanation.FactLine(
          "corners", text(outcome.corners, outcome), note: "all inputs at the better and all at the worse of their 90 %"
        ),
        Explanation.FactLine("samples", "\(analysis.samples)", note: "seed \(analysis.seed)"),
      ]
  }

  /// Each input at both ends of its 90 %, the others at their medians.
  public func ranking(_ outcome: UncertainOutcome) -> Explanation.Table {
    let rows = outcome.influences.prefix(Self.mostInfluences).map { influence in
      [
        input(analysis.inputs[influence.input]), text(influence.low, outcome), text(influence.high, outcome),
        FigureText.number(influence.varianceShare, .fraction),
      ]
    }
    return Explanation.Table(["from its 5 % to its 95 % point", "from", "to", "of the variance"], rows)
  }

  /// The fact, or the record that its facts are: `web.replicas` for its least and its most.
  private func input(_ input: UncertainInput) -> String {
    guard let first = input.facts.first, input.facts.count > 1 else {
      return input.facts.first.map { topology.describe($0) } ?? ""
    }
    let record = Schema.column(first.column).parent
    let isOneRecord = input.facts.allSatisfy {
      $0.entity == first.entity && Schema.column($0.column).parent == record
    }
    if isOneRecord, let record {
      return topology.describe(FactID(ColumnID(table: first.column.table, index: record), row: first.row))
    }
    return "\(topology.describe(first)) and \(input.facts.count - 1) more"
  }

  private func text(_ value: Interval, _ outcome: UncertainOutcome) -> String {
    FigureText.text(value, outcome.figure.unit)
  }

  private func chances(_ outcome: UncertainOutcome) -> String {
    var parts: [String] = []
    if let objective = outcome.objective, objective.miss.high > 0 {
      let target = FigureText.number(objective.target, outcome.figure.unit)
      let miss = FigureText.text(objective.miss, .fraction)
      parts.append("\(objective.isCeiling ? "above" : "below") \(target): \(miss)")
    }
    if outcome.instability.high > 0 {
      parts.append("no steady state: \(FigureText.text(outcome.instability, .fraction))")
    }
    return parts.isEmpty ? "-" : parts.joined(separator: ", ")
  }
}
