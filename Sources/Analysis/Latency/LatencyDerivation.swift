import Topology

/// What response times rest on.
extension CapacityAnalysis {
  /// What the time at one component rests on.
  func lineDerivation(_ party: Int, _ load: LoadCase) -> Derivation {
    func derive() -> Derivation {
      var derivation = Derivation()
      addLine(party, load, to: &derivation)
      return derivation
    }
    return state.lineTable(load)?.components.value(party, derive) ?? derive()
  }

  /// What the time along a chain rests on.
  func chainDerivation(_ served: [Int], _ waitedFor: [Int], _ clientLink: Int?, _ load: LoadCase) -> Derivation {
    var derivation = Derivation()
    let parties = Set(served.map { state.nodes.party(ofNode: $0, in: topology) }).sorted()
    for party in parties { derivation.add(lineDerivation(party, load)) }
    if parties.count > 1 { derivation.assume(.independentTimes) }
    var links = Set(waitedFor.flatMap { state.demand.network.outgoing($0) }.map { state.demand.network.edges[$0].link })
    if let clientLink { links.insert(Int32(clientLink)) }
    for link in links.sorted() where link >= 0 && topology.ordinal(Facts.Link.mode, Int(link)) != Words.async {
      derivation.add(callDerivation(Int(link), load))
    }
    return derivation
  }

  /// What the time of a call along a link rests on, without that of its target.
  private func callDerivation(_ link: Int, _ load: LoadCase) -> Derivation {
    func derive() -> Derivation {
      var derivation = call(ofLink: link).derivation
      derivation.add(NetworkTime(ofLink: link, state.distances, topology).derivation)
      addPool(ofLink: link, load, to: &derivation)
      return derivation
    }
    return state.lineTable(load)?.links.value(link, derive) ?? derive()
  }

  /// The connections that calls along a link wait for.
  private func addPool(ofLink link: Int, _ load: LoadCase, to derivation: inout Derivation) {
    let (source, target) = (topology.source(ofLink: link), topology.target(ofLink: link))
    let reader = HeldResourceReader(analysis: self, replicas: load.replicas)
    for pool in reader.pools(source) where pool.dependency == target {
      derivation.add(pool.derivation)
      let wait = state.poolWait(source, target, load, .worst)
      if let wait, wait.law.waitingShare > 0 { derivation.assume(.flowEquivalence) }
    }
  }

  private func call(ofLink link: Int) -> LinkCall {
    let failureRate = state.demand.network.failures.ofAttempts(link).high
    return LinkCall(ofLink: link, failureRate: failureRate, topology: topology)
  }

  /// What the line in front of a component rests on.
  /// Whether requests make several calls of a component at the same time, which then find each other in line.
  private func isCalledTogether(_ party: Int) -> Bool {
    guard topology.hasFacts(Facts.Link.parallel) else { return false }
    let links = topology.incoming(ofParty: party).map(Int.init).filter {
      topology.text(Facts.Link.parallel, $0) != nil
    }
    let groups = Dictionary(grouping: links) {
      "\(topology.source(ofLink: $0)) \(topology.text(Facts.Link.parallel, $0) ?? "")"
    }
    return groups.values.contains { $0.count > 1 }
      || links.contains { topology.number(Facts.Link.visits, $0) ?? 1 > 1 }
  }

  private func addLine(_ party: Int, _ load: LoadCase, to derivation: inout Derivation) {
    let isUnserved = topology.kind(ofParty: party) == .service && state.station(party, load.replicas) == nil
    if derivation.number(Facts.Party.delay, party, of: topology) == nil, isUnserved {
      derivation.lack(Facts.Party.serviceTimeMean, party, of: topology)
    }
    guard let station = state.station(party, load.replicas) else { return }
    addWork(of: station, party, load, to: &derivation)
    if mayWaitUncounted(party, load) { derivation.omit(.heldConcurrency) }
    if isCalledTogether(party) { derivation.omit(.callsTogether) }
    if state.threadWait(party, load, .worst) != nil {
      derivation.assume(.flowEquivalence)
      derivation.use(Facts.Party.concurrency, party, of: topology)
    }
    addLimit(party, load, to: &derivation)
    addClients(party, load, to: &derivation)
    if station.formula == .throughputUtilization {
      derivation.lack(Facts.Party.serviceTimeMean, party, of: topology)
    }
    addShapes(of: station, party, load, to: &derivation)
    if topology.kind(ofParty: party) == .store {
      addCopies(party, load, to: &derivation)
    } else {
      addBalancing(party, load, to: &derivation)
    }
  }

