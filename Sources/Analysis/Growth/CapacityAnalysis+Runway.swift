import Topology

extension CapacityAnalysis {
  /// Seconds from today until the growth of the workloads fills a component at peak, with the replicas that scaling
  /// brings; zero where it is full, infinite where it never will be.
  public func runway(ofParty party: Int) -> Estimate { runway(ofParty: party, .byScaling) { _ in .one } }

  /// The same until the target utilization is reached, which leaves time to act.
  public func runwayToTarget(ofParty party: Int) -> Estimate {
    runway(ofParty: party, .byScaling) { Interval(targetUtilization(&$0)) }
  }

  /// The same at the end of all scaling: with the most replicas, or at the largest size where it scales vertically.
  public func runwayAtMost(ofParty party: Int) -> Estimate {
    runway(ofParty: party, .most) { largestSize(ofParty: party, &$0) }
  }

  /// Seconds from today until growth takes a workload's peak beyond what is carried: until the first component it
  /// visits is full as all workloads grow, or until its peak reaches the largest rate as it grows alone.
  public func runway(ofWorkload workload: Int) -> Estimate {
    var derivation = Derivation()
    let growth = Growth(ofWorkload: workload, topology: topology, &derivation)
    let peak = peak(ofWorkload: workload)
    let largest = figure("max_rate", of: .workload, workload)
    for estimate in [peak, largest] { derivation.add(estimate) }
    let alone = GrowthCurve([GrowthCurve.Part(today: peak.value ?? .unbounded, growth: growth)])
    var runway = alone.time(until: largest.value ?? .unbounded)
    for party in parties(visitedBy: workload) {
      let own = figure("runway", of: .party, party)
      guard own.isApplicable else { continue }
      runway = .min(runway, own.value ?? .unbounded)
      derivation.add(own)
    }
    if runway.isPoint { derivation.forgetMissing() }
    return derivation.estimate(runway, .workloadRunway)
  }

  /// Seconds from today until the first component is full.
  public func runway() -> Estimate {
    let runways = topology.rows(of: .party).map { figure("runway", of: .party, $0) }.filter(\.isApplicable)
    guard !runways.isEmpty else { return .notApplicable }
    var derivation = Derivation()
    var runway = Interval(.infinity)
    for own in runways { runway = .min(runway, own.value ?? .unbounded) }
    // Only what may end before the end that is known can change the figure.
    for own in runways where (own.value ?? .unbounded).low <= runway.high { derivation.add(own) }
    if runway.isPoint { derivation.forgetMissing() }
    return derivation.estimate(runway, .runway)
  }

  // MARK: Parts

  private func runway(
    ofParty party: Int, _ replicas: LoadCase.Replicas, limit: (inout Derivation) -> Interval
  ) -> Estimate {
    guard topology.count(.workload) > 0, let station = state.station(party, replicas) else { return .notApplicable }
    var derivation = Derivation()
    addWork(of: station, party, .peak, to: &derivation)
    let limit = limit(&derivation)
    let growth = state.visitors[party].map { ($0, Growth(ofWorkload: $0, topology: topology, &derivation)) }
    let visits = state.demand.visits(.nothingFails)
    let times = station.sides.map { side in
      let parts = growth.map { workload, growth in
        let peak = state.demand.workloads[workload].peak
        let work = Station.work(side) { visits[workload][$0] * peak }
        return GrowthCurve.Part(today: work / side.capacity, growth: growth)
      }
      return GrowthCurve(parts).time(until: limit)
    }
    let runway = times.reduce(Interval(.infinity)) { .min($0, $1) }
    if runway.isPoint { derivation.forgetMissing() }
    return derivation.estimate(runway, .runway)
  }

  /// How many times as large an instance can become: `scaling.max` where scaling is vertical.
  private func largestSize(ofParty party: Int, _ derivation: inout Derivation) -> Interval {
    guard topology.word(Facts.Party.scalingMode, party) == "vertical" else { return .one }
    derivation.use(Facts.Party.scalingMode, party, of: topology)
    if let factor = derivation.number(Columns.scalingMax, party, of: topology) { return Interval(factor) }
    derivation.lack(Columns.scalingMax, party, of: topology)
    return .atLeastOne
  }
}

extension Derivation {
  /// What a figure rests on that another one is computed from.
  mutating func add(_ estimate: Estimate) {
    for fact in estimate.inputs { use(fact) }
    for fact in estimate.missing { lack(fact) }
    for assumption in estimate.assumptions { assume(assumption) }
    for omission in estimate.omissions { omit(omission) }
    weaken(to: estimate.basis)
  }
}
