public import Topology

/// A discrete-event simulation of a system: a witness for computed figures that shares nothing with them but the model.
///
/// Deterministic: the same model, load and options give the same numbers, on any number of cores.
public struct Simulation: Sendable {
  /// The system that is simulated.
  public let topology: Topology

  /// Prepares nothing; every run reads the model.
  public init(of topology: Topology) { self.topology = topology }

  /// Simulates a load until the figures are exact enough or the rounds are used up.
  public func run(_ load: SimulationLoad = .rate, _ options: SimulationOptions = SimulationOptions())
    -> SimulationResult
  {
    let planned = PlanBuilder.plan(topology, load)
    var runs: [Replication] = []
    if !planned.plan.sources.isEmpty {
      for _ in 0..<max(1, options.rounds) {
        runs += round(planned.plan, options, done: runs.count)
        if let precision = precision(planned.plan, runs), precision <= options.precision { break }
      }
    }
    return Evaluation(planned: planned, runs: runs, options: options).result
  }

  private func round(_ plan: Plan, _ options: SimulationOptions, done: Int) -> [Replication] {
    let warmUp = Int(Double(options.eventsPerRun) * options.warmUp)
    return Parallel.map(count: max(2, options.replications)) { index in
      Replication(
        plan, seed: options.seed &* 1_000_003 &+ UInt64(done + index), warmUp: warmUp,
        measured: options.eventsPerRun - warmUp, breaksReplicas: options.breaksReplicas)
    }
  }

  private func precision(_ plan: Plan, _ runs: [Replication]) -> Double? {
    plan.sources.indices.compactMap { source in
      TimeMeasures(runs.map { $0.time > 0 ? $0.workloads[source].times : nil })?.mean.relativeHalfWidth
    }.max()
  }
}
