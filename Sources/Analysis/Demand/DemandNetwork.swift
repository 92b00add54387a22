import GraphAlgorithms
import Topology

/// The demand graph: nodes, edges grouped by source, and its cycles.
final class DemandNetwork: Sendable {
  let nodes: DemandNodes
  let edges: [DemandEdge]
  /// What fails by the stated rates.
  let failures: CallFailures
  private let offsets: [Int32]
  let graph: IndexGraph
  let components: Components
  /// All nodes, callers before callees, the members of a loop together.
  let callersFirst: [Int32]

  convenience init(of topology: Topology) {
    var collector = EdgeCollector(topology: topology)
    collector.collect()
    self.init(collector.nodes, collector.edges, collector.failures)
  }

  private init(_ nodes: DemandNodes, _ edges: [DemandEdge], _ failures: CallFailures) {
    self.nodes = nodes
    self.failures = failures
    (self.edges, offsets) = Self.grouped(edges, count: nodes.count)
    graph = IndexGraph(count: nodes.count, edges: edges.lazy.map { (source: $0.source, target: $0.target) })
    let components = Components(of: graph)
    self.components = components
    callersFirst = (0..<components.count).reversed().flatMap { components.members(of: $0) }
  }

  /// The same graph with other attempts.
  private init(_ other: DemandNetwork, _ edges: [DemandEdge], _ failures: CallFailures) {
    self.edges = edges
    self.failures = failures
    nodes = other.nodes
    offsets = other.offsets
    graph = other.graph
    components = other.components
    callersFirst = other.callersFirst
  }

  /// The same nodes with some of the edges.
  func filtered(_ isKept: (DemandEdge) -> Bool) -> DemandNetwork {
    DemandNetwork(nodes, edges.filter(isKept), failures)
  }

  /// The same graph with attempts that fail otherwise.
  ///
  /// - Parameters:
  ///   - accepted: by component, the share of its requests that it works on; empty for all of them.
  ///   - hedged: by link, the share of its attempts that a second request follows; empty for none.
  func with(
    _ failures: CallFailures, accepted: [Interval], hedged: some Collection<Interval>, of topology: Topology
  ) -> DemandNetwork {
    let hedged = Array(hedged)
    var changed = edges
    for position in edges.indices where edges[position].link >= 0 {
      let edge = edges[position]
      let link = Int(edge.link)
      var gain = edge.gain
      // A look-up in the cache beside a link is no attempt of the link.
      if nodes.party(ofNode: Int(edge.target), in: topology) == topology.target(ofLink: link) {
        let attempts = Attempts(ofLink: link, topology: topology, lists: .nothing)
        gain = edge.calls * attempts.expected(failures.ofAttempts(link)) * edge.items
        if !hedged.isEmpty { gain = gain * (hedged[link] + .one) }
      }
      if !accepted.isEmpty { gain = gain * accepted[nodes.party(ofNode: Int(edge.source), in: topology)] }
      changed[position].gain = gain
    }
    return DemandNetwork(self, changed, failures)
  }

  /// The same graph with every attempt failing.
  func withEveryAttemptFailing(of topology: Topology) -> DemandNetwork {
    var changed = edges
    for position in edges.indices where edges[position].link >= 0 {
      let edge = edges[position]
      let link = Int(edge.link)
      guard nodes.party(ofNode: Int(edge.target), in: topology) == topology.target(ofLink: link) else { continue }
      let most = Attempts(ofLink: link, topology: topology, lists: .nothing).bounded
      changed[position].gain = edge.calls * (most ?? 1) * edge.items
      changed[position].lacksRetry = most == nil
    }
    return DemandNetwork(self, changed, failures)
  }

  /// The positions of the edges that leave a node.
  func outgoing(_ node: Int) -> Range<Int> { Int(offsets[node])..<Int(offsets[node + 1]) }

  /// Edges by source, in their order, with the offsets of each source.
  private static func grouped(_ edges: [DemandEdge], count: Int) -> ([DemandEdge], [Int32]) {
    var offsets = [Int32](repeating: 0, count: count + 1)
    for edge in edges { offsets[Int(edge.source) + 1] += 1 }
    for node in 0..<count { offsets[node + 1] += offsets[node] }
    var next = offsets
    var positions = [Int32](repeating: 0, count: edges.count)
    for (index, edge) in edges.enumerated() {
      positions[Int(next[Int(edge.source)])] = Int32(index)
      next[Int(edge.source)] += 1
    }
    return (positions.map { edges[Int($0)] }, offsets)
  }
}
