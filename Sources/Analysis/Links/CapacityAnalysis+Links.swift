import Topology

extension CapacityAnalysis {
  /// The share of a link's bandwidth that its calls take in the busier direction; above 1 where they do not fit.
  ///
  /// Not applicable where the link says that it has no limit.
  public func bandwidthUtilization(ofLink link: Int, at load: LoadCase = .rate) -> Estimate {
    let transfer = LinkTransfer(ofLink: link, topology: topology)
    guard transfer.bandwidth.low.isFinite, topology.count(.workload) > 0 else { return .notApplicable }
    let calls = calls(alongLink: link, at: load)
    var derivation = transfer.derivation
    derivation.add(calls)
    let value = (calls.value ?? .unbounded) * transfer.busiest
    if value.isPoint { derivation.forgetMissing() }
    return derivation.estimate(value, .bandwidthUtilization)
  }

  /// Seconds that one call and its answer spend on the line, without waiting for others. Not applicable where the link
  /// says that it has no limit.
  public func transferTime(ofLink link: Int) -> Estimate {
    let transfer = LinkTransfer(ofLink: link, topology: topology)
    guard transfer.bandwidth.low.isFinite else { return .notApplicable }
    return transfer.derivation.estimate(transfer.time, .transferTime)
  }

  /// Calls per second along a link, those of clients included: the demand of the workloads that enter through it.
  private func calls(alongLink link: Int, at load: LoadCase) -> Estimate {
    guard topology.kind(ofParty: topology.source(ofLink: link)) == .client else { return flow(ofLink: link, at: load) }
    var derivation = Derivation()
    var calls = Interval.zero
    for workload in topology.rows(of: .workload) where WorkloadDemand.entryLink(workload, topology) == link {
      let demand = load.demand == .rate ? rate(ofWorkload: workload) : peak(ofWorkload: workload)
      derivation.add(demand)
      calls = calls + (demand.value ?? .unbounded) * load.factor
    }
    return derivation.estimate(calls, .arrivalRate)
  }
}
