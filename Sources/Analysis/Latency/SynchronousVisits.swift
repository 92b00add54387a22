import GraphAlgorithms
import Topology

/// How often one request comes to the nodes that its client waits for.
struct SynchronousVisits {
  let callersFirst: [Int]
  private let demand: Demand
  private let bound: Bound
  private var visits: [Int: Double] = [:]
  private var parallel: Set<Int> = []

  init(from entry: Int, _ waitedFor: [Int], _ demand: Demand, _ bound: Bound) {
    self.demand = demand
    self.bound = bound
    let components = demand.network.components
    callersFirst = waitedFor.sorted { (components.component(of: $1), $0) < (components.component(of: $0), $1) }
    visits[entry] = 1
    var index = 0
    while index < callersFirst.count {
      let component = components.component(of: callersFirst[index])
      let end = callersFirst[index...].firstIndex { components.component(of: $0) != component } ?? callersFirst.count
      if components.isCyclic(component) { settle(component) }
      for node in callersFirst[index..<end] { push(node, component) }
      index = end
    }
  }

  subscript(node: Int) -> Double { visits[node] ?? 0 }

  func isParallel(_ node: Int) -> Bool { parallel.contains(node) }

  func overlaps(_ link: Int) -> Bool { demand.topology.text(Facts.Link.parallel, link) != nil }

  /// The links along which a node waits, each once.
  func links(from node: Int) -> [Int] {
    var links: [Int] = []
    for edge in waiting(from: node) where edge.link >= 0 && links.last != Int(edge.link) {
      links.append(Int(edge.link))
    }
    return links
  }

  /// Calls over the network: those to the link's target, not to the cache beside it.
  func calls(alongLink link: Int, from node: Int) -> Double {
    let target = demand.topology.target(ofLink: link)
    return waiting(from: node)
      .filter {
        $0.link == link && demand.network.nodes.party(ofNode: Int($0.target), in: demand.topology) == target
      }
      .reduce(0) { $0 + Interval.product(self[node], bound.of($1.calls)) }
  }

  private func waiting(from node: Int) -> [DemandEdge] {
    demand.network.outgoing(node).map { demand.network.edges[$0] }
      .filter { $0.calls.high > 0 && SynchronousReach.waits($0, demand.topology) }
  }

  private mutating func settle(_ component: Int) {
    let members = demand.network.components.members(of: component)
    let mode = GainMode(isHigh: bound == .worst)
    let solution = LoopSolver(network: demand.network, mode: mode)
      .solve(component: component, entering: members.map { visits[Int($0)] ?? 0 })
    for (index, node) in members.enumerated() { visits[Int(node)] = solution?[index] ?? .infinity }
  }

  /// Hands the visits of a settled node on, but not round its own loop once more.
  private mutating func push(_ node: Int, _ component: Int) {
    for edge in waiting(from: node) {
      let target = Int(edge.target)
      if isParallel(node) || edge.link >= 0 && overlaps(Int(edge.link)) { parallel.insert(target) }
      guard demand.network.components.component(of: target) != component else { continue }
      visits[target, default: 0] += Interval.product(self[node], bound.of(edge.calls))
    }
  }
}
