import Topology

extension CapacityAnalysis {
  /// The share of time that the servers of a component are busy; above 1 where they cannot follow.
  ///
  /// Of a store, that of its busiest copy. Not applicable to clients, and to queues and third parties that state no
  /// service time.
  public func utilization(ofParty party: Int, at load: LoadCase = .rate) -> Estimate {
    guard let station = state.station(party, load.replicas) else { return .notApplicable }
    return utilization(of: station, party, load)
  }

  /// The share of time that a store's leaders are busy with writes alone. Not applicable to others.
  public func writeUtilization(ofParty party: Int, at load: LoadCase = .peak) -> Estimate {
    guard let station = state.stationMaker.writeStation(party, load.replicas) else { return .notApplicable }
    return utilization(of: station, party, load)
  }

  /// Utilization at peak after the growth until `system.horizon`, with today's replicas.
  public func utilizationAtHorizon(ofParty party: Int) -> Estimate { utilization(ofParty: party, at: .horizon) }

  /// `writeUtilization` at peak after the growth until `system.horizon`.
  public func writeUtilizationAtHorizon(ofParty party: Int) -> Estimate {
    writeUtilization(ofParty: party, at: .horizon)
  }

  /// Running copies in a load case.
  public func replicas(ofParty party: Int, at load: LoadCase) -> Estimate {
    guard topology.kind(ofParty: party) != .client else { return .notApplicable }
    let replicas = ReplicaCount(ofParty: party, load.replicas, topology: topology)
    return replicas.derivation.estimate(replicas.count, .stated)
  }

  /// Requests that a component works on at the same time: of a store, at one copy of all partitions.
  public func servers(ofParty party: Int, at load: LoadCase) -> Estimate {
    guard let station = state.station(party, load.replicas), station.formula == .utilization else {
      return .notApplicable
    }
    return station.derivation.estimate(station.sides.first?.capacity, .servers)
  }

  // MARK: As rules name them

  /// `arrivalRate` at peak.
  public func peakArrivalRate(ofParty party: Int) -> Estimate { arrivalRate(ofParty: party, at: .peak) }

  /// `utilization` at peak, with the replicas that scaling brings.
  public func peakUtilization(ofParty party: Int) -> Estimate { utilization(ofParty: party, at: .peak) }

  /// Utilization at peak with the most replicas, whatever brings them.
  public func utilizationAtMax(ofParty party: Int) -> Estimate { utilization(ofParty: party, at: .peakAtMost) }

  /// `writeRate` at peak.
  public func peakWriteRate(ofParty party: Int) -> Estimate { writeRate(ofParty: party, at: .peak) }

  // MARK: Parts

  /// The planned utilization: stated, or the assumed 70 %.
  func targetUtilization(_ derivation: inout Derivation) -> Double {
    if let stated = derivation.number(Facts.System.targetUtilization, 0, of: topology) { return stated }
    derivation.assume(.targetUtilization)
    return 0.7
  }

  func utilization(of station: Station, _ party: Int, _ load: LoadCase) -> Estimate {
    guard topology.count(.workload) > 0 else { return .notApplicable }
    let rates = state.rates(load)
    let value = station.utilization { rates[$0] * load.factor }
    var derivation = Derivation()
    addWork(of: station, party, load, to: &derivation)
    if value.isPoint, load.failures == .nothingFails { derivation.forgetMissing() }
    return derivation.estimate(value, load.demand == .horizon ? .growth : station.formula)
  }

  /// Adds what a station's work in a load case rests on.
  func addWork(of station: Station, _ party: Int, _ load: LoadCase, to derivation: inout Derivation) {
    let rates = state.rates(load)
    station.add(to: &derivation, of: topology) { rates[$0] }
    addDemand(at: state.nodes.everything(ofParty: party, in: topology), ofParty: party, load, to: &derivation)
  }
}

extension DemandNodes {
  /// The nodes of a component that ask for work of their own.
  func everything(ofParty party: Int, in topology: Topology) -> [Int] {
    if isStore(party) { return entrances(ofParty: party) }
    let operations = topology.operations(ofParty: party)
    var nodes: [Int] = []
    nodes.reserveCapacity(operations.count + 1)
    for row in operations { nodes.append(operation(Int(row))) }
    nodes.append(unnamed(party))
    return nodes
  }
}
