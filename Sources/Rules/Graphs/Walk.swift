internal import GraphAlgorithms

/// Shortest ways from some starts to every node.
///
/// Of equally short ways the preferred one is told: at each node, seen from the end, the first step by link and source.
/// So it stays the same if steps outside of it go away, which is what makes a witness hold in every completion.
struct Walk: Sendable {
  private let graph: StepGraph
  private let distance: [Int32]
  /// The step before each node, as a place in the graph's steps; -1 for starts and what is not reached.
  private let before: [Int32]

  /// O(nodes + steps).
  init(_ graph: StepGraph, from starts: [Int32]) {
    var distance = [Int32](repeating: -1, count: graph.count)
    var before = distance
    for start in starts { distance[Int(start)] = 0 }
    // Nearest first, so that the way to a node is known before the ways on from it.
    for node in graph.graph.reach(from: starts.map(Int.init)).order {
      let leaving = graph.leaving(node)
      for (place, step) in zip(leaving.indices, leaving) {
        let target = Int(step.target)
        if distance[target] < 0 { distance[target] = distance[Int(node)] + 1 }
        guard distance[target] == distance[Int(node)] + 1 else { continue }
        if before[target] < 0 || step.comes(before: graph.steps[Int(before[target])]) { before[target] = Int32(place) }
      }
    }
    self.graph = graph
    self.distance = distance
    self.before = before
  }

  /// The number of steps to a node; `nil` if it is not reached.
  func hops(to node: Int32) -> Int? { distance[Int(node)] < 0 ? nil : Int(distance[Int(node)]) }

  /// The nearest of some nodes; of equally near ones the first by number.
  func nearest(of nodes: [Int32]) -> Int32? {
    nodes.filter { distance[Int($0)] >= 0 }.min { (distance[Int($0)], $0) < (distance[Int($1)], $1) }
  }

  /// The steps to a node, in order. O(length).
  func steps(to node: Int32) -> [GraphStep] {
    var steps: [GraphStep] = []
    var at = node
    while before[Int(at)] >= 0 {
      let step = graph.steps[Int(before[Int(at)])]
      steps.append(step)
      at = step.source
    }
    return steps.reversed()
  }
}
