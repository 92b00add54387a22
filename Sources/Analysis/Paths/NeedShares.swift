import GraphAlgorithms
import Topology

/// How many of some sources need each component, counted 64 at a time in the bits of a word.
struct NeedShares: Sendable {
  /// Sources that surely need it, by component.
  private(set) var sure: [Int]
  /// The same with those that need it if a link of which nobody says so is required.
  private(set) var counted: [Int]

  /// O(sources / 64 · (nodes + needs)).
  ///
  /// - Parameter sources: the nodes that each source enters.
  init(_ graph: NeedGraph, of sources: [[Int]]) {
    let parties = graph.topology.count(.party)
    sure = [Int](repeating: 0, count: parties)
    counted = sure
    let order = (0..<graph.dependencies.components.count).reversed()
    for start in stride(from: 0, to: sources.count, by: 64) {
      var spread = Spread(graph)
      for (bit, nodes) in sources[start..<min(start + 64, sources.count)].enumerated() {
        for node in nodes { spread.enter(node, 1 << UInt64(bit)) }
      }
      for component in order { spread.settle(component) }
      spread.count(&sure, &counted)
    }
  }

  /// Which of 64 sources need each node.
  private struct Spread {
    let graph: NeedGraph
    var sure: [UInt64]
    var counted: [UInt64]

    init(_ graph: NeedGraph) {
      self.graph = graph
      sure = [UInt64](repeating: 0, count: graph.nodes.count)
      counted = sure
    }

    mutating func enter(_ node: Int, _ source: UInt64) {
      sure[node] |= source
      counted[node] |= source
    }

    /// A loop is gone round until nothing changes.
    mutating func settle(_ component: Int) {
      let members = graph.dependencies.components.members(of: component)
      var isChanging = true
      while isChanging {
        isChanging = false
        for node in members where counted[Int(node)] != 0 {
          if push(Int(node)) { isChanging = true }
        }
        if !graph.dependencies.components.isCyclic(component) { return }
      }
    }

    private mutating func push(_ node: Int) -> Bool {
      var hasChanged = false
      for edge in graph.needs(of: node) {
        let target = Int(edge.target)
        let before = (sure[target], counted[target])
        counted[target] |= counted[node]
        if edge.doubt < 0 { sure[target] |= sure[node] }
        if before != (sure[target], counted[target]) { hasChanged = true }
      }
      return hasChanged
    }

    func count(_ sureCounts: inout [Int], _ counts: inout [Int]) {
      var byParty = [(sure: UInt64, counted: UInt64)](repeating: (0, 0), count: counts.count)
      for node in counted.indices where counted[node] != 0 {
        let party = graph.dependencies.party(ofNode: node)
        byParty[party].sure |= sure[node]
        byParty[party].counted |= counted[node]
      }
      for (party, sources) in byParty.enumerated() where sources.counted != 0 {
        sureCounts[party] += sources.sure.nonzeroBitCount
        counts[party] += sources.counted.nonzeroBitCount
      }
    }
  }
}
