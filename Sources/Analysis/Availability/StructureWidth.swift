/// How many components a diagram has to remember at once, at the least.
///
/// Between two questions a diagram has a node for each thing that may still follow from the answers so far. Components
/// that were asked about, that no call so far needs, and that a later call may need or skip, have to be remembered one by
/// one: `w` of them leave `2^w` things that may follow. So a diagram that is sure to be too large is refused before
/// anybody tries to build it.
struct StructureWidth {
  /// The components that are remembered.
  private(set) var components = 0

  private let walk: DependencyWalk
  private let graph: DependencyGraph
  /// Components that some call cannot skip by itself.
  private var bound: Set<Int> = []
  /// Where the last question about a component stands, and the last one whether somebody calls it.
  private var left: [Int: Int] = [:]
  private var lastCalls: [Int: Int] = [:]

  init(_ walk: DependencyWalk, _ graph: DependencyGraph) {
    self.walk = walk
    self.graph = graph
    readCalls()
    components = mostRemembered()
  }

  /// A lower bound of the number of nodes.
  var leastNodes: Int { components < Int.bitWidth - 2 ? 1 << components : .max }

  /// A call that one event skips.
  private struct Skip: Hashable {
    let node: Int
    let link: Int32
  }

  private mutating func readCalls() {
    // A standby or a cache is reached when something fails, which is no call. Calls whose needs are shares may all be
    // spared, and with them what only they reach.
    var called: Set<Int> = []
    var skipped: [Skip: Set<Int32>] = [:]
    for (position, step) in walk.questions.steps.enumerated() {
      switch step {
      case .enter(let node):
        if position == 0, !isSpared(node) { called.insert(node) }
        if walk.reach.isCertain(node) { bound.insert(party(node)) }
      case .leave(let node):
        left[party(node)] = position
      case .ask(let node, let call):
        if isSpared(node) { continue }
        if case .shared = walk.way(of: call, at: node) { continue }
        let isCalled = called.contains(node)
        if isCalled { called.formUnion(call.targets.map(Int.init)) }
        let others = call.targets.map(Int.init).filter { party($0) != party(node) }
        guard call.maySkip else {
          bound.formUnion(others.map(party))
          continue
        }
        let skip = Skip(node: node, link: call.link)
        if skipped[skip] == nil, isCalled {
          for target in others where asksForCopies(target) { lastCalls[party(target)] = position }
        }
        skipped[skip, default: []].formUnion(call.targets)
      }
    }
    // What one event skips together is not needed in any combination.
    for targets in skipped.values where targets.count > 1 { bound.formUnion(targets.map { party(Int($0)) }) }
  }

  private func isSpared(_ node: Int) -> Bool {
    walk.visits.shared.contains(node) && !walk.reach.isCertain(node)
  }

  private func party(_ node: Int) -> Int { graph.party(ofNode: node) }

  /// Whether a request at a node surely needs copies of the component, at it or at a node that it always leads to.
  private func asksForCopies(_ node: Int) -> Bool {
    let own = walk.needs(at: node).filter { $0.isCertain }.flatMap(\.targets).map(Int.init)
    return ([node] + own).contains { graph.use(atNode: $0) != nil && party($0) == party(node) }
  }

  /// The most components that are remembered after any of the questions.
  private func mostRemembered() -> Int {
    var changes = [Int](repeating: 0, count: walk.questions.steps.count + 1)
    for (party, position) in left where !bound.contains(party) {
      guard let last = lastCalls[party], position < last else { continue }
      changes[position] += 1
      changes[last] -= 1
    }
    var (open, most) = (0, 0)
    for change in changes {
      open += change
      most = max(most, open)
    }
    return most
  }
}
