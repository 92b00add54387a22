import Topology

/// What a workload's availability depends on, at both ends of what is known.
final class WorkloadFailure: Sendable {
  let worst: StructureFunction
  let best: StructureFunction
  /// The nodes that an answer may need.
  let reach: DependencyReach
  let derivation: Derivation
  /// Not every link of what is needed is drawn, so that there may be further needs.
  let mayNeedMore: Bool
  private let needsOptional: Bool

  /// - Parameter needsOptional: whether what a request can do without counts as a need too.
  init(entry: Int, _ graph: DependencyGraph, _ failures: FailureTable, needsOptional: Bool = false) {
    let lower = StructureBuilder(entry: entry, graph, failures, .worst, needsOptional: needsOptional)
    let upper = StructureBuilder(entry: entry, graph, failures, .best, needsOptional: needsOptional)
    worst = StructureFunction(entry: entry, lower)
    best = StructureFunction(entry: entry, upper)
    reach = lower.reach
    var derivation = Derivation()
    var parties: Set<Int> = []
    var mayNeedMore = false
    for node in lower.reach.order {
      derivation.add(graph.derivations[node])
      let party = graph.party(ofNode: node)
      guard parties.insert(party).inserted else { continue }
      derivation.add(failures[party].derivation)
      if let takeover = failures.takeovers[party] { derivation.add(takeover.derivation) }
      if graph.topology.flag(Facts.Party.linksComplete, party) == false {
        mayNeedMore = true
        derivation.lack(Facts.Party.linksComplete, party, of: graph.topology)
      }
    }
    derivation.omissions.append(.clientRetries)
    self.derivation = derivation
    self.mayNeedMore = mayNeedMore
    self.needsOptional = needsOptional
  }

  /// Whether a call may be a need.
  func counts(_ call: Call) -> Bool { StructureBuilder.counts(call, .worst, needsOptional) }

  var isExact: Bool { worst.isExact && best.isExact }

  /// The share of requests that are answered.
  var availability: Interval {
    let low = mayNeedMore ? 0 : Self.share(worst.availability)
    return Interval(low: low, high: max(low, Self.share(best.availability)))
  }

  private static func share(_ value: Double) -> Double { min(1, max(0, value)) }
}
