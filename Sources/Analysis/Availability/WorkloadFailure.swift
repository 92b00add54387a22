import Topology

/// What a workload's availability depends on, at both ends of what is known.
final class WorkloadFailure: Sendable {
  let worst: StructureFunction
  let best: StructureFunction
  /// The nodes that an answer may need.
  let reach: DependencyReach
  /// How often a request is at each of them.
  let visits: VisitCounts
  /// Whether the ends are those of the facts alone, rather than bounds because the exact function would be too large.
  let isExact: Bool
  let derivation: Derivation
  /// Not every link of what is needed is drawn, so that there may be further needs.
  let mayNeedMore: Bool
  private let needsOptional: Bool
  /// The shapes of both functions, where they are exact.
  private let shapes: (worst: StructureShape, best: StructureShape)?
  /// Shapes whose diagrams would be too large.
  private let tooLarge: [StructureShape]

  /// - Parameters:
  ///   - needsOptional: whether what a request can do without counts as a need too.
  ///   - earlier: The same before some facts were changed: a diagram of the same shape needs not be made again.
  init(
    entry: Int, _ graph: DependencyGraph, _ failures: FailureTable, needsOptional: Bool = false,
    after earlier: WorkloadFailure? = nil
  ) {
    let walk = graph.walk(from: entry, StructureReading(.worst, needsOptional))
    reach = walk.reach
    visits = walk.visits
    var search = DiagramSearch(entry: entry, graph, failures, needsOptional, after: earlier)
    var found = search.functions(.own)
    isExact = found.map { $0.worst.hasExactShares && $0.best.hasExactShares } ?? false
    if found == nil, walk.canJoin { found = search.functions(.joint) }
    if let found {
      (worst, best) = (found.worst, found.best)
      shapes = (found.worstShape, found.bestShape)
    } else {
      shapes = nil
      worst = StructureFunction(search.builder(.worst, .none))
      best = StructureFunction(search.builder(.best, .none))
    }
    tooLarge = search.tooLarge
    var derivation = Derivation()
    var mayNeedMore = false
    var parties: Set<Int> = []
    for node in reach.order {
      derivation.add(graph.derivations[node])
      if !needsOptional, graph.mayBeAnsweredElsewhere(node) { derivation.omit(.fallbacks) }
      let party = graph.party(ofNode: node)
      if failures[party].partitions.low > 1, !graph.nodes.loadsAllPartitions(node, ofParty: party) {
        derivation.assume(.onePartition)
      }
      guard parties.insert(party).inserted else { continue }
      derivation.add(failures[party].derivation)
      if let takeover = failures.takeovers[party] { derivation.add(takeover.derivation) }
      if graph.topology.flag(Facts.Party.linksComplete, party) == false {
        mayNeedMore = true
        derivation.lack(Facts.Party.linksComplete, party, of: graph.topology)
      }
    }
    derivation.omit(.clientRetries)
    if visits.repeatsChance { derivation.assume(.evenVisits) }
    if visits.goesRoundOnce { derivation.omit(.circles) }
    self.derivation = derivation
    self.mayNeedMore = mayNeedMore
    self.needsOptional = needsOptional
  }

  /// More facts than these help nobody.
  private static let mostInputs = 200
  private static let mostMissing = 25

  /// What the figures rest on, with the facts nearest to the entry only.
  var summary: Derivation { derivation.summarized(inputs: Self.mostInputs, missing: Self.mostMissing) }

  /// Whether a call may be a need.
  func mayNeed(_ call: Call) -> Bool { StructureReading(.worst, needsOptional).need(call) != nil }

  /// The share of requests that are answered.
  var availability: Interval {
    let low = mayNeedMore ? 0 : Self.share(worst.availability)
    return Interval(low: low, high: max(low, Self.share(best.availability)))
  }

  private static func share(_ value: Double) -> Double { min(1, max(0, value)) }
}

/// Looks for the diagrams of a workload's functions at both ends.
private struct DiagramSearch {
  let entry: Int
  let graph: DependencyGraph
  let failures: FailureTable
  let needsOptional: Bool
  /// Those of a model before some facts were changed.
  private var known: [(shape: StructureShape, function: StructureFunction)] = []
  private(set) var tooLarge: [StructureShape] = []
  private let knownTooLarge: [StructureShape]

  struct Found {
    var worst: StructureFunction
    var best: StructureFunction
    var worstShape: StructureShape
    var bestShape: StructureShape
  }

  init(
    entry: Int, _ graph: DependencyGraph, _ failures: FailureTable, _ needsOptional: Bool,
    after earlier: WorkloadFailure?
  ) {
    self.entry = entry
    self.graph = graph
    self.failures = failures
    self.needsOptional = needsOptional
    knownTooLarge = earlier?.knownTooLarge ?? []
    known = earlier?.knownFunctions ?? []
  }

  private func walk(_ bound: Bound, _ luck: StructureReading.Luck) -> DependencyWalk {
    graph.walk(from: entry, StructureReading(bound, needsOptional, luck: luck))
  }

  func builder(_ bound: Bound, _ luck: StructureReading.Luck) -> StructureBuilder {
    StructureBuilder(walk(bound, luck), graph, failures)
  }

  /// Both ends, where their diagrams are not too large.
  mutating func functions(_ luck: StructureReading.Luck) -> Found? {
    guard !walk(.worst, luck).isTooLarge, let worst = function(builder(.worst, luck)) else { return nil }
    known.append(worst)
    guard let best = function(builder(.best, luck)) else { return nil }
    return Found(worst: worst.function, best: best.function, worstShape: worst.shape, bestShape: best.shape)
  }

  private mutating func function(
    _ builder: StructureBuilder
  ) -> (shape: StructureShape, function: StructureFunction)? {
    let shape = builder.shape
    if let same = known.first(where: { $0.shape == shape }) {
      return (shape, StructureFunction(same.function, builder))
    }
    if !knownTooLarge.contains(shape), let made = StructureFunction(exactly: builder) { return (shape, made) }
    tooLarge.append(shape)
    return nil
  }
}

extension WorkloadFailure {
  fileprivate var knownTooLarge: [StructureShape] { tooLarge }

  fileprivate var knownFunctions: [(shape: StructureShape, function: StructureFunction)] {
    shapes.map { [($0.worst, worst), ($0.best, best)] } ?? []
  }
}
