import Topology

extension CapacityAnalysis {
  /// The share of time that a component is up by itself: its copies and the zones and regions they run in, while what it
  /// depends on is up. Of a store, for writes. Not applicable to clients.
  public func availability(ofParty party: Int) -> Estimate {
    guard topology.kind(ofParty: party) != .client else { return .notApplicable }
    let failure = state.availability.failures[party]
    let value = state.availability.ownAvailability(ofParty: party)
    var derivation = failure.derivation
    if value.isPoint { derivation.forgetMissing() }
    let formula = failure.law.whole == nil ? Formula.copies : .declaredAvailability
    return derivation.estimate(Self.informative(value), formula)
  }

  /// How many of a component's copies must be up: `redundancy.need`, or those that its ordinary load takes, or those that
  /// a store's writes need. The formula says which.
  public func copiesNeeded(ofParty party: Int) -> Estimate {
    guard topology.kind(ofParty: party) != .client else { return .notApplicable }
    let needs = state.availability.failures[party].needs
    var derivation = needs.derivation
    if needs.serve.needed.isPoint { derivation.forgetMissing() }
    return derivation.estimate(needs.serve.needed, needs.formula)
  }

  /// The share of a workload's requests that are answered: whether everything that the answer waits for is up.
  ///
  /// Exact: what several needs share is counted once. A queue must accept, what stands behind it works later. Calls that
  /// the caller can do without, and answers from caches, do not fail with their target.
  public func availability(ofWorkload workload: Int) -> Estimate {
    figure(ofWorkload: workload) { failure in
      (Self.informative(failure.availability), failure.isExact ? .structure : .structureBounds)
    }
  }

  /// Seconds in 30 days that a workload's requests are not answered; where only a part of them fails, that part of the
  /// time.
  public func downtime(ofWorkload workload: Int) -> Estimate {
    figure(ofWorkload: workload) { failure in
      guard let up = Self.informative(failure.availability) else { return (nil, .downtime) }
      return (Interval(low: 1 - up.high, high: 1 - up.low) * Self.secondsIn30Days, .downtime)
    }
  }

  /// How often a workload stops being answered, per second: from the times to repair of what it needs.
  public func failureFrequency(ofWorkload workload: Int) -> Estimate {
    outages(ofWorkload: workload) { $0.frequency }
  }

  /// How long a workload is not answered each time, on the average, in seconds.
  public func meanOutage(ofWorkload workload: Int) -> Estimate {
    outages(ofWorkload: workload) { $0.meanDuration }
  }

  /// What costs a workload most time: components, zones and regions with the downtime that each would save if it never
  /// failed, the largest first.
  ///
  /// What nobody states costs nothing here; `availability(ofWorkload:)` names it as missing.
  public func downtimeCauses(ofWorkload workload: Int) -> [DowntimeCause] {
    guard let failure = state.availability.failure(ofWorkload: workload) else { return [] }
    return DowntimeCause.ranked(failure.best, state.availability.failures)
  }

  /// The part of all workloads' downtime that a component's own failures cause; not known while the availability of a
  /// workload that needs it is not.
  public func downtimeShare(ofParty party: Int) -> Estimate {
    let shares = state.availability.downtimeShares
    guard topology.kind(ofParty: party) != .client, shares.isOpen || shares.concerned.contains(party) else {
      return .notApplicable
    }
    return shares.derivation.estimate(shares.value(of: party), .downtimeShare)
  }

  // MARK: Parts

  /// What downtime is told for.
  public static let secondsIn30Days = 2_592_000.0

  /// A share of which nothing is known is not known.
  private static func informative(_ share: Interval) -> Interval? { share == .share ? nil : share }

  private func figure(
    ofWorkload workload: Int, _ value: (WorkloadFailure) -> (Interval?, Formula)
  ) -> Estimate {
    guard let failure = state.availability.failure(ofWorkload: workload) else {
      var derivation = Derivation()
      derivation.lack(Facts.Workload.entry, workload, of: topology)
      return derivation.estimate(nil, .structure)
    }
    let (interval, formula) = value(failure)
    var derivation = failure.summary
    if interval?.isPoint == true { derivation.forgetMissing() }
    return derivation.estimate(interval, formula)
  }

  private func outages(ofWorkload workload: Int, _ pick: (WorkloadOutages) -> (Interval?, Formula)) -> Estimate {
    guard let failure = state.availability.failure(ofWorkload: workload) else {
      return figure(ofWorkload: workload) { _ in (nil, .failureFrequency) }
    }
    let outages = WorkloadOutages(failure, state.availability.failures)
    let (interval, formula) = pick(outages)
    var derivation = failure.summary
    for fact in outages.missing { derivation.lack(topology.shortestUnstated(fact)) }
    if interval?.isPoint == true { derivation.forgetMissing() }
    return derivation.estimate(interval, formula)
  }
}
