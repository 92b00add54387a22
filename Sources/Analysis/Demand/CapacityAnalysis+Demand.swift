import Topology

extension CapacityAnalysis {
  // MARK: Rates

  /// Requests per second that a component takes; messages for a queue, reads and writes for a store.
  public func arrivalRate(ofParty party: Int, at load: LoadCase = .rate) -> Estimate {
    guard topology.kind(ofParty: party) != .client else { return .notApplicable }
    return rate(at: state.nodes.entrances(ofParty: party), ofParty: party, load)
  }

  /// Requests per second that an operation takes.
  public func arrivalRate(ofOperation operation: Int, at load: LoadCase = .rate) -> Estimate {
    let party = topology.owner(EntityID(.operation, operation))
    return rate(at: [state.nodes.operation(operation)], ofParty: party, load)
  }

  /// Reads per second of a store.
  public func readRate(ofParty party: Int, at load: LoadCase = .rate) -> Estimate {
    accessRate(ofParty: party, StoreSide.reads, load)
  }

  /// Writes per second of a store.
  public func writeRate(ofParty party: Int, at load: LoadCase = .rate) -> Estimate {
    accessRate(ofParty: party, StoreSide.writes, load)
  }

  /// Calls per second along a link, all attempts counted. Not applicable to links of clients: their demand enters with
  /// the workloads.
  public func flow(ofLink link: Int, at load: LoadCase = .rate) -> Estimate {
    guard topology.kind(ofParty: topology.source(ofLink: link)) != .client else { return .notApplicable }
    let rates = state.rates(load)
    var derivation = Derivation()
    var total = Interval.zero
    let edges = edges(alongLink: link, in: state.network(load))
    for edge in edges {
      total = total + edge.gain * rates[Int(edge.source)] * (1 / edge.items)
      if let basis = edge.basis { derivation.weaken(to: basis) }
    }
    let party = topology.source(ofLink: link)
    let sources = edges.map { Int($0.source) }
    addDemand(at: sources, ofParty: party, load, to: &derivation)
    derivation.use(Facts.Link.visits, link, of: topology)
    return derivation.estimate(total * load.factor, .arrivalRate)
  }

  // MARK: Visits

  /// Requests at a component for one request of a workload, nothing failing; zero if it is not visited.
  public func visits(ofParty party: Int, byWorkload workload: Int) -> Interval {
    visits(ofParty: party, byWorkload: workload, .nothingFails)
  }

  /// How many times as many requests reach a component when every attempt fails.
  ///
  /// A retry that nobody states counts as one attempt and is listed as missing.
  public func amplification(ofParty party: Int, byWorkload workload: Int) -> Estimate {
    let usual = visits(ofParty: party, byWorkload: workload, .nothingFails)
    guard usual.high > 0 else { return .notApplicable }
    let failing = visits(ofParty: party, byWorkload: workload, .everyAttemptFails)
    var derivation = Derivation()
    state.trail(.everyAttemptFails).add(state.nodes.entrances(ofParty: party), to: &derivation)
    if let missing = state.demand.workloads[workload].missingRetry { derivation.lack(missing) }
    let low = Interval.quotient(failing.low, usual.low)
    let high = Interval.quotient(failing.high, usual.high)
    return derivation.estimate(Interval(low: min(low, high), high: max(low, high)), .amplification)
  }

  /// The components that a workload's requests reach: rows of the `party` table, ascending.
  public func parties(visitedBy workload: Int) -> [Int] {
    let nodes = state.nodes
    return Set(state.demand.visits(.nothingFails)[workload].nodes.map { nodes.party(ofNode: Int($0), in: topology) })
      .sorted()
  }

  /// The operations that a workload's requests reach: rows of the `operation` table, ascending.
  public func operations(visitedBy workload: Int) -> [Int] {
    state.demand.visits(.nothingFails)[workload].nodes.map(Int.init).filter { $0 < state.nodes.operations }
  }

  /// The workloads whose requests reach a component: rows of the `workload` table, ascending.
  public func workloads(visiting party: Int) -> [Int] { state.visitors[party] }

  /// The workloads of which nobody says where they enter: rows of the `workload` table, ascending.
  public var workloadsWithoutEntry: [Int] { state.demand.withoutEntry }

  /// The most attempts of one logical call along a link, the first included; infinity for `unlimited`.
  ///
  /// The link's own retry; where it states none and comes from a client, the client's, and where it comes from a queue,
  /// the queue's deliveries.
  public func attempts(ofLink link: Int) -> Estimate {
    let attempts = Attempts(ofLink: link, topology: topology)
    return attempts.derivation.estimate(attempts.range, .attempts)
  }

  /// Ordinary requests per second of a workload; at most its peak where only that is stated.
  public func rate(ofWorkload workload: Int) -> Estimate { stated(workload, .rate) }

  /// Requests per second of a workload at its peak; at least its rate where only that is stated.
  public func peak(ofWorkload workload: Int) -> Estimate { stated(workload, .peak) }

  // MARK: Parts

