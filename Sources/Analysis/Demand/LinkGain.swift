import Topology

/// What one link does to the traffic of its source.
struct LinkGain {
  /// Calls for one request of the caller, after the cache.
  var calls: Interval
  /// Look-ups in the cache beside the link, for one request of the caller.
  var lookups: Interval
  /// Attempts for one call, on the average, from stated failure rates.
  var expectedAttempts: Interval
  /// Attempts for one call with every attempt failing; `nil` where the retry is not stated.
  var mostAttempts: Double?
  var derivation: Derivation

  /// - Parameter listsFacts: whether the derivation names each fact; without, it knows their basis only.
  init(link: Int, share: Interval, topology: Topology, listsFacts: Bool = true) {
    var derivation = Derivation(listsFacts: listsFacts)
    let visits = derivation.number(Facts.Link.visits, link, of: topology) ?? 1
    lookups = share * visits
    calls = lookups * Self.missShare(link, topology, &derivation)
    let attempts = Attempts(ofLink: link, topology: topology, listsFacts: listsFacts)
    mostAttempts = attempts.bounded
    expectedAttempts = Self.expected(attempts, link, topology, &derivation)
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

  /// Mean attempts `(1 − p^n) / (1 − p)` for independent attempts that fail with probability `p`.
  private static func expected(
    _ attempts: Attempts, _ link: Int, _ topology: Topology, _ derivation: inout Derivation
  ) -> Interval {
    var success = 1.0
    if let rate = derivation.number(Columns.linkFailureRate, link, of: topology) { success *= 1 - rate }
    if let operation = topology.targetOperation(ofLink: link),
      let rate = derivation.number(Columns.operationFailureRate, operation, of: topology)
    {
      success *= 1 - rate
    }
    guard success < 1 else { return .one }
    derivation.add(attempts.derivation)
    let ceiling = attempts.budget.map { 1 + $0 } ?? .infinity
    func mean(_ most: Double) -> Double { min(meanAttempts(failure: 1 - success, most: most), ceiling) }
    guard let most = attempts.most else { return Interval(low: 1, high: mean(.infinity)) }
    return Interval(mean(most))
  }

  static func meanAttempts(failure: Double, most: Double) -> Double {
    guard failure < 1 else { return most }
    guard most.isFinite else { return 1 / (1 - failure) }
    var sum = 0.0
    var term = 1.0
    for _ in 0..<Int(min(most, 10_000)) {
      sum += term
      term *= failure
      if term < 1e-18 { break }
    }
    return sum
  }
}
