import Topology

/// What some nodes reach along needs: surely, or perhaps, with the facts that would tell.
struct NeedReach {
  private let graph: NeedGraph
  /// 0 where not reached, 1 perhaps, 2 surely.
  private var state: [UInt8]
  /// Of what is perhaps reached: the edge by which it was, as the node before and the link in doubt.
  private var before: [(node: Int32, doubt: Int32)]
  /// In the order in which they were found.
  private(set) var found: [Int] = []

  enum Direction {
    /// What the starts need.
    case needs
    /// Who needs the starts.
    case dependants
    /// Who fails when the starts are lost; what has a standby fails only with all of them.
    case loss
  }

  /// O(reached nodes and edges), and one pass over all nodes.
  init(_ graph: NeedGraph, from starts: [Int], _ direction: Direction) {
    self.graph = graph
    state = [UInt8](repeating: 0, count: graph.nodes.count)
    before = [(node: Int32, doubt: Int32)](repeating: (-1, -1), count: graph.nodes.count)
    for start in starts {
      state[start] = 2
      found.append(start)
    }
    spread(direction, certain: true)
    spread(direction, certain: false)
  }

  func isSure(_ node: Int) -> Bool { state[node] == 2 }

  func isReached(_ node: Int) -> Bool { state[node] > 0 }

  /// The links in doubt on the way by which a node was found, the farthest first.
  func doubts(at node: Int) -> [FactID] {
    var facts: [FactID] = []
    var at = node
    while at >= 0, state[at] == 1, facts.count < Self.mostDoubts {
      if before[at].doubt >= 0 { facts.append(FactID(Columns.linkRequired, row: Int(before[at].doubt))) }
      at = Int(before[at].node)
    }
    return facts
  }

  /// No answer names more facts.
  private static let mostDoubts = 8

  /// The components reached, ascending, with what keeps each from being sure.
  func parties() -> [(party: Int, doubts: [FactID])] {
    var best: [Int: Int] = [:]
    for node in found {
      let party = graph.dependencies.party(ofNode: node)
      if let known = best[party], state[known] >= state[node] { continue }
      best[party] = node
    }
    return best.keys.sorted().map { ($0, doubts(at: best[$0] ?? 0)) }
  }

  // MARK: Spreading

  private mutating func spread(_ direction: Direction, certain: Bool) {
    var next = 0
    while next < found.count {
      let node = found[next]
      next += 1
      switch direction {
      case .needs:
        for edge in graph.needs(of: node) { reach(Int(edge.target), from: node, edge.doubt, certain) }
      case .dependants:
        for edge in graph.dependants(of: node) { reach(Int(edge.source), from: node, edge.doubt, certain) }
      case .loss:
        for lost in graph.served(by: node) where isLost(lost, certain) {
          for edge in graph.dependants(of: lost) { reach(Int(edge.source), from: node, edge.doubt, certain) }
        }
      }
    }
  }

  /// Whether nobody answers in place of a node any more.
  private func isLost(_ node: Int, _ certain: Bool) -> Bool {
    let least: UInt8 = certain ? 2 : 1
    return state[node] >= least && graph.dependencies.standIns(for: node).allSatisfy { state[$0] >= least }
  }

  private mutating func reach(_ node: Int, from source: Int, _ doubt: Int32, _ certain: Bool) {
    guard state[node] == 0, !certain || doubt < 0 else { return }
    state[node] = certain ? 2 : 1
    before[node] = (Int32(source), doubt)
    found.append(node)
  }
}
