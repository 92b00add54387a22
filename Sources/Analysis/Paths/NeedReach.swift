import Topology

/// What some nodes reach along needs: surely, or perhaps, with the facts that would tell.
///
/// Only what is reached takes time and memory: rules ask this of every component of a large model.
struct NeedReach: Sendable {
  private let graph: NeedGraph
  /// By node; those that are not in it are not reached.
  private var reached: [Int: Reached]
  /// In the order in which they were found.
  private(set) var found: [Int] = []

  private struct Reached: Sendable {
    /// Steps from what is sure, by the shortest way.
    var distance: Int
    /// The last steps of all shortest ways, so that the order of links makes no difference; none where it is sure.
    var steps: [Step]
  }

  private struct Step: Sendable {
    /// The node before; -1 at a start.
    var before: Int
    var doubt: FactID?
  }

  enum Direction {
    /// What the starts need.
    case needs
    /// Who needs the starts.
    case dependants
    /// Who fails when the starts are lost; what has a standby fails only with all of them.
    case loss
  }

  /// O(reached nodes and edges).
  ///
  /// - Parameter perhaps: nodes that perhaps are starts, each with the fact that would tell.
  init(_ graph: NeedGraph, from starts: [Int], perhaps: [(node: Int, doubt: FactID)] = [], _ direction: Direction) {
    self.graph = graph
    reached = Dictionary(minimumCapacity: starts.count + perhaps.count)
    for start in starts { add(start, distance: 0, []) }
    spread(direction, certain: true)
    for (node, doubt) in perhaps { add(node, distance: 0, [Step(before: -1, doubt: doubt)]) }
    spread(direction, certain: false)
  }

  func isSure(_ node: Int) -> Bool { reached[node]?.steps.isEmpty == true }

  func isReached(_ node: Int) -> Bool { reached[node] != nil }

  /// What keeps it from being sure that one of some nodes is reached; empty where it is, `nil` where none is reached.
  func doubts(atOneOf nodes: [Int]) -> [FactID]? {
    let distances = nodes.compactMap { reached[$0]?.distance }
    guard let least = distances.min() else { return nil }
    if nodes.contains(where: isSure) { return [] }
    return facts(from: nodes.filter { reached[$0]?.distance == least })
  }

  /// The facts in doubt on the shortest ways by which a node was found; none where it surely is.
  func doubts(at node: Int) -> [FactID] { facts(from: [node]) }

  /// No answer names more facts.
  static let mostDoubts = 8

  private func facts(from nodes: [Int]) -> [FactID] {
    var facts: Set<FactID> = []
    var seen = Set(nodes)
    var stack = nodes
    while let node = stack.popLast(), facts.count < Self.mostDoubts {
      for step in reached[node]?.steps ?? [] {
        if let doubt = step.doubt { facts.insert(doubt) }
        if step.before >= 0, seen.insert(step.before).inserted { stack.append(step.before) }
      }
    }
    return Array(facts.sorted().prefix(Self.mostDoubts))
  }

  /// The components reached, ascending, with what keeps each from being sure.
  func parties() -> [(party: Int, doubts: [FactID])] {
    let nodes = Dictionary(grouping: found) { graph.dependencies.party(ofNode: $0) }
    return nodes.keys.sorted().map { ($0, doubts(atOneOf: nodes[$0] ?? []) ?? []) }
  }

  // MARK: Spreading

  private mutating func spread(_ direction: Direction, certain: Bool) {
    var next = 0
    while next < found.count {
      let node = found[next]
      next += 1
      switch direction {
      case .needs:
        for edge in graph.needs(of: node) { reach(Int(edge.target), from: [node], edge, certain) }
      case .dependants:
        for edge in graph.dependants(of: node) { reach(Int(edge.source), from: [node], edge, certain) }
      case .loss:
        for lost in graph.served(by: node) {
          guard let failing = failing(lost, certain) else { continue }
          for edge in graph.dependants(of: lost) { reach(Int(edge.source), from: failing, edge, certain) }
        }
      }
    }
  }

  /// Of a node and all that answers in place of it, those that decide whether they all fail; `nil` while one does not.
  private func failing(_ node: Int, _ certain: Bool) -> [Int]? {
    guard graph.hasStandbys else { return [node] }
    let answering = [node] + graph.dependencies.standIns(for: node)
    guard answering.allSatisfy(certain ? isSure : isReached) else { return nil }
    let open = answering.filter { !isSure($0) }
    return open.isEmpty ? [node] : open
  }

  private mutating func reach(_ node: Int, from sources: [Int], _ edge: NeedGraph.Edge, _ certain: Bool) {
    if certain {
      if edge.doubt < 0 { add(node, distance: 0, []) }
      return
    }
    let doubt = edge.doubt < 0 ? nil : FactID(Columns.linkRequired, row: Int(edge.doubt))
    let distance = (sources.compactMap { reached[$0]?.distance }.max() ?? 0) + 1
    add(node, distance: distance, sources.map { Step(before: $0, doubt: doubt) })
  }

  private mutating func add(_ node: Int, distance: Int, _ steps: [Step]) {
    guard let known = reached[node] else {
      reached[node] = Reached(distance: distance, steps: steps)
      found.append(node)
      return
    }
    if !known.steps.isEmpty, known.distance == distance { reached[node]?.steps += steps }
  }
}
