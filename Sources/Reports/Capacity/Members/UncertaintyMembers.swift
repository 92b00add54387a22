import Analysis
import Topology

extension CapacityMembers {
  /// What follows from not knowing some figures exactly. Nothing without ranges.
  var uncertainty: [(String, JSONText)] {
    guard let uncertainty = report.uncertainty, !uncertainty.inputs.isEmpty else { return [] }
    return [
      (
        "uncertainty",
        [
          "seed": .string(String(uncertainty.seed)), "samples": .int(uncertainty.samples),
          "inputs": .array(uncertainty.inputs.map(input)), "figures": .array(uncertainty.outcomes.map(outcome)),
        ]
      )
    ]
  }

  private func input(_ input: UncertainInput) -> JSONText {
    [
      "facts": .array(input.facts.map { .string(topology.describe($0)) }), "p5": .number(input.quantile(0.05)),
      "p50": .number(input.quantile(0.5)), "p95": .number(input.quantile(0.95)),
    ]
  }

  private func outcome(_ outcome: UncertainOutcome) -> JSONText {
    let objective = outcome.objective.map { objective -> JSONText in
      [
        (objective.isCeiling ? "atMost" : "atLeast"): .number(objective.target),
        "missProbability": bounds(objective.miss),
      ]
    }
    return [
      "subject": .string(topology.id(of: EntityID(outcome.figure.table, outcome.row))),
      "figure": .string(outcome.figure.name), "likely": number(outcome.likely), "p10": bounds(outcome.p10),
      "p50": bounds(outcome.p50), "p90": bounds(outcome.p90), "corners": bounds(outcome.corners),
      "instability": bounds(outcome.instability), "objective": objective ?? nil,
      "influences": .array(outcome.influences.map(influence)),
    ]
  }

  /// `input` is a position in `inputs`.
  private func influence(_ influence: UncertainOutcome.Influence) -> JSONText {
    [
      "input": .int(influence.input), "low": bounds(influence.low), "high": bounds(influence.high),
      "varianceShare": .number(influence.varianceShare),
    ]
  }

  private func bounds(_ value: Interval) -> JSONText { .object(EstimateJSON.bounds(value)) }
}
