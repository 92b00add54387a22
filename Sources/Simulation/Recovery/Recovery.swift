/// What became of a system after a trigger.
public struct Recovery: Sendable {
  public let trigger: Trigger
  /// The workloads that were run, in file order.
  public let workloads: [WorkloadRecovery]
  /// Seconds from the start of the trigger to its end, and from there to the end of the run.
  public let disturbed: Double
  public let observed: Double
  /// Independent runs.
  public let replications: Int
  /// Seconds that must be seen after the trigger to say that a workload stays away.
  let enough: Double

  /// Whether every workload came back in every run.
  public var isComplete: Bool { workloads.allSatisfy { $0.recovered == replications } }

  /// Whether enough was seen to say so where one did not come back.
  public var isConclusive: Bool { isComplete || observed >= enough }
}

/// What became of one workload: good answers per second before, during and after the trigger.
public struct WorkloadRecovery: Sendable {
  /// A row of the `workload` table.
  public let workload: Int
  public let before: Measure
  /// The least in any part of the trigger's time or of the time after it.
  public let least: Measure
  /// In the last third of the time after the trigger.
  public let atEnd: Measure
  /// The runs in which the workload came back to 90 % and stayed there.
  public let recovered: Int
  /// Seconds from the end of the trigger until it was back, in those runs, zero where it never lost anything; `nil`
  /// where there were none.
  public let time: Measure?
}

extension Simulation {
  /// Simulates a trigger after which the load is what it was before.
  ///
  /// - Parameter options: `rounds` and `precision` play no part.
  public func run(_ trigger: Trigger, _ load: SimulationLoad = .rate, _ options: SimulationOptions) -> Recovery {
    let plan = PlanBuilder.plan(topology, load).plan
    let phases = Phases(plan, trigger, self, options)
    let replications = max(2, options.replications / 2)
    let runs = Parallel.map(count: replications) { index in
      DisturbedRun(plan, trigger, phases, self, seed: options.seed &* 1_000_003 &+ UInt64(index), options)
    }
    let workloads = plan.sources.indices.map { source in
      let outcomes = runs.map { $0.outcomes[source] }
      let times = outcomes.compactMap(\.recovery)
      return WorkloadRecovery(
        workload: plan.sources[source].workload, before: Measure(outcomes.map(\.before)),
        least: Measure(outcomes.map(\.least)), atEnd: Measure(outcomes.map(\.atEnd)), recovered: times.count,
        time: times.isEmpty ? nil : Measure(times))
    }
    return Recovery(
      trigger: trigger, workloads: workloads, disturbed: phases.triggerEnd - phases.triggerStart,
      observed: max(0, runs.map { $0.end - phases.triggerEnd }.min() ?? 0), replications: replications,
      enough: phases.enough)
  }
}
