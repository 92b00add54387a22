import Topology

/// What one link does to the traffic of its source.
struct LinkGain {
  /// Calls for one request of the caller, after the cache.
  var calls: Interval
  /// Look-ups in the cache beside the link, for one request of the caller.
  var lookups: Interval
  /// Messages in each call into a queue; 1 elsewhere.
  var items: Double
  /// Attempts for one call, on the average.
  var expectedAttempts: Interval
  var derivation: Derivation

  /// - Parameters:
  ///   - failure: the share of attempts that fail.
  ///   - listed: which facts the derivation names; it knows the basis of all.
  init(
    link: Int, share: Interval, failure: Interval, topology: Topology,
    lists listed: Derivation.Listed = .inputsAndMissing
  ) {
    var derivation = Derivation(lists: listed)
    let visits = derivation.number(Facts.Link.visits, link, of: topology) ?? 1
    let batching = Batching(link: link, topology: topology, &derivation)
    lookups = share * visits * batching.calls
    items = batching.items
    calls = lookups * Self.missShare(link, topology, &derivation)
    expectedAttempts = .one
    // How often calls are repeated matters only where some fail: else changing that changes no load.
    if failure.high > 0 {
      let attempts = Attempts(ofLink: link, topology: topology, lists: listed)
      expectedAttempts = attempts.expected(failure)
      derivation.add(attempts.derivation)
      Self.addFailures(link, failure, topology, &derivation)
    }
    self.derivation = derivation
  }

  /// The share of calls that the cache beside the link does not answer.
  private static func missShare(_ link: Int, _ topology: Topology, _ derivation: inout Derivation) -> Interval {
    guard topology.ordinal(Facts.Link.access, link) != Words.write else { return .one }
    if let hits = derivation.number(Facts.Link.cacheHitRate, link, of: topology) { return Interval(1 - hits) }
    switch topology.state(Facts.Link.cache, link) {
    case .none:
      derivation.use(Facts.Link.cache, link, of: topology)
      return .one
    case .value:
      derivation.lack(Facts.Link.cacheHitRate, link, of: topology)
      return .share
    case .unknown:
      if mayBeCached(link, topology) { derivation.assume(.noCache) }
      return .one
    }
  }

  private static func mayBeCached(_ link: Int, _ topology: Topology) -> Bool {
    if topology.kind(ofParty: topology.target(ofLink: link)) == .store { return true }
    guard let operation = topology.targetOperation(ofLink: link) else { return false }
    return topology.ordinal(Columns.operationEffect, operation) == Words.readEffect
  }

  /// What fails by itself, and that callers fail with what they need.
  private static func addFailures(
    _ link: Int, _ failure: Interval, _ topology: Topology, _ derivation: inout Derivation
  ) {
    var success = 1.0
    if let rate = derivation.number(Columns.linkFailureRate, link, of: topology) { success *= 1 - rate }
    if let operation = topology.targetOperation(ofLink: link),
      let rate = derivation.number(Columns.operationFailureRate, operation, of: topology)
    {
      success *= 1 - rate
    }
    if failure.high > 1 - success + 1e-12 { derivation.assume(.requiredLink) }
  }
}
