internal import Expressions
internal import Topology

/// What one block of `reach` says of one model: twice, by what is certain and by what is possible.
struct ReachAnswer: Sendable {
  private let nodes: OperationNodes
  private let graph: StepGraph
  private let certain: Walk
  private let possible: Walk
  private let starts: [Int32: GraphStart]

  /// O(nodes + steps).
  init(nodes: OperationNodes, graph: StepGraph, starts: [GraphStart]) {
    self.nodes = nodes
    self.graph = graph
    self.starts = Dictionary(starts.map { ($0.node, $0) }) { first, _ in first }
    certain = Walk(graph.certain, from: starts.filter { $0.doubt == nil }.map(\.node))
    possible = Walk(graph, from: starts.map(\.node))
  }

  /// How an element is reached.
  enum Verdict {
    case never
    case perhaps(Unknown, way: Way)
    /// `isSettled`: the way is the same in every completion. `doubt`: what may shorten or change it.
    case surely(Way, leastHops: Int, isSettled: Bool, doubt: Unknown?)
  }

  struct Way {
    var start: EntityID
    var links: [Int32]
    var hops: Int
  }

  /// Whether an element is reached in every completion. O(its operations), however long the way.
  func surelyReaches(_ entity: EntityID) -> Bool { certain.nearest(of: nodes.nodes(of: entity)) != nil }

  /// How an element is reached: a component or interface by whichever of its operations is nearest.
  func verdict(on entity: EntityID) -> Verdict {
    let targets = nodes.nodes(of: entity)
    guard let open = possible.nearest(of: targets) else { return .never }
    let openSteps = possible.steps(to: open)
    let openDoubt = doubt(of: openSteps, to: open)
    guard let sure = certain.nearest(of: targets) else {
      return .perhaps(openDoubt ?? Unknown(facts: []), way: way(openSteps, to: open))
    }
    let steps = certain.steps(to: sure)
    // Nearer than what is unseen, nothing unseen can be on a shortest way.
    let unseen = possible.hops(to: nodes.unseen).map { max($0, 1) }
    let isBeyondUnseen = unseen.map { $0 <= openSteps.count } ?? false
    let isSettled = sure == open && steps == openSteps && openDoubt == nil && !isBeyondUnseen
    let least = min(openSteps.count, unseen ?? .max)
    let unseenDoubt = isBeyondUnseen ? graph.unseen : nil
    return .surely(
      way(steps, to: sure), leastHops: least, isSettled: isSettled, doubt: joined(openDoubt, unseenDoubt))
  }

  private func way(_ steps: [GraphStep], to node: Int32) -> Way {
    let start = steps.first?.source ?? node
    return Way(
      start: starts[start]?.entity ?? EntityID(.system, 0), links: steps.map(\.link).filter { $0 != GraphStep.noLink },
      hops: steps.count)
  }

  /// The facts that would make a way certain, its start included; `nil` if it is.
  private func doubt(of steps: [GraphStep], to node: Int32) -> Unknown? {
    let start = starts[steps.first?.source ?? node]?.doubt
    return steps.reduce(start) { joined($0, graph.doubt(of: $1)) }
  }

  private func joined(_ a: Unknown?, _ b: Unknown?) -> Unknown? {
    guard let a, let b else { return a ?? b }
    return a.union(b)
  }
}
