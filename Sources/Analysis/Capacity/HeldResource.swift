import Topology

/// Threads or connections, of which a request holds one until everything it waits for has answered.
///
/// The most that they carry is the throughput of a closed network: as many clients as there are of them, who never pause, at the
/// stations that a request visits meanwhile (Rolia and Sevcik 1995, method of layers; product form).
struct HeldResource {
  var kind: LimitKind
  var party: Int
  var dependency: Int?
  /// How many there are.
  var count: Interval
  /// Where requests take one, with how many they take for each request at the node that asks.
  var entries: [Entry]
  /// The component's own servers, used while holding; infinite where the threads are the servers.
  var ownServers: Interval?
  /// Of threads: the connections that are waited for, and held, meanwhile.
  var pools: [HeldResource] = []
  var derivation: Derivation

  struct Entry {
    /// The node of the demand graph whose requests ask.
    var asking: Int
    var each: Interval
    /// The node where the request is worked on meanwhile.
    var node: Int
    /// Seconds on the way there and back.
    var network = Interval.zero
  }
}

/// What tells of threads and connections, and what is visited while they are held, whatever the load: it is there before the
/// rates of closed workloads are.
protocol HeldStructure {
  var topology: Topology { get }
  /// The calls between components.
  var calls: DemandNetwork { get }
  /// The station of one component; `nil` for what has no servers of its own.
  func station(_ party: Int, _ replicas: LoadCase.Replicas) -> Station?
  /// Seconds there and back along a link.
  func networkTime(_ link: Int) -> Interval
}

extension AnalysisState: HeldStructure {
  var calls: DemandNetwork { demand.network }
}

/// Finds the threads and connections of a component.
struct HeldResourceReader {
  let structure: any HeldStructure
  let replicas: LoadCase.Replicas

  private var topology: Topology { structure.topology }
  private var nodes: DemandNodes { structure.calls.nodes }

  init(_ structure: any HeldStructure, replicas: LoadCase.Replicas) {
    self.structure = structure
    self.replicas = replicas
  }

  init(analysis: CapacityAnalysis, replicas: LoadCase.Replicas) { self.init(analysis.state, replicas: replicas) }

  func resources(ofParty party: Int) -> [HeldResource] {
    [threads(party), connections(party)].compactMap(\.self) + pools(party)
  }

  /// Requests in progress, where they wait for others or there are fewer of them than workers.
  func threads(_ party: Int) -> HeldResource? {
    var derivation = Derivation()
    guard let concurrency = derivation.number(Facts.Party.concurrency, party, of: topology),
      topology.kind(ofParty: party) == .service,
      structure.station(party, replicas)?.formula == .utilization
    else { return nil }
    let entrances = topology.operations(ofParty: party).map { nodes.operation(Int($0)) } + [nodes.unnamed(party)]
    let workers = derivation.number(Facts.Party.workers, party, of: topology)
    guard entrances.contains(where: waits(atNode:)) || (workers ?? 0) > concurrency else { return nil }
    let copies = ReplicaCount(ofParty: party, replicas, topology: topology)
    derivation.add(copies.derivation)
    return HeldResource(
      kind: .threads, party: party, count: copies.count * concurrency,
      entries: entrances.map { HeldResource.Entry(asking: $0, each: .one, node: $0) },
      ownServers: workers.map { copies.count * $0 } ?? Interval(.infinity), pools: pools(party),
      derivation: derivation)
  }

  /// Whether a service waits for others with nobody knows how many threads.
  func leavesThreadsOpen(_ party: Int) -> Bool {
    topology.kind(ofParty: party) == .service && topology.number(Facts.Party.concurrency, party) == nil && waits(party)
  }

  /// Whether a component has calls that it waits for.
  func waits(_ party: Int) -> Bool { nodes.everything(ofParty: party, in: topology).contains { waits(atNode: $0) } }

  private func waits(atNode node: Int) -> Bool {
    let network = structure.calls
    let party = nodes.party(ofNode: node, in: topology)
    return [node, nodes.party(party)].contains { node in
      network.outgoing(node).contains { position in
        let edge = network.edges[position]
        return edge.link >= 0 && edge.gain.high > 0 && SynchronousReach.waits(edge, topology)
      }
    }
  }

  private func connections(_ party: Int) -> HeldResource? {
    var derivation = Derivation()
    guard let most = derivation.number(Columns.maxConnections, party, of: topology), most.isFinite else { return nil }
    let entrances = nodes.everything(ofParty: party, in: topology)
    return HeldResource(
      kind: .connections, party: party, count: Interval(most),
      entries: entrances.map { HeldResource.Entry(asking: $0, each: .one, node: $0) }, ownServers: nil,
      derivation: derivation)
  }

  /// The connections that a component keeps for those that it calls.
  func pools(_ party: Int) -> [HeldResource] {
    guard let rows = topology.rows(Columns.pools, party) else { return [] }
    let copies = ReplicaCount(ofParty: party, replicas, topology: topology)
    return rows.compactMap { row in
      guard let dependency = topology.reference(Facts.Pool.for, row)?.row else { return nil }
      var derivation = copies.derivation
      let most = derivation.number(Columns.poolMost, row, of: topology)
      if most == nil { derivation.lack(Columns.poolMost, row, of: topology) }
      guard most?.isFinite ?? true else { return nil }
      return HeldResource(
        kind: .pool, party: party, dependency: dependency,
        count: copies.count * (most.map { Interval($0) } ?? .atLeastOne), entries: calls(from: party, to: dependency),
        ownServers: nil, derivation: derivation)
    }
  }

  private func calls(from party: Int, to dependency: Int) -> [HeldResource.Entry] {
    let network = structure.calls
    return (nodes.everything(ofParty: party, in: topology) + [nodes.party(party)]).flatMap { node in
      network.outgoing(node).compactMap { position in
        let edge = network.edges[position]
        guard edge.link >= 0, nodes.party(ofNode: Int(edge.target), in: topology) == dependency,
          SynchronousReach.waits(edge, topology)
        else { return nil }
        return HeldResource.Entry(
          asking: node, each: edge.gain, node: Int(edge.target),
          network: structure.networkTime(Int(edge.link)))
      }
    }
  }
}
