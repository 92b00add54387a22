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
  /// A shape that is not exact, because its diagram would be too large.
  private let tooLarge: StructureShape?

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
    func builder(_ bound: Bound, ignoresChance: Bool = false) -> StructureBuilder {
      let reading = StructureReading(bound, needsOptional, ignoresChance: ignoresChance)
      return StructureBuilder(graph.walk(from: entry, reading), graph, failures)
    }
    var known: [(StructureShape, StructureFunction)] = []
    if let earlier, let shapes = earlier.shapes {
      known = [(shapes.worst, earlier.worst), (shapes.best, earlier.best)]
    }
    var largest: StructureShape?
    func exact(_ bound: Bound) -> (shape: StructureShape, function: StructureFunction)? {
      let builder = builder(bound)
      let shape = builder.shape
      largest = shape
      if let same = known.first(where: { $0.0 == shape }) { return (shape, StructureFunction(same.1, builder)) }
      if earlier?.tooLarge == shape { return nil }
      guard let function = StructureFunction(exactly: builder) else { return nil }
      known.append((shape, function))
      return (shape, function)
    }
    if !walk.isTooLarge, let low = exact(.worst), let high = exact(.best) {
      (worst, best) = (low.function, high.function)
      shapes = (low.shape, high.shape)
      tooLarge = nil
      isExact = worst.hasExactShares && best.hasExactShares
    } else {
      shapes = nil
      tooLarge = largest
      worst = StructureFunction(builder(.worst, ignoresChance: true))
      best = StructureFunction(builder(.best, ignoresChance: true))
      isExact = false
    }
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
