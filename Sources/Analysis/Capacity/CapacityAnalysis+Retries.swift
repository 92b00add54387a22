import Topology

extension CapacityAnalysis {
  /// Requests per second of a component when attempts that come too late are repeated.
  public func arrivalRateWithTimeouts(ofParty party: Int, at load: LoadCase = .peak) -> Estimate {
    repeating(.timeouts, load) { arrivalRate(ofParty: party, at: $0) }
  }

  /// Utilization when attempts that come too late are repeated.
  public func utilizationWithTimeouts(ofParty party: Int, at load: LoadCase = .peak) -> Estimate {
    repeating(.timeouts, load) { utilization(ofParty: party, at: $0) }
  }

  /// The same when calls of components that are down fail too.
  public func utilizationWithOutages(ofParty party: Int, at load: LoadCase = .peak) -> Estimate {
    repeating(.timeoutsAndOutages, load) { utilization(ofParty: party, at: $0) }
  }

  /// Attempts of one call along a link, with what the load makes late.
  public func expectedAttempts(ofLink link: Int, at load: LoadCase = .peak) -> Estimate {
    guard topology.count(.workload) > 0 else { return .notApplicable }
    let attempts = Attempts(ofLink: link, topology: topology)
    let failure = state.fixedPoint(load.failing(.timeouts)).failures.ofAttempts(link)
    var derivation = Derivation()
    derivation.omit(.unavailability)
    if failure.high > 0 { derivation.add(attempts.derivation) }
    _ = derivation.number(Facts.Link.timeout, link, of: topology)
    let value = attempts.expected(failure)
    if value.isPoint { derivation.forgetMissing() }
    return derivation.estimate(value, .retryFixedPoint)
  }

  /// Whether a system that is healthy stays so at a load: attempts that come too late are repeated, and everybody still follows.
  public func isHealthy(at load: LoadCase = .peak) -> Estimate {
    guard topology.count(.workload) > 0 else { return .notApplicable }
    let healthy = state.fixedPoint(load.failing(.timeouts)).isHealthy
    var derivation = Derivation()
    derivation.omit(.unavailability)
    for workload in topology.rows(of: .workload) {
      derivation.add(load.demand == .rate ? rate(ofWorkload: workload) : peak(ofWorkload: workload))
      derivation.add(latency(ofWorkload: workload, at: load).mean)
    }
    let value = Interval(low: healthy.worst ? 1 : 0, high: healthy.best ? 1 : 0)
    if value.isPoint { derivation.forgetMissing() }
    return derivation.estimate(value.isPoint ? value : nil, .retryFixedPoint)
  }

  /// The largest requests per second of a workload, the others at their peak, at which a healthy state exists.
  public func maxHealthyRate(ofWorkload workload: Int) -> Estimate {
    let carried = maxRate(ofWorkload: workload)
    guard carried.isApplicable, state.demand.workloads[workload].entry != nil else { return carried }
    let load = LoadCase.peak.failing(.timeouts)
    func largest(_ bound: Bound) -> Double {
      func isHealthy(_ rate: Double, _ effort: RetryFixedPoint.Effort) -> Bool {
        let healthy = RetryFixedPoint(withPeak(rate, ofWorkload: workload).state, load, effort, bounds: [bound])
          .isHealthy
        return bound == .worst ? healthy.worst : healthy.best
      }
      return HealthySearch(roughly: { isHealthy($0, .rough) }, exactly: { isHealthy($0, .existence) }).largest
    }
    let low = largest(.worst)
    let high = carried.value?.isPoint == true && low > 0 ? low : largest(.best)
    var derivation = Derivation()
    derivation.add(carried)
    derivation.add(latency(ofWorkload: workload, at: .peak).mean)
    derivation.forget { [Facts.Workload.rate, Facts.Workload.peak].contains($0.column) && $0.entity.row == workload }
    derivation.omit(.unavailability)
    let value = Interval(low: min(low, high), high: max(low, high))
    if value.isPoint { derivation.forgetMissing() }
    return derivation.estimate(value, .healthyRate)
  }

  /// How busy the busiest component on a workload's way is at peak while every attempt fails: above 1 an outage that is over leaves
  /// a load that keeps the system down.
  public func vulnerability(ofWorkload workload: Int) -> Estimate {
    var derivation = Derivation()
    var value: Interval?
    for party in waitedForParties(ofWorkload: workload) {
      let own = utilization(ofParty: party, at: .everyAttemptFails)
      guard own.isApplicable else { continue }
      derivation.add(own)
      let rates = state.rates(.everyAttemptFails)
      let held = HeldUse(ofParty: party, LoadCase.everyAttemptFails.replicas, state) { rates[$0] }
      if held.share.high > 0 { derivation.add(held.derivation) }
      value = .max(value ?? .zero, .max(own.value ?? .unbounded, held.share))
    }
    guard let value else { return .notApplicable }
    if value.isPoint { derivation.forgetMissing() }
    return derivation.estimate(value, .vulnerability)
  }

