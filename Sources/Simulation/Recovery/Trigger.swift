import Topology

/// What may push a system into a state that it does not leave by itself.
public enum Trigger: Hashable, Sendable {
  /// The burst that a workload states; a row of the `workload` table.
  case burst(workload: Int)
  /// A component stops serving for so many seconds; a row of the `party` table.
  case outage(party: Int, duration: Double)
}

extension Simulation {
  /// The triggers worth trying at a load: every stated burst, and an outage of the component that repeated calls would
  /// overload most, if they could overload any.
  public func triggers(_ load: SimulationLoad = .rate) -> [Trigger] {
    let plan = PlanBuilder.plan(topology, load).plan
    let bursts = plan.sources.filter { surge(ofWorkload: $0.workload, start: 0) != nil }
    let outage = Amplification(plan).vulnerableStation.map { station in
      Trigger.outage(party: plan.stations[station].party, duration: Self.outage(plan, of: station))
    }
    return bursts.map { .burst(workload: $0.workload) } + (outage.map { [$0] } ?? [])
  }

  /// Twice the longest timeout of a call that is repeated: shorter ones may end before anybody gives up.
  private static func outage(_ plan: Plan, of station: Int) -> Double {
    let timeouts = plan.calls.filter { $0.retry.attempts > 1 && $0.timeout < .infinity }.map(\.timeout)
    if let longest = timeouts.max() { return 2 * longest }
    let work = plan.nodes.filter { $0.station == station }.compactMap { $0.service?.mean }.max() ?? 0
    return 100 * work
  }

  /// The stated burst of a workload with open arrivals.
  func surge(ofWorkload workload: Int, start: Double) -> Surge? {
    guard let factor = topology.number(Columns.burstFactor, workload),
      let duration = topology.number(Columns.burstDuration, workload)
    else { return nil }
    let ramp = topology.number(Columns.burstRamp, workload) ?? 0
    return Surge(start: start, ramp: ramp, duration: duration, factor: factor)
  }
}
