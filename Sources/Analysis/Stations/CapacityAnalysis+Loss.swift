import Topology

extension CapacityAnalysis {
  /// The share of requests that a component refuses because it has no place for them, or of messages that a full queue
  /// loses; not applicable where no limit is stated.
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

  /// The share of time that the servers of a component with a limit are busy with what it lets in.
  public func acceptedUtilization(ofParty party: Int, at load: LoadCase = .peak) -> Estimate {
    bounded(party, load, .acceptedUtilization) { $0.utilization }
  }

  /// Where the requests of a component wait of which only some find a place: at itself, or in the queue that alone feeds it.
  public func limitedPlace(ofParty party: Int) -> Int? { LineLimit(ofParty: party, topology).map { $0.queue ?? party } }

  private func bounded(
    _ asked: Int, _ load: LoadCase, _ formula: Formula, _ figure: (FiniteLine) -> Double
  ) -> Estimate {
    // What a queue loses follows from the servers of its consumer; a consumer itself refuses nothing.
    guard
      let party = topology.kind(ofParty: asked) == .queue ? LineLimit.onlyConsumer(ofQueue: asked, topology) : asked,
      topology.count(.workload) > 0, let limit = LineLimit(ofParty: party, topology),
      (limit.queue ?? party) == asked, let station = state.station(party, load.replicas),
      station.formula == .utilization
    else { return .notApplicable }
    let rates = state.rates(load)
    var derivation = Derivation()
    addWork(of: station, party, load, to: &derivation)
    derivation.assume(.exponentialVariation)
    for fact in limit.facts { derivation.use(fact.column, fact.row, of: topology) }
    if holdsPlaces(party, limit, load) { derivation.omit(.heldConcurrency) }
    addSpread(of: party, limit, load, to: &derivation)
    let ends = [Bound.best, .worst].map { bound in
      BoundedLine(ofParty: party, load, bound, state) { rates[$0] * load.factor }.map { figure($0.line) }
    }
    guard let best = ends[0], let worst = ends[1] else { return derivation.estimate(nil, formula) }
    var value = Interval(low: min(best, worst), high: max(best, worst))
    if limit.overflow == .unknown, let queue = limit.queue {
      derivation.lack(Columns.overflow, queue, of: topology)
      // Where producers wait, nothing is lost.
      value = formula == .rejectedShare ? Interval(low: 0, high: value.high) : Interval(low: value.low, high: .infinity)
    } else if value.isPoint {
      derivation.forgetMissing()
    }
    return derivation.estimate(value, formula)
  }

  private func addSpread(of party: Int, _ limit: LineLimit, _ load: LoadCase, to derivation: inout Derivation) {
    guard limit.places.isOfEachReplica else { return }
    let copies = ReplicaCount(ofParty: party, load.replicas, topology: topology).count
    if copies.high > 1, topology.state(Columns.loadBalancing, party) == .unknown {
      derivation.lack(Columns.loadBalancing, party, of: topology)
    }
  }
}
