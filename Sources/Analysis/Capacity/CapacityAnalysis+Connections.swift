import Topology

extension CapacityAnalysis {
  /// The connections that all replicas of all callers may open to a component together, at their most replicas.
  public func connectionsDemanded(ofParty party: Int) -> Estimate {
    let callers = Set(topology.incoming(ofParty: party).map { topology.source(ofLink: Int($0)) }).sorted()
      .filter { topology.kind(ofParty: $0) != .client }
    let isOpen = topology.flag(Facts.Party.linksComplete, party) == false
    guard !callers.isEmpty || isOpen else { return .notApplicable }
    var derivation = Derivation()
    var total = isOpen ? Interval.unbounded : .zero
    if isOpen { derivation.lack(FactID(Facts.Party.linksComplete, row: party)) }
    for caller in callers {
      guard let rows = topology.rows(Columns.pools, caller) else {
        derivation.lack(Columns.pools, caller, of: topology)
        total = total + .unbounded
        continue
      }
      for row in rows where topology.reference(Facts.Pool.for, row)?.row == party {
        let copies = ReplicaCount(ofParty: caller, .most, topology: topology)
        derivation.add(copies.derivation)
        let most = derivation.number(Columns.poolMost, row, of: topology)
        if most == nil { derivation.lack(Columns.poolMost, row, of: topology) }
        total = total + copies.count * (most.map { Interval($0) } ?? .atLeastOne)
      }
    }
    if total.isPoint { derivation.forgetMissing() }
    return derivation.estimate(total, .connectionsDemanded)
  }

  /// The same as a share of the connections that the component accepts.
  public func connectionUse(ofParty party: Int) -> Estimate {
    let demanded = connectionsDemanded(ofParty: party)
    guard demanded.isApplicable else { return .notApplicable }
    var derivation = Derivation()
    derivation.add(demanded)
    guard let most = derivation.number(Columns.maxConnections, party, of: topology) else {
      guard topology.state(Columns.maxConnections, party) == .unknown else { return .notApplicable }
      derivation.lack(Columns.maxConnections, party, of: topology)
      return derivation.estimate(nil, .connectionUse)
    }
    return derivation.estimate((demanded.value ?? .unbounded) / Interval(most), .connectionUse)
  }

  /// Requests that a component works on or that wait at it on the average: connections that are busy (Little 1961).
  public func busyConnections(ofParty party: Int, at load: LoadCase = .peak) -> Estimate {
    let response = responseTime(ofParty: party, at: load).mean
    guard response.isApplicable else { return .notApplicable }
    let rate = arrivalRate(ofParty: party, at: load)
    var derivation = Derivation()
    derivation.add(response)
    derivation.add(rate)
    let value = (rate.value ?? .unbounded) * (response.value ?? .unbounded)
    if value.isPoint { derivation.forgetMissing() }
    return derivation.estimate(value, .busyConnections)
  }
}

extension Formula {
  static let connectionsDemanded = Formula("sum over the callers of most replicas × pool", source: "definition")
  static let connectionUse = Formula("connections demanded / connections accepted", source: "definition")
  static let busyConnections = Formula("arrival rate × response time", source: "Little 1961")
}
