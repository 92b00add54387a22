/// A directed graph over `0..<count` in compressed sparse rows. Parallel edges and self-loops are allowed.
public struct IndexGraph: Sendable {
  /// The number of nodes.
  public let count: Int
  @usableFromInline let offsets: [Int32]
  @usableFromInline let targets: [Int32]

  /// The graph of `edges`; successors of a node keep the order of the edges. O(count + edges).
  ///
  /// Precondition: both ends of every edge are in `0..<count`.
  @inlinable public init(count: Int, edges: some Collection<(source: Int32, target: Int32)>) {
    self.count = count
    var offsets = [Int32](repeating: 0, count: count + 1)
    for edge in edges {
      precondition(edge.target >= 0 && Int(edge.target) < count, "an edge leaves the graph")
      offsets[Int(edge.source) + 1] += 1
    }
    for node in 0..<count { offsets[node + 1] += offsets[node] }
    var next = offsets
    var targets = [Int32](repeating: 0, count: edges.count)
    for edge in edges {
      targets[Int(next[Int(edge.source)])] = edge.target
      next[Int(edge.source)] += 1
    }
    self.offsets = offsets
    self.targets = targets
  }

  /// The number of edges, parallel ones counted each.
  public var edgeCount: Int { targets.count }

  /// The heads of the edges that leave a node. O(1).
  @inlinable public func successors(of node: Int) -> ArraySlice<Int32> {
    targets[Int(offsets[node])..<Int(offsets[node + 1])]
  }

  /// The graph with every edge turned round. O(count + edges).
  public func reversed() -> IndexGraph {
    var edges: [(source: Int32, target: Int32)] = []
    edges.reserveCapacity(targets.count)
    for node in 0..<count {
      for target in successors(of: node) { edges.append((target, Int32(node))) }
    }
    return IndexGraph(count: count, edges: edges)
  }
}
