import GraphAlgorithms
import Topology

/// How many calls in a row are waited for, at most, from each node of the demand graph. A loop has no end.
struct SynchronousDepths: Sendable {
  private let calls: SynchronousCalls
  private var depths: [PathValue]
  /// The position of the edge along which the longest chain goes on; -1 at its end.
  private var next: [Int32]

  init(_ calls: SynchronousCalls, _ topology: Topology) {
    self.calls = calls
    depths = [PathValue](repeating: .zero, count: calls.network.nodes.count)
    next = [Int32](repeating: -1, count: calls.network.nodes.count)
    for component in 0..<calls.components.count {
      let members = calls.components.members(of: component).map(Int.init)
      for node in members { compute(node, topology) }
      if calls.components.isCyclic(component) { settle(members) }
    }
  }

  subscript(node: Int) -> PathValue { depths[node] }

  /// The links of the longest chain from a node, in order; of a loop, until it comes round.
  func chain(from node: Int) -> [Int] {
    var links: [Int] = []
    var node = node
    var seen: Set<Int> = []
    while next[node] >= 0, seen.insert(node).inserted {
      let edge = calls.network.edges[Int(next[node])]
      if edge.link >= 0 { links.append(Int(edge.link)) }
      node = Int(edge.target)
    }
    return links
  }

  private mutating func compute(_ node: Int, _ topology: Topology) {
    for position in calls.network.outgoing(node) where calls.waits(at: position) {
      let edge = calls.network.edges[position]
      let depth = depths[Int(edge.target)].further
      let own = edge.link < 0 ? depth : PathValue(depth.value + .one, depth.derivation)
      if next[node] < 0 || own.value.low > depths[node].value.low { next[node] = Int32(position) }
      depths[node] = .max(depths[node], own)
    }
    if let open = OpenLinks(atNode: node, calls.network.nodes, topology) {
      depths[node] = .max(depths[node], .unknown(open.derivation))
    }
  }

  private mutating func settle(_ members: [Int]) {
    var deepest = members.map { depths[$0].further }.reduce(.zero, PathValue.max)
    deepest.value.high = .infinity
    for node in members { depths[node] = deepest }
  }
}
