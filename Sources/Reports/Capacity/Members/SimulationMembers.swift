import Analysis
import Simulation
import Topology

extension CapacityMembers {
  /// What a simulation says, where one is asked for.
  var simulation: [(String, JSONText)] {
    report.witness.map { SimulationMembers(witness: $0, analysis: analysis).members } ?? []
  }
}

/// The simulation in JSON, under `simulation`.
private struct SimulationMembers {
  let witness: Witness
  let analysis: CapacityAnalysis

  private var topology: Topology { analysis.topology }
  private var words: SimulationWords { SimulationWords(topology: topology) }

  var members: [(String, JSONText)] {
    [
      (
        "simulation",
        [
          "rate": result(witness.rate, .rate), "peak": witness.peak.map { result($0, .peak) } ?? .null,
          "recoveries": .array(witness.recoveries.map(recovery)),
        ]
      )
    ]
  }

  private func result(_ result: SimulationResult, _ load: LoadCase) -> JSONText {
    let comparison = SimulationComparison(result, analysis, load)
    return [
      "seed": .number(Double(result.effort.seed)), "replications": .int(result.effort.replications),
      "events": .int(result.effort.events), "time": .number(result.effort.time),
      "precision": .number(orNull: result.effort.precision),
      "replicaFailures": result.effort.failures.map { .int($0) } ?? .null,
      "workloads": .array(comparison.workloads.map(workload)),
      "components": .array(comparison.components.map(component)),
      "notSimulated": .array(result.refusals.map(refusal)),
      "assumptions": .array(result.conventions.map(convention)),
      "omissions": .array(result.omissions.map { .string($0.words) }),
      "brokenLaws": .array(result.brokenChecks.map { .string(words.broken($0)) }),
    ]
  }

  private func workload(_ workload: SimulationComparison.Workload) -> JSONText {
    .object(
      [
        ("name", .string(workload.name)), ("throughput", measure(workload.measures.throughput)),
        ("failureShare", measure(workload.measures.failureShare)), ("attempts", measure(workload.measures.attempts)),
      ] + workload.times.map { ($0.name, pair($0)) })
  }

  private func component(_ component: SimulationComparison.Component) -> JSONText {
    let names = ["arrivalRate", "utilization", "waitTime", "responseTime", "responseTimeP99"]
    return .object(
      [("name", .string(component.name))] + zip(names, component.pairs).map { ($0, pair($1)) }
        + [
          ("queueLength", measure(component.measures.queueLength)), ("refused", measure(component.measures.refusals)),
          ("growth", measure(component.measures.growth)),
        ])
  }

  private func refusal(_ refusal: Refusal) -> JSONText {
    [
      "workload": .string(topology.name(EntityID(.workload, refusal.workload))),
      "missing": .array(refusal.missing.map { .string(topology.describe($0)) }),
      "sharesWith": .array(refusal.neighbours.map { .string(topology.name(EntityID(.workload, $0))) }),
    ]
  }

  private func convention(_ convention: Convention, _ entities: [EntityID]) -> JSONText {
    ["words": .string(convention.words), "entities": .array(entities.map { .string(topology.id(of: $0)) })]
  }

  private func recovery(_ recovery: Recovery) -> JSONText {
    [
      "trigger": .string(words.trigger(recovery.trigger)),
      "recovers": recovery.isConclusive ? .bool(recovery.isComplete) : nil,
      "replications": .int(recovery.replications), "observed": .number(recovery.observed),
      "workloads": .array(
        recovery.workloads.map { workload in
          [
            "name": .string(topology.name(EntityID(.workload, workload.workload))),
            "recoveredRuns": .int(workload.recovered), "time": measure(workload.time),
            "before": measure(workload.before), "least": measure(workload.least), "atEnd": measure(workload.atEnd),
          ]
        }),
    ]
  }

  // MARK: Numbers

  private func pair(_ pair: SimulationComparison.Pair) -> JSONText {
    let verdict: JSONText =
      switch pair.verdict {
      case .agrees: "agrees"
      case .notConfirmed: "not-confirmed"
      case .tooBusy: "too-busy"
      case .incomparable: nil
      }
    return [
      "simulated": measure(pair.simulated), "computedError": .number(pair.computed.error), "verdict": verdict,
    ]
  }

  /// JSON knows no infinity: a half-width that is not known is `null`.
  private func measure(_ measure: Measure?) -> JSONText {
    guard let measure else { return nil }
    return ["value": .number(measure.value), "halfWidth": .number(measure.halfWidth)]
  }
}
