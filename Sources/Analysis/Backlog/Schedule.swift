import Topology

/// When the requests of a workload come that something starts at fixed times.
struct Schedule {
  /// How many come together.
  let cohort: Double
  /// Seconds over which they are spread.
  let jitter: Interval
  /// Requests per second beside the cohorts.
  let even: Double
  private(set) var derivation = Derivation()

  /// `nil` for workloads that are not scheduled, or that do not say how many come how often.
  init?(ofWorkload workload: Int, topology: Topology) {
    var derivation = Derivation()
    guard topology.word(Columns.arrivals, workload) == "scheduled",
      let period = derivation.number(Columns.schedulePeriod, workload, of: topology),
      let cohort = derivation.number(Columns.scheduleCohort, workload, of: topology)
    else { return nil }
    self.cohort = cohort
    even = max(0, (derivation.number(Facts.Workload.rate, workload, of: topology) ?? 0) - cohort / period)
    if let stated = derivation.number(Columns.scheduleJitter, workload, of: topology) {
      jitter = Interval(min(period, stated))
    } else if topology.state(Columns.scheduleJitter, workload) == .none {
      derivation.use(Columns.scheduleJitter, workload, of: topology)
      jitter = .zero
    } else {
      derivation.lack(Columns.scheduleJitter, workload, of: topology)
      jitter = Interval(low: 0, high: period)
    }
    self.derivation = derivation
  }
}
