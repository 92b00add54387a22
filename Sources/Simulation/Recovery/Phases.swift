/// When what happens in a disturbed run.
struct Phases: Sendable {
  /// Nothing is counted before.
  let warmUpEnd: Double
  let triggerStart: Double
  let triggerEnd: Double
  let end: Double
  /// Seconds after the trigger that are enough to tell.
  let enough: Double

  /// As long before the trigger as it takes itself, but for some hundred requests at least and some thousand at most;
  /// ten times as long after it, and at least fifty of the longest timeouts.
  init(_ plan: Plan, _ trigger: Trigger, _ simulation: Simulation, _ options: SimulationOptions) {
    let duration =
      switch trigger {
      case .burst(let workload): simulation.surge(ofWorkload: workload, start: 0)?.end ?? 0
      case .outage(_, let duration): duration
      }
    var pilot = Simulator(plan, seed: options.seed)
    pilot.run(events: options.eventsPerRun / 20)
    let answered = pilot.tally.workloads.map(\.ended).max() ?? 0
    let perRequest = pilot.now / Double(max(1, answered))
    let calm = min(max(duration, 400 * perRequest), 4000 * perRequest)
    let timeouts = plan.calls.map(\.timeout).filter { $0 < .infinity }
    warmUpEnd = calm
    triggerStart = 2 * calm
    triggerEnd = triggerStart + duration
    enough = max(duration, 10 * (timeouts.max() ?? 0), calm)
    end = triggerEnd + max(10 * duration, 50 * (timeouts.max() ?? 0), 2 * calm)
  }
}
