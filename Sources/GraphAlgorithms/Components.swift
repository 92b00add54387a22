/// The strongly connected components of a graph, numbered so that every edge between two of them leads to the lower one.
public struct Components: Sendable {
  private let componentOf: [Int32]
  /// Nodes grouped by component.
  private let nodes: [Int32]
  private let offsets: [Int32]
  private let cyclic: [Bool]

  /// Tarjan's algorithm (1972) with a stack of its own instead of recursion. O(count + edges).
  public init(of graph: IndexGraph) {
    var search = TarjanSearch(graph)
    for node in 0..<graph.count { search.visit(node) }
    componentOf = search.componentOf
    nodes = search.nodes
    offsets = search.offsets
    var cyclic = [Bool](repeating: false, count: offsets.count - 1)
    for component in cyclic.indices { cyclic[component] = offsets[component + 1] - offsets[component] > 1 }
    for node in 0..<graph.count where graph.successors(of: node).contains(Int32(node)) {
      cyclic[Int(componentOf[node])] = true
    }
    self.cyclic = cyclic
  }

  /// The number of components.
  public var count: Int { offsets.count - 1 }

  /// The component that a node is in. O(1).
  public func component(of node: Int) -> Int { Int(componentOf[node]) }

  /// The nodes of a component. O(1).
  public func members(of component: Int) -> ArraySlice<Int32> {
    nodes[Int(offsets[component])..<Int(offsets[component + 1])]
  }

  /// Whether a component has a cycle: several members, or an edge from its only one to itself.
  public func isCyclic(_ component: Int) -> Bool { cyclic[component] }
}

/// The state of one run of Tarjan's algorithm.
private struct TarjanSearch {
  let graph: IndexGraph
  var componentOf: [Int32]
  var nodes: [Int32] = []
  var offsets: [Int32] = [0]
  private var order: [Int32]
  private var low: [Int32]
  /// Positions among the targets of the graph.
  private var nextEdge: [Int32]
  private var visited: Int32 = 0
  private var path: [Int32] = []
  private var open: [Int32] = []

  init(_ graph: IndexGraph) {
    self.graph = graph
    componentOf = [Int32](repeating: -1, count: graph.count)
    order = [Int32](repeating: -1, count: graph.count)
    low = order
    nextEdge = Array(graph.offsets.dropLast())
    nodes.reserveCapacity(graph.count)
  }

  mutating func visit(_ start: Int) {
    guard order[start] < 0 else { return }
    enter(start)
    while let last = path.last {
      let node = Int(last)
      if let target = nextTarget(of: node) {
        follow(from: node, to: target)
      } else {
        leave(node)
      }
    }
  }

  private mutating func enter(_ node: Int) {
    order[node] = visited
    low[node] = visited
    visited += 1
    path.append(Int32(node))
    open.append(Int32(node))
  }

  private mutating func nextTarget(of node: Int) -> Int? {
    let edge = nextEdge[node]
    guard edge < graph.offsets[node + 1] else { return nil }
    nextEdge[node] = edge + 1
    return Int(graph.targets[Int(edge)])
  }

  private mutating func follow(from node: Int, to target: Int) {
    if order[target] < 0 {
      enter(target)
    } else if componentOf[target] < 0 {
      low[node] = min(low[node], order[target])
    }
  }

  private mutating func leave(_ node: Int) {
    path.removeLast()
    if let parent = path.last { low[Int(parent)] = min(low[Int(parent)], low[node]) }
    guard low[node] == order[node] else { return }
    let number = Int32(offsets.count - 1)
    while let member = open.popLast() {
      componentOf[Int(member)] = number
      nodes.append(member)
      if Int(member) == node { break }
    }
    offsets.append(Int32(nodes.count))
  }
}
