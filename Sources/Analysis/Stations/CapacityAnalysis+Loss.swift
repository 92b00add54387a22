import Topology

extension CapacityAnalysis {
  /// The share of requests that a component refuses because it has no place for them; not applicable where no limit is stated.
  public func rejectedShare(ofParty party: Int, at load: LoadCase = .peak) -> Estimate {
    bounded(party, load, .rejectedShare) { $0.rejectedShare }
  }

  /// Requests per second that a component with a limit lets in.
  public func acceptedRate(ofParty party: Int, at load: LoadCase = .peak) -> Estimate {
    let rejected = rejectedShare(ofParty: party, at: load)
    guard let share = rejected.value else { return rejected }
    let arrivals = arrivalRate(ofParty: party, at: load).value ?? .unbounded
    return rejected.with(arrivals * Interval(low: 1 - share.high, high: 1 - share.low), .acceptedRate)
  }

  /// Mean seconds from arrival to answer of the requests that a component with a limit lets in, without what it waits for downstream.
  public func acceptedResponse(ofParty party: Int, at load: LoadCase = .peak) -> Estimate {
    bounded(party, load, .acceptedResponse) { $0.meanResponse }
  }

  /// The time within which a share of them is answered.
  public func acceptedResponse(ofParty party: Int, percentile share: Double, at load: LoadCase = .peak) -> Estimate {
    bounded(party, load, .acceptedResponse) { $0.percentile(share) }
  }

  /// Mean seconds that a request waits which takes the last place of a component.
  public func longestWait(ofParty party: Int) -> Estimate { bounded(party, .peak, .longestWait) { $0.longestWait } }

  private func bounded(
    _ party: Int, _ load: LoadCase, _ formula: Formula, _ figure: (FiniteLine) -> Double
  ) -> Estimate {
    guard topology.count(.workload) > 0, BoundedLine.places(ofParty: party, topology) != nil,
      let station = state.station(party, load.replicas), station.formula == .utilization
    else { return .notApplicable }
    let rates = state.rates(load)
    var derivation = Derivation()
    addWork(of: station, party, load, to: &derivation)
    derivation.assume(.exponentialVariation)
    for column in [Columns.queueLimit, Columns.admissionMost] where topology.state(column, party) != .unknown {
      derivation.use(column, party, of: topology)
    }
    let copies = ReplicaCount(ofParty: party, load.replicas, topology: topology).count
    if copies.high > 1, topology.state(Columns.loadBalancing, party) == .unknown {
      derivation.lack(Columns.loadBalancing, party, of: topology)
    }
    let ends = [Bound.best, .worst].map { bound in
      BoundedLine(ofParty: party, load, bound, state) { rates[$0] * load.factor }.map { figure($0.line) }
    }
    guard let best = ends[0], let worst = ends[1] else { return derivation.estimate(nil, formula) }
    let value = Interval(low: min(best, worst), high: max(best, worst))
    if value.isPoint { derivation.forgetMissing() }
    return derivation.estimate(value, formula)
  }
}
