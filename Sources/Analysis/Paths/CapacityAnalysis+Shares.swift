import Topology

extension CapacityAnalysis {
  /// The number of zones in which all requests of a component can be answered whatever happens to the other zones: those
  /// that it and all it needs have in common. Zero where it needs two places at once.
  public func effectiveZones(ofParty party: Int) -> Estimate {
    guard topology.kind(ofParty: party) != .client else { return .notApplicable }
    return state.paths.zones.count(ofParty: party)
  }

  /// The share of workloads that need a component for their answers, directly or through others.
  public func servingWorkloadShare(ofParty party: Int) -> Estimate {
    let workloads = state.demand.workloads.count
    guard workloads > 0, topology.kind(ofParty: party) != .client else { return .notApplicable }
    let shares = state.paths.workloadShares
    return share(
      sure: shares.sure[party], counted: shares.counted[party], open: state.demand.withoutEntry, of: workloads)
  }

  /// The share of the other services that need a component for their answers.
  public func servingServiceShare(ofParty party: Int) -> Estimate {
    let own = topology.kind(ofParty: party) == .service ? 1 : 0
    let others = topology.parties(.service).count - own
    guard others > 0, topology.kind(ofParty: party) != .client else { return .notApplicable }
    let shares = state.paths.serviceShares
    return share(sure: shares.sure[party] - own, counted: shares.counted[party] - own, open: [], of: others)
  }

  private func share(sure: Int, counted: Int, open: [Int], of all: Int) -> Estimate {
    var derivation = Derivation()
    for workload in open { derivation.lack(Facts.Workload.entry, workload, of: topology) }
    if sure != counted { derivation.assume(.requiredLink) }
    let value = Interval(
      low: Double(counted) / Double(all), high: Double(counted + open.count) / Double(all))
    return PathValue(value, derivation).estimate(.needShare)
  }
}
