import Topology

/// Services, and queues and third parties that state what they need: every request takes any free server.
struct ServiceStation {
  let party: Int
  let topology: Topology
  let nodes: DemandNodes

  /// The station; `nil` for what has no servers of its own.
  func station(_ replicas: LoadCase.Replicas) -> Station? {
    guard hasServers else { return nil }
    let copies = ReplicaCount(ofParty: party, replicas, topology: topology)
    return station(copies.count, copies.derivation)
  }

  /// The station with one replica.
  func oneReplica() -> Station? { hasServers ? station(.one, Derivation()) : nil }

  /// A measured throughput holds where service times or servers are not all known.
  private func station(_ copies: Interval, _ derivation: Derivation) -> Station {
    let byTime = timeStation(copies, derivation)
    guard !byTime.isSettled, let throughput = topology.number(Facts.Party.throughputPerReplica, party) else {
      return byTime.station
    }
    var derivation = derivation
    derivation.use(Facts.Party.throughputPerReplica, party, of: topology)
    let side = Station.Side(
      kind: .requests, terms: nodes.entrances(ofParty: party).map { Station.Term(node: $0, time: .one) },
      capacity: copies * throughput)
    return Station(sides: [side], formula: .throughputUtilization, derivation: derivation)
  }

  private var hasServers: Bool {
    let mayHaveNone =
      topology.kind(ofParty: party) != .service || topology.flag(Columns.external, party) == true
    guard mayHaveNone else { return true }
    return topology.number(Facts.Party.serviceTimeMean, party) != nil
      || topology.number(Facts.Party.throughputPerReplica, party) != nil
      || topology.operations(ofParty: party).contains {
        topology.number(Facts.Operation.serviceTimeMean, Int($0)) != nil
      }
  }

  private func timeStation(_ copies: Interval, _ counted: Derivation) -> (station: Station, isSettled: Bool) {
    let terms = workTerms()
    var derivation = counted
    let workers = Workers(ofParty: party, topology: topology)
    derivation.add(workers.derivation)
    let side = Station.Side(kind: .requests, terms: terms, capacity: copies * workers.count)
    let isSettled = workers.count.isPoint && terms.allSatisfy(\.missing.isEmpty)
    return (Station(sides: [side], formula: .utilization, derivation: derivation), isSettled)
  }

  /// Each operation with its own service time, or the component's; calls that name no operation with the component's.
  private func workTerms() -> [Station.Term] {
    let operations = topology.operations(ofParty: party).map { row in
      term(nodes.operation(Int(row)), Facts.Operation.serviceTimeMean, Int(row))
    }
    return operations + [term(nodes.unnamed(party), Facts.Party.serviceTimeMean, party)]
  }

  private func term(_ node: Int, _ column: ColumnID, _ row: Int) -> Station.Term {
    for (column, row) in [(column, row), (Facts.Party.serviceTimeMean, party)] {
      guard let time = topology.number(column, row) else { continue }
      return Station.Term(node: node, time: Interval(time), inputs: [FactID(column, row: row)])
    }
    return Station.Term(
      node: node, time: .unbounded, missing: [topology.shortestUnstated(FactID(column, row: row))])
  }
}
