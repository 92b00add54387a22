import Topology

/// Services, and queues and third parties that state what they need: every request takes any free server.
struct ServiceStation {
  let party: Int
  private let topology: Topology
  private let nodes: DemandNodes
  private let intake: PartitionedIntake
  private let scalability: Scalability

  init(party: Int, _ maker: StationMaker) {
    self.party = party
    topology = maker.topology
    nodes = maker.nodes
    intake = PartitionedIntake(ofParty: party, maker)
    scalability = Scalability(ofParty: party, topology: topology)
  }

  /// The station; `nil` for what has no servers of its own.
  func station(_ replicas: LoadCase.Replicas) -> Station? {
    guard hasServers else { return nil }
    let copies = ReplicaCount(ofParty: party, replicas, topology: topology)
    return station(copies.count, copies.derivation)
  }

  /// The station with so many replicas.
  func station(withReplicas count: Double) -> Station? {
    hasServers ? station(Interval(count), Derivation()) : nil
  }

  /// A measured throughput holds where service times or servers are not all known.
  private func station(_ copies: Interval, _ counted: Derivation) -> Station {
    var counted = counted
    counted.add(intake.derivation)
    counted.add(scalability.derivation)
    let byTime = timeStation(copies, counted)
    guard !byTime.isSettled, let throughput = topology.number(Facts.Party.throughputPerReplica, party) else {
      return byTime.station
    }
    counted.use(Facts.Party.throughputPerReplica, party, of: topology)
    let one = scalability.efficiency(copies) * throughput
    let terms = nodes.entrances(ofParty: party).map { Station.Term(node: $0, time: .one) }
    return Station(
      sides: sides(terms, servers: copies, of: one), formula: .throughputUtilization, derivation: counted)
  }

  /// All requests on all servers, and what comes from one partition on one of them.
  ///
  /// - Parameter one: what one server can do; 1 where terms are times.
  private func sides(_ terms: [Station.Term], servers: Interval, of one: Interval) -> [Station.Side] {
    let usable = intake.partitions.map { Interval.min(servers, $0) } ?? servers
    let all = Station.Side(kind: .requests, terms: terms, capacity: usable * one)
    guard let share = intake.busiestShare, let partitions = intake.partitions, share.high > 1 / partitions.low else {
      return [all]
    }
    let hot = terms.map { term in
      var hot = term
      hot.part = share
      return hot
    }
    return [all, Station.Side(kind: .busiestPartition, terms: hot, capacity: .min(servers, .one) * one)]
  }

  private var hasServers: Bool {
    let mayHaveNone =
      topology.kind(ofParty: party) != .service || topology.flag(Columns.external, party) == true
    guard mayHaveNone else { return true }
    return ServiceMean(of: EntityID(.party, party), topology: topology) != nil
      || topology.number(Facts.Party.throughputPerReplica, party) != nil
      || topology.operations(ofParty: party).contains {
        ServiceMean(of: EntityID(.operation, Int($0)), topology: topology) != nil
      }
  }

  private func timeStation(_ copies: Interval, _ counted: Derivation) -> (station: Station, isSettled: Bool) {
    let slower = Interval.one / scalability.efficiency(copies)
    let terms = workTerms().map { term in
      var term = term
      // Nodes that get in each other's way take longer for the same work.
      term.time = term.time * slower
      return term
    }
    var derivation = counted
    let workers = Workers(ofParty: party, topology: topology)
    derivation.add(workers.derivation)
    let sides = sides(terms, servers: copies * workers.count, of: .one)
    let isSettled = workers.count.isPoint && terms.allSatisfy(\.missing.isEmpty)
    return (Station(sides: sides, formula: .utilization, derivation: derivation), isSettled)
  }

  /// Each operation with its own service time, or the component's; calls that name no operation with the component's.
  private func workTerms() -> [Station.Term] {
    let operations = topology.operations(ofParty: party).map { row in
      term(nodes.operation(Int(row)), Facts.Operation.serviceTimeMean, Int(row))
    }
    return operations + [term(nodes.unnamed(party), Facts.Party.serviceTimeMean, party)]
  }

  private func term(_ node: Int, _ column: ColumnID, _ row: Int) -> Station.Term {
    for entity in [EntityID(column.table, row), EntityID(.party, party)] {
      guard let mean = ServiceMean(of: entity, topology: topology) else { continue }
      return Station.Term(node: node, time: Interval(mean.seconds), inputs: mean.inputs)
    }
    return Station.Term(
      node: node, time: .unbounded, missing: [topology.shortestUnstated(FactID(column, row: row))])
  }
}
