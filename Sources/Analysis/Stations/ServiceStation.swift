import Topology

/// Services, and queues and third parties that state what they need: every request takes any free server.
final class ServiceStation: Sendable {
  private let party: Int
  private let topology: Topology
  private let intake: PartitionedIntake
  private let scalability: Scalability
  private let workers: Workers
  private let hasServers: Bool
  /// Of one node: each operation with its own service time, or the component's; calls that name no operation with the component's.
  private let terms: [Station.Term]
  /// Of a measured throughput.
  private let entrances: [Station.Term]
  private let isSettled: Bool
  /// Requests over time that one replica can serve by its servers and the longest of its service times.
  private let promised: Double

  init(party: Int, _ maker: StationMaker) {
    let topology = maker.topology
    self.party = party
    self.topology = topology
    intake = PartitionedIntake(ofParty: party, maker)
    scalability = Scalability(ofParty: party, topology: topology)
    workers = Workers(ofParty: party, topology: topology)
    let times = ServiceTerms(party: party, topology: topology)
    hasServers = times.haveServers
    terms = hasServers ? times.all(maker.nodes) : []
    entrances = maker.nodes.entrances(ofParty: party).map { Station.Term(node: $0, time: .one) }
    let longest = terms.reduce(0) { max($0, $1.time.high) }
    promised = longest > 0 ? workers.count.low / longest : .infinity
    isSettled = workers.count.isPoint && terms.allSatisfy { $0.missing.isEmpty }
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

  /// A measured throughput holds where service times or servers are not all known, and where it is less than these promise.
  private func station(_ copies: Interval, _ counted: Derivation) -> Station {
    var counted = counted
    counted.add(intake.derivation)
    counted.add(scalability.derivation)
    guard let throughput = topology.number(Facts.Party.throughputPerReplica, party), !isSettled || throughput < promised
    else {
      return timeStation(copies, counted)
    }
    counted.use(Facts.Party.throughputPerReplica, party, of: topology)
    let one = scalability.efficiency(copies) * throughput
    return Station(
      sides: sides(entrances, servers: copies, of: one), formula: .throughputUtilization, derivation: counted)
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

  private func timeStation(_ copies: Interval, _ counted: Derivation) -> Station {
    var derivation = counted
    derivation.add(workers.derivation)
    let servers = copies * workers.count
    return Station(
      sides: sides(terms(of: copies), servers: servers, of: .one), formula: .utilization, derivation: derivation)
  }

  /// Nodes that get in each other's way take longer for the same work.
  private func terms(of copies: Interval) -> [Station.Term] {
    let slower = Interval.one / scalability.efficiency(copies)
    guard slower != .one else { return terms }
    return terms.map { term in
      var term = term
      term.time = term.time * slower
      return term
    }
  }
}

/// The times that a service says its requests take of its servers.
private struct ServiceTerms {
  let party: Int
  let topology: Topology

  /// Whether they take any at all.
  var haveServers: Bool {
    let mayHaveNone =
      topology.kind(ofParty: party) != .service || topology.flag(Columns.external, party) == true
    guard mayHaveNone else { return true }
    return ServiceMean(of: EntityID(.party, party), topology: topology) != nil
      || topology.number(Facts.Party.throughputPerReplica, party) != nil
      || topology.operations(ofParty: party).contains {
        ServiceMean(of: EntityID(.operation, Int($0)), topology: topology) != nil
      }
  }

  func all(_ nodes: DemandNodes) -> [Station.Term] {
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
