/// One run with a trigger.
struct DisturbedRun: Sendable {
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
  /// Above this part of it, a dip in a few parts of the time may be chance.
  private static let noticeable = 0.8

  private static func outcome(_ counts: [Int], _ width: Double, _ phases: Phases, end: Double) -> Outcome {
    func mean(_ range: Range<Int>) -> Double {
      range.isEmpty ? 0 : Double(counts[range].reduce(0, +)) / (Double(range.count) * width)
    }
    func bin(_ time: Double) -> Int { min(counts.count, Int((time / width).rounded(.up))) }
    let (start, over, last) = (bin(phases.triggerStart), bin(phases.triggerEnd), min(counts.count, Int(end / width)))
    var outcome = Outcome()
    outcome.before = mean(bin(phases.warmUpEnd)..<max(bin(phases.warmUpEnd), start - 1))
    // Three parts together, so that chance in one of them does not decide.
    func mean(from bin: Int) -> Double { mean(bin..<min(last, bin + 3)) }
    outcome.least = (start..<max(start + 1, last - 2)).map(mean(from:)).min() ?? 0
    guard last > over else { return outcome }
    outcome.atEnd = mean(last - max(1, (last - over) / 3)..<last)
    guard outcome.atEnd >= enough * outcome.before else { return outcome }
    let back = (over..<last).first { mean(from: $0) >= enough * outcome.before }
    let isDisturbed = outcome.least < noticeable * outcome.before
    outcome.recovery = isDisturbed ? back.map { max(0, Double($0 + 1) * width - phases.triggerEnd) } : 0
    return outcome
  }
}
