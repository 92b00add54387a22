import GraphAlgorithms
import Topology

/// The whole system as fluids while all bursts come, at one end of what is known: what each component's servers take,
/// what waits, and what they hand on.
///
/// A component that cannot follow hands on no more than it serves. In a cycle of components demand goes round as it
/// would without waits.
struct FluidNetwork: Sendable {
  /// The lines of a component's sides; `nil` without servers or without load.
  private(set) var lines: [[FluidQueue]?]
  /// What comes along each link that leaves a queue.
  private(set) var messages: [Int32: Fluid] = [:]
  private let topology: Topology
  private let demand: Demand
  private let bound: Bound
  private let least: StationTable
  private let byScaling: StationTable
  private var arrivals: [Fluid?]

  /// - Parameters:
  ///   - least: the stations with the fewest replicas.
  ///   - byScaling: the stations with those that scaling brings.
  init(_ demand: Demand, least: StationTable, byScaling: StationTable, _ bound: Bound) {
    topology = demand.topology
    self.demand = demand
    self.least = least
    self.byScaling = byScaling
    self.bound = bound
    lines = [[FluidQueue]?](repeating: nil, count: topology.count(.party))
    arrivals = [Fluid?](repeating: nil, count: demand.network.nodes.count)
    let courses = demand.workloads.enumerated().map { workload, own in
      WorkloadCourse(ofWorkload: workload, own, bound, topology: topology).fluid
    }
    for (workload, fluid) in zip(demand.workloads, courses) {
      if let entry = workload.entry { add(fluid, at: entry) }
    }
    // What enters nobody knows where may be anywhere.
    let isOpen =
      bound == .worst && zip(demand.workloads, courses).contains { $0.entry == nil && !$1.isNothing }
    if isOpen {
      for node in arrivals.indices { arrivals[node] = .endless }
    }
    let parties = PartyOrder(demand.network, topology)
    for party in parties.callersFirst where topology.kind(ofParty: party) != .client {
      let isCyclic = parties.isCyclic(party)
      if isCyclic, !isOpen { setOffered(party, courses) }
      serve(party, throttles: !isCyclic) { !parties.areTogether(party, $0) }
    }
  }

  /// What comes at a node of the demand graph.
  func arrivals(at node: Int) -> Fluid { arrivals[node] ?? .nothing }

  private mutating func add(_ fluid: Fluid, at node: Int) {
    guard !fluid.isNothing else { return }
    arrivals[node] = arrivals[node].map { $0 + fluid } ?? fluid
  }

  /// Visits of each workload times its requests.
  private mutating func setOffered(_ party: Int, _ courses: [Fluid]) {
    for node in demand.network.nodes.everything(ofParty: party, in: topology) {
      arrivals[node] = zip(demand.visits(.nothingFails), courses).reduce(.nothing) {
        $0 + $1.1 * bound.of($1.0[node])
      }
    }
  }

  private mutating func serve(
    _ party: Int, throttles: Bool, handsOnTo isOutside: (Int) -> Bool
  ) {
    let nodes = demand.network.nodes
    let working = nodes.everything(ofParty: party, in: topology).filter { arrivals[$0] != nil }
    guard !working.isEmpty else { return }
    // A measured throughput is that of all requests, whatever their operation.
    if !nodes.isStore(party) { arrivals[nodes.party(party)] = working.reduce(.nothing) { $0 + arrivals(at: $1) } }
    let lines = self.lines(of: party)
    self.lines[party] = lines
    // Only what has one line can be said to hold back what it hands on.
    let line = throttles && lines?.count == 1 ? lines?.first : nil
    var served = Fluid.nothing
    for node in working {
      let own = arrivals(at: node)
      let out = line.map { Fluid(rate: $0.outflow(of: own), batch: 0) } ?? own
      handOn(out, from: node, isOutside)
      served = served + out
    }
    if !nodes.isStore(party) { handOn(served, from: nodes.party(party), isOutside) }
  }

  private mutating func handOn(_ fluid: Fluid, from node: Int, _ isOutside: (Int) -> Bool) {
    let network = demand.network
    for position in network.outgoing(node) {
      let edge = network.edges[position]
      let target = network.nodes.party(ofNode: Int(edge.target), in: topology)
      guard edge.link >= 0 else { continue }
      let along = fluid * bound.of(edge.gain)
      if topology.kind(ofParty: topology.source(ofLink: Int(edge.link))) == .queue {
        messages[edge.link] = messages[edge.link].map { $0 + along } ?? along
      }
      if isOutside(target) { add(along, at: Int(edge.target)) }
    }
  }

  private func lines(of party: Int) -> [FluidQueue]? {
    guard let least = least[party], let most = byScaling[party] else { return nil }
    let scaling = ScalingCourse(topology: topology, party: party, bound: bound)
    return zip(least.sides, most.sides).map { least, most in
      let work = least.terms.reduce(Fluid.nothing) { $0 + arrivals(at: $1.node) * bound.of($1.work) }
      let servers = scaling.servers(
        least: least.capacity, most: most.capacity, work: work.rate, isSudden: work.batch > 0)
      return FluidQueue(
        arrivals: work.rate, capacity: servers, batch: work.batch, limit: mostWaiting(party, least, work))
    }
  }

  /// The work that may wait in front of a component; what a queue keeps for it is not refused.
  private func mostWaiting(_ party: Int, _ side: Station.Side, _ work: Fluid) -> Double {
    let isFedByQueue = topology.incoming(ofParty: party).contains {
      topology.kind(ofParty: topology.source(ofLink: Int($0))) == .queue
    }
    guard !isFedByQueue, let places = LineLimit.places(ofParty: party, topology) else { return .infinity }
    let copies = bound.ofSupply(ReplicaCount(ofParty: party, .least, topology: topology).count)
    let requests = side.terms.reduce(Fluid.nothing) { $0 + arrivals(at: $1.node) * bound.of($1.part) }
    let time = Interval.quotient(work.rate.highest, requests.rate.highest)
    return Interval.product(places.waiting(servers: bound.ofSupply(side.capacity), copies: copies), time)
  }
}

/// The components, callers before callees.
private struct PartyOrder {
  private let components: Components

  init(_ network: DemandNetwork, _ topology: Topology) {
    let edges = network.edges.lazy.filter { $0.link >= 0 }.map { edge in
      (
        source: Int32(network.nodes.party(ofNode: Int(edge.source), in: topology)),
        target: Int32(network.nodes.party(ofNode: Int(edge.target), in: topology))
      )
    }
    components = Components(of: IndexGraph(count: topology.count(.party), edges: Array(edges)))
  }

  var callersFirst: [Int] {
    (0..<components.count).reversed().flatMap { components.members(of: $0).map(Int.init) }
  }

  func isCyclic(_ party: Int) -> Bool { components.isCyclic(components.component(of: party)) }

  func areTogether(_ a: Int, _ b: Int) -> Bool { components.component(of: a) == components.component(of: b) }
}
