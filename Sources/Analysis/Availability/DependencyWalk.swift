import Synchronization

/// What a workload's requests may need and how often they come there: all that its structure function rests on but for how
/// components fail.
struct DependencyWalk: Sendable {
  /// It keeps its walks.
  private unowned let graph: DependencyGraph
  let reading: StructureReading
  let reach: DependencyReach
  let visits: VisitCounts
  let questions: QuestionOrder
  /// By node, in the order in which a diagram asks.
  private let calls: [[Call]]
  /// Whether a diagram is surely too large, so that nobody needs to try.
  private(set) var isTooLarge = false

  init(entry: Int, _ graph: DependencyGraph, _ reading: StructureReading) {
    let reach = DependencyReach(from: entry, graph, need: reading.need)
    var calls = [[Call]](repeating: [], count: graph.nodes.count)
    for node in reach.order { calls[node] = reach.sorted(graph.calls[node].compactMap(reading.need)) }
    let needs = calls
    self.graph = graph
    self.reading = reading
    self.reach = reach
    self.calls = calls
    var visits = VisitCounts(entry: entry, reach, graph) { needs[$0] }
    if reading.luck == .joint { visits.join(at: reading.bound) }
    self.visits = visits
    questions = QuestionOrder(from: entry, graph) { needs[$0] }
    isTooLarge =
      reach.order.count - reach.certain.count > Self.mostPossible || visits.shared.count > Self.mostShared
      || StructureWidth(self, graph).leastNodes > mostNodes
  }

  /// What a request at a node needs of others, in the order in which the diagram asks.
  func needs(at node: Int) -> [Call] { calls[node] }

  /// Whether several visits can be taken for one: not where a standby makes up for what has no luck.
  var canJoin: Bool { !visits.shared.isEmpty && reach.order.allSatisfy { graph.standIns(for: $0).isEmpty } }

  /// How a call goes in.
  func way(of call: Call, at node: Int) -> CallWay {
    var law = call.visits
    law.requests = visits.requests(at: node)
    if reach.makesSurely(call, at: node) {
      guard law.extra > 0, graph.answering(call).contains(where: visits.shared.contains) else { return .sure }
      law.sure = 0
      return .shared(law)
    }
    if graph.answering(call).contains(where: visits.shared.contains) { return .shared(law) }
    let made = reading.bound.of(call.chance)
    let hits = call.cache >= 0 ? reading.bound.ofSupply(call.hits) : 0
    if law.most <= 1 { return .once(skipped: 1 - (law.sure + law.extra) * made, hit: hits) }
    // Targets that are down are down for all the calls: none may be made, or all that are made must hit.
    let skipped = law.share(1 - made)
    let spared = law.share(1 - made + made * hits)
    return .once(skipped: skipped, hit: skipped < 1 ? (spared - skipped) / (1 - skipped) : 1)
  }

  /// Of what only some requests need, more than these are seldom few enough ways to be exact.
  private static let mostPossible = 2_000

  /// Shares of more nodes have too many levels to be exact.
  private static let mostShared = 40

  /// Needs that are simply all to be met take some nodes for each question and state of the zones; what needs far more would
  /// take minutes.
  var mostNodes: Int { 50_000 + 16 * questions.steps.count }
}

/// Walks that were made before, for revisions that change nothing but how components fail.
final class KnownWalks: Sendable {
  private struct Question: Hashable {
    let entry: Int
    let reading: StructureReading
  }

  private let known = Mutex<[Question: DependencyWalk]>([:])

  /// Some tens of megabytes.
  private static let mostNodes = 2_000_000

  /// What requests may need that enter at a node.
  func walk(from entry: Int, _ graph: DependencyGraph, _ reading: StructureReading) -> DependencyWalk {
    let question = Question(entry: entry, reading: reading)
    if let walk = known.withLock({ $0[question] }) { return walk }
    let walk = DependencyWalk(entry: entry, graph, reading)
    known.withLock {
      if ($0.count + 1) * graph.nodes.count <= Self.mostNodes { $0[question] = walk }
    }
    return walk
  }
}
