import Topology

/// The requests of one workload over time while its burst or the next cohort of its schedule comes, at one end of what is
/// known. Time begins with it.
struct WorkloadCourse: Sendable {
  /// Requests over time.
  private(set) var fluid: Fluid
  /// Seconds that the burst takes.
  private(set) var length: Double

  init(ofWorkload workload: Int, _ demand: WorkloadDemand, _ bound: Bound, topology: Topology) {
    if let schedule = Schedule(ofWorkload: workload, topology: topology) {
      self.init(schedule, bound)
    } else {
      self.init(burstOf: workload, demand, bound, topology)
    }
  }

  private init(burstOf workload: Int, _ demand: WorkloadDemand, _ bound: Bound, _ topology: Topology) {
    let burst = BurstShape(ofWorkload: workload, demand, topology: topology)
    let level = bound.of(demand.rate)
    let height = max(level, bound.of(burst.height))
    length = bound.of(burst.ramp) + bound.of(burst.duration)
    let rate =
      height == .infinity
      ? RateCurve(level: .infinity)
      : .burst(from: level, to: height, ramp: bound.of(burst.ramp), duration: bound.of(burst.duration))
    fluid = Fluid(rate: rate, batch: 0)
  }

  /// A cohort starts together, spread over the jitter; what the stated rate has beyond that flows evenly.
  private init(_ schedule: Schedule, _ bound: Bound) {
    // Spread over longer, it is less at once.
    let spread = bound == .best ? schedule.jitter.high : schedule.jitter.low
    length = spread
    fluid =
      spread > 0
      ? Fluid(
        rate: .burst(
          from: schedule.even, to: schedule.even + schedule.cohort / spread, ramp: 0, duration: spread), batch: 0)
      : Fluid(rate: RateCurve(level: schedule.even), batch: schedule.cohort)
  }

  /// What the course rests on, and whether load rises in it at all.
  static func derivation(
    ofWorkload workload: Int, _ demand: WorkloadDemand, topology: Topology
  ) -> (derivation: Derivation, hasBurst: Bool) {
    if let schedule = Schedule(ofWorkload: workload, topology: topology) { return (schedule.derivation, true) }
    let burst = BurstShape(ofWorkload: workload, demand, topology: topology)
    return (burst.derivation, burst.height.high > demand.rate.low)
  }
}