  /// The largest requests per second of a workload that are carried even while every attempt fails, the others at their peak.
  public func safeRate(ofWorkload workload: Int) -> Estimate {
    largest(limits(ofWorkload: workload, .everyAttemptFails), .safeRate, workload).rate
  }

  /// The shortest outage that can bring the retries of a vulnerable workload about, the least `timeout − service` on its way; not
  /// applicable where nothing is vulnerable.
  public func leastTrigger(ofWorkload workload: Int) -> Estimate {
    let vulnerability = vulnerability(ofWorkload: workload)
    guard let most = vulnerability.value?.high, most > 1 else { return .notApplicable }
    var derivation = Derivation()
    derivation.add(vulnerability)
    let least = topology.rows(of: .link).filter { retries($0, onTheWayOf: workload) }.compactMap { link -> Double? in
      guard let timeout = derivation.number(Facts.Link.timeout, link, of: topology) else { return nil }
      let time = topology.targetOperation(ofLink: link).flatMap { topology.number(Facts.Operation.serviceTimeMean, $0) }
      let own = time ?? topology.number(Facts.Party.serviceTimeMean, topology.target(ofLink: link))
      return max(0, timeout - (own ?? 0))
    }.min()
    guard let least else { return .notApplicable }
    derivation.forgetMissing()
    return derivation.estimate(Interval(least), .leastTrigger)
  }

  /// The smallest share of reads that the cache of a link has to answer at peak for its target to follow.
  public func leastHitRate(ofLink link: Int) -> Estimate {
    guard topology.state(Facts.Link.cache, link) == .value, topology.count(.workload) > 0 else { return .notApplicable }
    let party = topology.target(ofLink: link)
    guard let station = state.station(party, .byScaling) else { return .notApplicable }
    let rates = state.rates(.peak)
    let edges = edges(alongLink: link)
    let hits = topology.number(Facts.Link.cacheHitRate, link) ?? 0
    var value = Interval.zero
    for side in station.sides {
      var own = Interval.zero
      for edge in edges {
        guard let term = side.terms.first(where: { $0.node == Int(edge.target) }) else { continue }
        own = own + term.work * edge.gain * rates[Int(edge.source)]
      }
      guard own.high > 0, hits < 1 else { continue }
      let others = Station.work(side) { rates[$0] }
      func needed(_ own: Double, _ all: Double, _ capacity: Double) -> Double {
        let misses = own / (1 - hits)
        return misses > 0 ? min(1, max(0, 1 - (capacity - (all - own)) / misses)) : 0
      }
      value = .max(
        value,
        Interval(
          low: needed(own.low, others.low, side.capacity.high),
          high: max(
            needed(own.low, others.low, side.capacity.high), needed(own.high, others.high, side.capacity.low))))
    }
    var derivation = Derivation()
    derivation.use(Facts.Link.cache, link, of: topology)
    addWork(of: station, party, .peak, to: &derivation)
    if value.isPoint { derivation.forgetMissing() }
    return derivation.estimate(value, .leastHitRate)
  }

  // MARK: Parts

  /// A figure with attempts repeated that fail; where no state is healthy, at least what it is while nothing is repeated.
  private func repeating(
    _ failures: LoadCase.Failures, _ load: LoadCase, _ figure: (LoadCase) -> Estimate
  ) -> Estimate {
    let estimate = figure(load.failing(failures))
    guard estimate.isApplicable else { return estimate }
    var other = estimate
    let isHealthy = state.fixedPoint(load.failing(failures)).isHealthy
    if !isHealthy.worst, let value = other.value, value.high > 0 {
      let low = isHealthy.best ? value.low : figure(load).value?.low ?? 0
      other.value = Interval(low: min(low, value.high), high: .infinity)
    }
    other.formula = .retryFixedPoint
    if !other.omissions.contains(.unavailability) { other.omissions = (other.omissions + [.unavailability]).sorted() }
    return other
  }

  private func waitedForParties(ofWorkload workload: Int) -> [Int] {
    let nodes = SynchronousReach(ofWorkload: state.demand.workloads[workload], state.demand).sorted
    return Set(nodes.map { state.nodes.party(ofNode: $0, in: topology) }).sorted()
  }

  private func retries(_ link: Int, onTheWayOf workload: Int) -> Bool {
    guard (Attempts(ofLink: link, topology: topology).most ?? 1) > 1 else { return false }
    if state.demand.workloads[workload].entryLink == link { return true }
    let reach = SynchronousReach(ofWorkload: state.demand.workloads[workload], state.demand)
    return edges(alongLink: link).contains { reach.contains(Int($0.source)) }
  }
}
