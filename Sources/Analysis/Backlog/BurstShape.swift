import Topology

/// The shape of a workload's burst.
struct BurstShape {
  /// Requests per second at full height.
  let height: Interval
  let ramp: Interval
  let duration: Interval
  private(set) var derivation = Derivation()

  init(ofWorkload workload: Int, _ demand: WorkloadDemand, topology: Topology) {
    var derivation = Derivation()
    switch topology.state(Columns.burst, workload) {
    case .none:
      derivation.use(Columns.burst, workload, of: topology)
      (height, ramp, duration) = (demand.rate, .zero, .zero)
    case .unknown:
      derivation.lack(Columns.burst, workload, of: topology)
      (height, ramp, duration) = (demand.rate * .atLeastOne, .zero, .unbounded)
    case .value:
      let factor = derivation.number(Columns.burstFactor, workload, of: topology)
      if factor == nil { derivation.lack(Columns.burstFactor, workload, of: topology) }
      height = demand.rate * (factor.map { Interval($0) } ?? .atLeastOne)
      if let stated = derivation.number(Columns.burstRamp, workload, of: topology) {
        ramp = Interval(stated)
      } else {
        ramp = .zero
        if topology.state(Columns.burstRamp, workload) == .unknown { derivation.assume(.suddenBurst) }
      }
      if let stated = derivation.number(Columns.burstDuration, workload, of: topology) {
        duration = Interval(stated)
      } else {
        derivation.lack(Columns.burstDuration, workload, of: topology)
        duration = .unbounded
      }
    }
    self.derivation = derivation
  }
}
