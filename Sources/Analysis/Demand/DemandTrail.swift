import GraphAlgorithms
import Topology

/// What the rates at the nodes rest on: the weakest basis, the assumptions and the missing facts on any way from a
/// workload.
final class DemandTrail: Sendable {
  private let demand: Demand
  private let reached: TrailSpread
  /// Positions of the edges into each node, by target.
  private let incoming: Incoming

  init(_ demand: Demand, _ failures: LoadCase.Failures) {
    self.demand = demand
    var reached = TrailSpread(demand, failures)
    reached.spread()
    self.reached = reached
    incoming = Incoming(demand.network)
  }

  /// Adds what the rates at `nodes` rest on.
  func add(_ nodes: [Int], to derivation: inout Derivation) {
    for node in nodes where reached.isVisited[node] {
      if let basis = reached.basis[node] { derivation.weaken(to: basis) }
      derivation.assumptions.formUnion(reached.assumptions[node])
      for position in incoming[node] {
        let link = Int(demand.network.edges[Int(position)].link)
        guard link >= 0, reached.isVisited[Int(demand.network.edges[Int(position)].source)] else { continue }
        derivation.use(Facts.Link.visits, link, of: demand.topology)
      }
    }
    for node in nodes where reached.isVisited[node] {
      for fact in reached.missing[node] { derivation.lack(fact) }
    }
  }

  /// The links into a store that do not say whether they read or write.
  static func missingAccess(into store: Int, of topology: Topology) -> [FactID] {
    topology.incoming(ofParty: store)
      .filter { topology.state(Facts.Link.access, Int($0)) == .unknown }
      .map { FactID(Facts.Link.access, row: Int($0)) }
  }
}

/// What the nodes of the demand graph rest on, spread from the entries along the edges.
private struct TrailSpread: Sendable {
  private let demand: Demand
  private let network: DemandNetwork
  private(set) var isVisited: [Bool]
  private(set) var basis: [Basis?]
  private(set) var assumptions: [Assumptions]
  /// At most `mostMissing` for each node, those of the nearest links first.
  private(set) var missing: [[FactID]]

  init(_ demand: Demand, _ failures: LoadCase.Failures) {
    let count = demand.network.nodes.count
    self.demand = demand
    network = demand.network(failures)
    isVisited = [Bool](repeating: false, count: count)
    basis = [Basis?](repeating: nil, count: count)
    assumptions = [Assumptions](repeating: [], count: count)
    missing = [[FactID]](repeating: [], count: count)
    for visits in demand.visits(failures) {
      for node in visits.nodes { isVisited[Int(node)] = true }
    }
    for (workload, row) in zip(demand.workloads, demand.topology.rows(of: .workload)) {
      guard let entry = workload.entry else { continue }
      basis[entry] = Self.weaker(basis[entry], demand.topology.basis(Facts.Workload.entry, row))
    }
  }

  /// Callers before callees; the members of a loop get what any of them has.
  mutating func spread() {
    let components = demand.network.components
    for component in (0..<components.count).reversed() {
      let members = components.members(of: component)
      if components.isCyclic(component) {
        for node in members { push(node) }
      }
      for node in members { push(node) }
    }
  }

  private mutating func push(_ node: Int32) {
    let node = Int(node)
    guard isVisited[node] else { return }
    for position in network.outgoing(node) {
      let edge = network.edges[position]
      let target = Int(edge.target)
      basis[target] = Self.weaker(Self.weaker(basis[target], basis[node]), edge.basis)
      assumptions[target].formUnion(assumptions[node].union(edge.assumptions))
      guard missing[target].count < Self.mostMissing else { continue }
      if edge.isOpen { addMissing(missing(on: edge), at: target) }
      addMissing(missing[node], at: target)
    }
  }

  private static func weaker(_ a: Basis?, _ b: Basis?) -> Basis? {
    guard let a, let b else { return a ?? b }
    return max(a, b)
  }

  /// More missing facts than that help nobody, and at every component they would cost too much to collect.
  private static let mostMissing = 25

  private mutating func addMissing(_ facts: [FactID], at node: Int) {
    for fact in facts where missing[node].count < Self.mostMissing && !missing[node].contains(fact) {
      missing[node].append(fact)
    }
  }

  private func missing(on edge: DemandEdge) -> [FactID] {
    let topology = demand.topology
    let link = Int(edge.link)
    let failure = demand.network.failures.ofAttempts(link)
    var facts =
      edge.gain.isPoint
      ? [] : LinkGain(link: link, share: .one, failure: failure, topology: topology).derivation.missing
    if edge.lacksRetry {
      facts += Attempts(ofLink: link, topology: topology).derivation.missing
    }
    let store = topology.source(ofLink: link)
    guard topology.kind(ofParty: store) == .store else { return facts }
    if topology.word(Columns.role, store) == "cache", topology.state(Facts.Party.hitRate, store) == .unknown {
      facts.append(FactID(Facts.Party.hitRate, row: store))
    }
    return facts + DemandTrail.missingAccess(into: store, of: topology)
  }
}

/// The edges of the demand graph by target.
private struct Incoming: Sendable {
  private let offsets: [Int32]
  private let positions: [Int32]

  init(_ network: DemandNetwork) {
    var offsets = [Int32](repeating: 0, count: network.nodes.count + 1)
    for edge in network.edges { offsets[Int(edge.target) + 1] += 1 }
    for node in 0..<network.nodes.count { offsets[node + 1] += offsets[node] }
    var next = offsets
    var positions = [Int32](repeating: 0, count: network.edges.count)
    for (position, edge) in network.edges.enumerated() {
      positions[Int(next[Int(edge.target)])] = Int32(position)
      next[Int(edge.target)] += 1
    }
    self.offsets = offsets
    self.positions = positions
  }

  subscript(node: Int) -> ArraySlice<Int32> { positions[Int(offsets[node])..<Int(offsets[node + 1])] }
}
