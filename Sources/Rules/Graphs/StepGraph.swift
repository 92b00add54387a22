internal import Expressions
internal import GraphAlgorithms

/// A way from node to node.
struct GraphStep: Equatable, Sendable {
  var source: Int32
  var target: Int32
  /// The link behind it; `noLink` for one that a front end may have missed.
  var link: Int32
  /// What keeps it from being certain, as a place in `StepGraph.doubts`; `certain` if nothing does.
  var doubt: Int32

  static let noLink = Int32.max
  static let certain: Int32 = -1

  /// The order in which equally short ways are preferred.
  func comes(before other: GraphStep) -> Bool { (link, source) < (other.link, other.source) }
}

/// The steps of a question in rows by source.
struct StepGraph: Sendable {
  let count: Int
  /// Grouped by source.
  let steps: [GraphStep]
  let doubts: [Unknown]
  /// What would tell all links there are; `nil` if they are all drawn.
  let unseen: Unknown?
  let graph: IndexGraph
  private let offsets: [Int]

  /// O(count + steps).
  init(count: Int, steps: [GraphStep], doubts: [Unknown], unseen: Unknown?) {
    var offsets = [Int](repeating: 0, count: count + 1)
    for step in steps { offsets[Int(step.source) + 1] += 1 }
    for node in 0..<count { offsets[node + 1] += offsets[node] }
    var next = offsets
    var grouped = steps
    for step in steps {
      grouped[next[Int(step.source)]] = step
      next[Int(step.source)] += 1
    }
    self.count = count
    self.steps = grouped
    self.doubts = doubts
    self.unseen = unseen
    self.offsets = offsets
    graph = IndexGraph(count: count, edges: grouped.lazy.map { (source: $0.source, target: $0.target) })
  }

  func leaving(_ node: Int32) -> ArraySlice<GraphStep> { steps[offsets[Int(node)]..<offsets[Int(node) + 1]] }

  func doubt(of step: GraphStep) -> Unknown? { step.doubt == GraphStep.certain ? nil : doubts[Int(step.doubt)] }

  /// The graph of some of the steps.
  func keeping(_ isKept: (GraphStep) -> Bool) -> StepGraph {
    StepGraph(count: count, steps: steps.filter(isKept), doubts: doubts, unseen: unseen)
  }

  /// The graph of what is certain.
  var certain: StepGraph { keeping { $0.doubt == GraphStep.certain } }

  /// The preferred step between two nodes.
  func step(from source: Int32, to target: Int32) -> GraphStep? {
    leaving(source).filter { $0.target == target }.min { $0.comes(before: $1) }
  }
}
