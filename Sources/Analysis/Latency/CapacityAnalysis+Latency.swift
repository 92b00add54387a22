import Topology

extension CapacityAnalysis {
  /// The mean time a request waits for a free server of a component, in seconds; infinite where they cannot follow.
  ///
  /// Of a store, at its leaders.
  public func waitTime(ofParty party: Int, at load: LoadCase = .rate) -> Estimate {
    guard hasLine(party, load) else { return .notApplicable }
    let wait = bounds { bound in
      var responder = Responder(state, load, bound)
      return responder.lines(party).first?.line.meanWait ?? 0
    }
    var derivation = stationDerivation(party, load)
    if wait.isPoint { derivation.forgetMissing() }
    return derivation.estimate(wait, .erlangWait)
  }

  /// The time from arrival at a component to its answer, without what it waits for downstream; over all its requests.
  public func responseTime(ofParty party: Int, at load: LoadCase = .rate) -> ResponseTime {
    guard hasLine(party, load) else { return .notApplicable }
    let ends = [Bound.best, .worst].map { bound -> StationLine? in
      var responder = Responder(state, load, bound)
      return responder.lines(party).first
    }
    guard let best = ends[0], let worst = ends[1] else { return .notApplicable }
    let delay = topology.number(Facts.Party.delay, party) ?? 0
    func value(_ figure: ResponseTime.Figure) -> Interval {
      ordered(delay + best.time(figure), delay + worst.time(figure))
    }
    var derivation = stationDerivation(party, load)
    if value(.mean).isPoint { derivation.forgetMissing() }
    return ResponseTime(derivation, (.erlangResponse, .erlangResponse), value)
  }

  /// The time from a workload's request to its answer, along all it waits for; infinite where a component on the way
  /// cannot follow.
  ///
  /// The mean is the sum of the means. Percentiles come from the exact distribution where one component answers alone,
  /// else from a gamma distribution with the mean and variance of the whole (measured 0 to 4 % low at p95 and p99).
  public func latency(ofWorkload workload: Int, at load: LoadCase = .rate) -> ResponseTime {
    guard let entry = state.demand.workloads[workload].entry else {
      var derivation = Derivation()
      derivation.lack(Facts.Workload.entry, workload, of: topology)
      return ResponseTime(missing: derivation)
    }
    let waitedFor = SynchronousReach(ofWorkload: state.demand.workloads[workload], state.demand).sorted
    let clientSide = 2 * (entryLink(ofWorkload: workload).flatMap { topology.number(Facts.Link.latency, $0) } ?? 0)
    let isAlone = waitedFor.count { state.nodes.asksForWork($0) } == 1
    let ends = [Bound.best, .worst].map { bound in
      ChainEnd(state, load, bound, entry: entry, waitedFor: waitedFor, isAlone: isAlone)
    }
    func value(_ figure: ResponseTime.Figure) -> Interval {
      ordered(clientSide + ends[0].time(figure), clientSide + ends[1].time(figure))
    }
    var derivation = chainDerivation(workload, waitedFor, load)
    if value(.mean).isPoint { derivation.forgetMissing() }
    return ResponseTime(derivation, (.chainMean, isAlone ? .erlangResponse : .chainPercentile), value)
  }

  // MARK: Parts

  private func hasLine(_ party: Int, _ load: LoadCase) -> Bool {
    topology.count(.workload) > 0 && state.station(party, load.replicas)?.formula == .utilization
  }

  private func bounds(_ value: (Bound) -> Double) -> Interval { ordered(value(.best), value(.worst)) }

  private func ordered(_ a: Double, _ b: Double) -> Interval { Interval(low: min(a, b), high: max(a, b)) }

  private func stationDerivation(_ party: Int, _ load: LoadCase) -> Derivation {
    var derivation = Derivation()
    addLine(party, load, to: &derivation)
    derivation.assume(.exponentialVariation)
    return derivation
  }

