import GraphAlgorithms
import Topology

/// The part of the demand graph along which somebody waits.
final class SynchronousCalls: Sendable {
  let network: DemandNetwork
  private let waits: [Bool]
  let components: Components
  /// All nodes, callees before callers, the members of a loop together.
  let calleesFirst: [Int32]

  init(_ network: DemandNetwork, _ topology: Topology) {
    let waits = network.edges.map { SynchronousReach.waits($0, topology) }
    let edges = network.edges.indices.lazy.filter { waits[$0] }.map { network.edges[$0] }
    self.network = network
    self.waits = waits
    let components = Components(
      of: IndexGraph(
        count: network.nodes.count, edges: edges.map { (source: $0.source, target: $0.target) }))
    self.components = components
    calleesFirst = (0..<components.count).flatMap { components.members(of: $0) }
  }

  /// Whether the edge at a position is waited for.
  func waits(at position: Int) -> Bool { waits[position] }

  /// The edges that leave a node and are waited for.
  func calls(from node: Int) -> [DemandEdge] {
    network.outgoing(node).compactMap { waits[$0] ? network.edges[$0] : nil }
  }

  /// Whether an edge stays in a loop.
  func isInLoop(_ edge: DemandEdge) -> Bool {
    let component = components.component(of: Int(edge.source))
    return components.component(of: Int(edge.target)) == component && components.isCyclic(component)
  }
}
