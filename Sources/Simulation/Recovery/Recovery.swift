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

  /// Whether every workload came back in every run.
  public var isComplete: Bool { workloads.allSatisfy { $0.recovered == replications } }
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
  /// Seconds from the end of the trigger until it was back, in those runs; `nil` where there were none.
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
      observed: runs.map { $0.end - phases.triggerEnd }.min() ?? 0, replications: replications)
  }
}

/// When what happens in a disturbed run.
struct Phases: Sendable {
  /// Nothing is counted before.
  let warmUpEnd: Double
  let triggerStart: Double
  let triggerEnd: Double
  let end: Double

  /// As long before the trigger as it takes itself, or until a few hundred requests were answered; ten times as long
  /// after it, and at least fifty of the longest timeouts.
  init(_ plan: Plan, _ trigger: Trigger, _ simulation: Simulation, _ options: SimulationOptions) {
    let duration =
      switch trigger {
      case .burst(let workload): simulation.surge(ofWorkload: workload, start: 0)?.end ?? 0
      case .outage(_, let duration): duration
      }
    var pilot = Simulator(plan, seed: options.seed)
    pilot.run(events: options.eventsPerRun / 20)
    let answered = pilot.tally.workloads.map(\.ended).max() ?? 0
    let calm = max(duration, pilot.now * 400 / Double(max(1, answered)))
    let timeouts = plan.calls.map(\.timeout).filter { $0 < .infinity }
    warmUpEnd = calm
    triggerStart = 2 * calm
    triggerEnd = triggerStart + duration
    end = triggerEnd + max(10 * duration, 50 * (timeouts.max() ?? 0), 2 * calm)
  }
}

/// One run with a trigger.
private struct DisturbedRun: Sendable {
  /// By source.
  var outcomes: [Outcome]
  /// When it ended: as planned, or when the events were used up.
  let end: Double

  struct Outcome: Sendable {
    var before = 0.0
    var least = 0.0
    var atEnd = 0.0
    var recovery: Double?
  }

  /// A storm makes many more events than calm.
  private static let eventFactor = 10

  init(
    _ plan: Plan, _ trigger: Trigger, _ phases: Phases, _ simulation: Simulation, seed: UInt64,
    _ options: SimulationOptions
  ) {
    var simulator = Simulator(plan, seed: seed)
    simulator.tally.timeline = Timeline(sources: plan.sources.count, end: phases.end, bins: Self.bins)
    switch trigger {
    case .burst(let workload):
      guard let source = plan.sources.firstIndex(where: { $0.workload == workload }) else { break }
      simulator.surges[source] = simulation.surge(ofWorkload: workload, start: phases.triggerStart)
    case .outage(let party, _):
      guard let station = plan.stations.firstIndex(where: { $0.party == party }) else { break }
      simulator.calendar.plan(.outageStart, at: phases.triggerStart, subject: Int32(station))
      simulator.calendar.plan(.outageEnd, at: phases.triggerEnd, subject: Int32(station))
    }
    _ = simulator.run(until: phases.end, events: options.eventsPerRun * Self.eventFactor)
    end = simulator.now
    let timeline = simulator.tally.timeline
    let last = simulator.now
    outcomes = plan.sources.indices.map { source in
      Self.outcome(timeline?.counts[source] ?? [], timeline?.width ?? 1, phases, end: last)
    }
  }

  private static let bins = 120
  /// The part of the former goodput that counts as recovered.
  private static let enough = 0.9

  private static func outcome(_ counts: [Int], _ width: Double, _ phases: Phases, end: Double) -> Outcome {
    func mean(_ range: Range<Int>) -> Double {
      range.isEmpty ? 0 : Double(counts[range].reduce(0, +)) / (Double(range.count) * width)
    }
    func bin(_ time: Double) -> Int { min(counts.count, Int((time / width).rounded(.up))) }
    let (start, over, last) = (bin(phases.triggerStart), bin(phases.triggerEnd), min(counts.count, Int(end / width)))
    var outcome = Outcome()
    outcome.before = mean(bin(phases.warmUpEnd)..<max(bin(phases.warmUpEnd), start - 1))
    outcome.least = (start..<max(start, last)).map { mean($0..<$0 + 1) }.min() ?? 0
    guard last > over else { return outcome }
    outcome.atEnd = mean(last - max(1, (last - over) / 3)..<last)
    guard outcome.atEnd >= enough * outcome.before else { return outcome }
    // Three parts together, so that chance in one of them does not decide.
    let back = (over..<last).first { mean($0..<min(last, $0 + 3)) >= enough * outcome.before }
    outcome.recovery = back.map { max(0, Double($0) * width - phases.triggerEnd) }
    return outcome
  }
}