  /// What the line in front of a component rests on.
  private func addLine(_ party: Int, _ load: LoadCase, to derivation: inout Derivation) {
    if derivation.number(Facts.Party.delay, party, of: topology) == nil, isUnserved(party, load) {
      derivation.lack(Facts.Party.serviceTimeMean, party, of: topology)
    }
    guard let station = state.station(party, load.replicas) else { return }
    addWork(of: station, party, load, to: &derivation)
    derivation.omissions.append(.heldConcurrency)
    if statesVariation(party) { derivation.omissions.append(.statedVariation) }
    if station.formula == .throughputUtilization {
      derivation.lack(Facts.Party.serviceTimeMean, party, of: topology)
    }
    guard topology.kind(ofParty: party) != .store else {
      derivation.assume(.evenSpread)
      return
    }
    guard ReplicaCount(ofParty: party, load.replicas, topology: topology).count.high > 1 else { return }
    if topology.state(Columns.loadBalancing, party) == .value {
      derivation.use(Columns.loadBalancing, party, of: topology)
    } else {
      derivation.lack(Columns.loadBalancing, party, of: topology)
    }
  }

  private func isUnserved(_ party: Int, _ load: LoadCase) -> Bool {
    topology.kind(ofParty: party) == .service && state.station(party, load.replicas) == nil
  }

  private func statesVariation(_ party: Int) -> Bool {
    Columns.partyVariation.contains { topology.state($0, party) == .value }
      || topology.operations(ofParty: party).contains { operation in
        Columns.operationVariation.contains { topology.state($0, Int(operation)) == .value }
      }
  }

  private func chainDerivation(_ workload: Int, _ waitedFor: [Int], _ load: LoadCase) -> Derivation {
    var derivation = Derivation()
    derivation.assume(.exponentialVariation)
    derivation.omissions += [.timeouts, .retries]
    let served = waitedFor.filter { state.nodes.asksForWork($0) }
    for party in Set(served.map { state.nodes.party(ofNode: $0, in: topology) }).sorted() {
      addLine(party, load, to: &derivation)
    }
    var links = Set(waitedFor.flatMap { state.demand.network.outgoing($0) }.map { state.demand.network.edges[$0].link })
    if let link = entryLink(ofWorkload: workload) { links.insert(Int32(link)) }
    for link in links.sorted() where link >= 0 && topology.ordinal(Facts.Link.mode, Int(link)) != Words.async {
      if derivation.number(Facts.Link.latency, Int(link), of: topology) == nil {
        derivation.omissions.append(.networkLatency)
      }
    }
    return derivation
  }

  /// The link from the client to the entry of a workload.
  private func entryLink(ofWorkload workload: Int) -> Int? {
    WorkloadDemand.entryLink(workload, topology)
  }
}

/// The time of a chain at one end of what is known.
private struct ChainEnd {
  private let moments: TimeMoments
  private let percentiles: [Double: Double]

  init(_ state: AnalysisState, _ load: LoadCase, _ bound: Bound, entry: Int, waitedFor: [Int], isAlone: Bool) {
    var solver = ChainSolver(state, load, bound)
    moments = solver.time(from: entry, waitedFor: waitedFor)
    var percentiles: [Double: Double] = [:]
    for share in [0.5, 0.95, 0.99] where isAlone { percentiles[share] = solver.percentile(share, alone: entry) }
    self.percentiles = percentiles
  }

  func time(_ figure: ResponseTime.Figure) -> Double {
    switch figure {
    case .mean: moments.total
    case .percentile(let share): percentiles[share] ?? moments.percentile(share)
    }
  }
}

extension StationLine {
  func time(_ figure: ResponseTime.Figure) -> Double {
    switch figure {
    case .mean: line.response(serviceTime: serviceTime).total
    case .percentile(let share): line.percentile(share, serviceTime: serviceTime)
    }
  }
}
