import Topology

/// The messages that a queue keeps for the time it keeps them.
struct KeptMessages {
  /// Bytes of one copy.
  let curve: GrowthCurve
  /// Bytes of the largest number of messages.
  let most: Interval

  /// `nil` where nothing is dropped by age or number: messages are kept until they are consumed.
  init?(inQueue queue: Int, _ analysis: CapacityAnalysis, _ derivation: inout Derivation) {
    let topology = analysis.topology
    let limits = QueueLimits(ofQueue: queue, topology: topology)
    let isLimited = limits.age.low.isFinite || limits.length.low.isFinite
    guard isLimited, topology.count(.workload) > 0 else { return nil }
    derivation.add(limits.derivation)
    var parts: [GrowthCurve.Part] = []
    var perSecond = Interval.zero
    for workload in analysis.workloads(visiting: queue) {
      let growth = Growth(ofWorkload: workload, topology: topology, &derivation)
      let bytes = analysis.ingest(ofParty: queue, byWorkload: workload, &derivation)
      parts.append(GrowthCurve.Part(today: bytes * limits.age, growth: growth))
      perSecond = perSecond + bytes
    }
    curve = GrowthCurve(parts)
    let rate = analysis.arrivalRate(ofParty: queue)
    derivation.add(rate)
    most =
      limits.length.low.isFinite
      ? limits.length * (perSecond / (rate.value ?? .unbounded)) : limits.length
  }
}