  private func stated(_ workload: Int, _ kind: LoadCase.Demand) -> Estimate {
    var derivation = Derivation()
    addWorkload(workload, kind, state.demand, to: &derivation)
    let demand = state.demand.workloads[workload]
    return derivation.estimate(
      demand.requests(kind), demand.closed?.formula ?? .stated, error: demand.closed?.error ?? 0)
  }

  private func visits(ofParty party: Int, byWorkload workload: Int, _ failures: LoadCase.Failures) -> Interval {
    let visits = state.demand.visits(failures)[workload]
    return state.nodes.entrances(ofParty: party).reduce(.zero) { $0 + visits[$1] }
  }

  private func rate(at nodes: [Int], ofParty party: Int, _ load: LoadCase) -> Estimate {
    guard topology.count(.workload) > 0 else { return .notApplicable }
    var derivation = Derivation()
    addDemand(at: nodes, ofParty: party, load, to: &derivation)
    let rates = state.rates(load)
    return derivation.estimate(nodes.reduce(.zero) { $0 + rates[$1] } * load.factor, .arrivalRate)
  }

  private func accessRate(ofParty party: Int, _ sides: [StoreSide], _ load: LoadCase) -> Estimate {
    guard topology.kind(ofParty: party) == .store, topology.count(.workload) > 0 else { return .notApplicable }
    var derivation = Derivation()
    let nodes = sides.map { state.nodes.store(party, $0) }
    let open = StoreSide.unknown.map { state.nodes.store(party, $0) }
    addDemand(at: nodes + open, ofParty: party, load, to: &derivation)
    let rates = state.rates(load)
    let certain = nodes.reduce(Interval.zero) { $0 + rates[$1] }
    let perhaps = open.reduce(Interval.zero) { $0 + rates[$1] }
    if perhaps.high > 0 {
      for fact in DemandTrail.missingAccess(into: party, of: topology) { derivation.lack(fact) }
    }
    let total = Interval(low: certain.low, high: certain.high + perhaps.high)
    return derivation.estimate(total * load.factor, .arrivalRate)
  }

  /// The edges of the demand graph that lead along a link to its target.
  func edges(alongLink link: Int) -> [DemandEdge] { edges(alongLink: link, in: state.demand.network) }

  private func edges(alongLink link: Int, in network: DemandNetwork) -> [DemandEdge] {
    let target = topology.target(ofLink: link)
    var edges: [DemandEdge] = []
    for source in network.nodes.sources(ofLink: link, in: topology) {
      for position in network.outgoing(source) where network.edges[position].link == link {
        let edge = network.edges[position]
        if network.nodes.party(ofNode: Int(edge.target), in: topology) == target { edges.append(edge) }
      }
    }
    return edges
  }

  /// Adds what the rates at some nodes of a component rest on: workloads, links and what is missing on the way.
  func addDemand(at nodes: [Int], ofParty party: Int, _ load: LoadCase, to derivation: inout Derivation) {
    let demand = state.demand
    let repeats = state.repeats
    if load.failures == .nothingFails, nodes.contains(where: { repeats.late[$0] }) { derivation.omit(.lateAttempts) }
    if topology.hasFacts(Columns.linkFallbackTo), isFallback(party) { derivation.omit(.fallbacks) }
    let uncounted = load.countsLateAttempts ? repeats.hedgedByClients : repeats.hedged
    if nodes.contains(where: { uncounted[$0] }) { derivation.omit(.hedges) }
    state.trail(load.failures).add(nodes, to: &derivation)
    for workload in demand.withoutEntry { derivation.lack(Facts.Workload.entry, workload, of: topology) }
    for workload in state.visitors[party] {
      addWorkload(workload, load.demand, demand, to: &derivation)
      let missing =
        load.failures == .everyAttemptFails
        ? demand.workloads[workload].missingRetry : demand.openRetries[workload]
      if let missing { derivation.lack(missing) }
    }
  }

  /// Whether calls of others come here when they fail.
  private func isFallback(_ party: Int) -> Bool {
    topology.rows(of: .link).contains { topology.reference(Columns.linkFallbackTo, $0)?.row == party }
  }

  private func addWorkload(
    _ workload: Int, _ kind: LoadCase.Demand, _ demand: Demand, to derivation: inout Derivation
  ) {
    if let closed = demand.workloads[workload].closed {
      derivation.add(closed.derivation)
      return
    }
    let wanted = kind == .rate ? Facts.Workload.rate : Facts.Workload.peak
    let bound = kind == .rate ? Facts.Workload.peak : Facts.Workload.rate
    if kind == .horizon { derivation.add(demand.workloads[workload].growthDerivation) }
    guard derivation.number(wanted, workload, of: topology) == nil else { return }
    let spread = kind == .rate ? Columns.schedulePeriod : Columns.scheduleJitter
    let scheduled =
      kind == .rate
      ? WorkloadDemand.scheduledRate(workload, topology) : WorkloadDemand.scheduledPeak(workload, topology)
    if scheduled != nil {
      for column in [Columns.scheduleCohort, spread] { derivation.use(column, workload, of: topology) }
      return
    }
    derivation.lack(wanted, workload, of: topology)
    _ = derivation.number(bound, workload, of: topology)
  }
}