  /// How many may wait.
  private func addLimit(_ party: Int, _ load: LoadCase, to derivation: inout Derivation) {
    if LineLimit.isLeftOut(before: party, topology) { derivation.omit(.fullQueues) }
    guard let limit = LineLimit(ofParty: party, topology) else { return }
    for fact in limit.facts { derivation.use(fact.column, fact.row, of: topology) }
    if limit.overflow == .unknown, let queue = limit.queue { derivation.lack(Columns.overflow, queue, of: topology) }
    derivation.omit(.refused)
    if holdsPlaces(party, limit, load) { derivation.omit(.heldConcurrency) }
  }

  /// Whether requests that wait downstream keep a place that others need, which no line counts.
  func holdsPlaces(_ party: Int, _ limit: LineLimit, _ load: LoadCase) -> Bool {
    limit.places.all != nil && HeldResourceReader(analysis: self, replicas: load.replicas).waits(party)
  }

  /// Clients that wait for their answers.
  private func addClients(_ party: Int, _ load: LoadCase, to derivation: inout Derivation) {
    guard state.visitors[party].contains(where: { state.demand.workloads[$0].closed != nil }) else { return }
    var responder = Responder(state, load, .worst)
    if !responder.lines(party).allSatisfy(\.meetsClients) { derivation.omit(.fewClients) }
  }

  /// How service times vary, where requests come.
  private func addShapes(of station: Station, _ party: Int, _ load: LoadCase, to derivation: inout Derivation) {
    let rates = state.rates(load)
    if topology.word(Columns.discipline, party) != nil {
      derivation.use(Columns.discipline, party, of: topology)
    }
    for term in station.sides.flatMap(\.terms) where rates[term.node].high > 0 && term.part.high > 0 {
      let shape = StationLine.shape(of: term, party, topology)
      guard shape.isStated else {
        derivation.assume(.exponentialVariation)
        continue
      }
      derivation.assume(.poissonArrivals)
      for fact in shape.inputs { derivation.use(fact.column, fact.row, of: topology) }
      if shape.isBeyondFit { derivation.omit(.statedVariation) }
    }
  }

  private func addCopies(_ party: Int, _ load: LoadCase, to derivation: inout Derivation) {
    derivation.assume(.evenSpread)
    let copies = ReplicaCount(ofParty: party, load.replicas, topology: topology).count
    guard copies.high > 1 else { return }
    if Quorum.isOpen(party, topology) {
      derivation.lack(Facts.Party.replicationTopology, party, of: topology)
      if topology.word(Columns.replicationMode, party) == nil { derivation.omit(.copies) }
    } else if Quorum.applies(toStore: party, copies, topology) {
      for column in [Columns.replicationReadQuorum, Columns.writeQuorum]
      where derivation.number(column, party, of: topology) == nil {
        derivation.lack(column, party, of: topology)
      }
    } else if topology.word(Columns.replicationMode, party) != nil {
      derivation.use(Columns.replicationMode, party, of: topology)
    } else {
      derivation.omit(.copies)
    }
  }

  private func addBalancing(_ party: Int, _ load: LoadCase, to derivation: inout Derivation) {
    guard ReplicaCount(ofParty: party, load.replicas, topology: topology).count.high > 1 else { return }
    if topology.state(Columns.loadBalancing, party) == .value {
      derivation.use(Columns.loadBalancing, party, of: topology)
    } else {
      derivation.lack(Columns.loadBalancing, party, of: topology)
    }
  }
}
