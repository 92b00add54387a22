import Analysis
import Topology

/// What repeated calls do to a system while every attempt fails.
struct AttemptWords {
  let analysis: CapacityAnalysis

  private static let mostNames = 4
  private static let mostGroups = 4

  /// `6 times the calls to orders and orders-db, 3 times those to storefront`; `nil` if nobody gets more than otherwise.
  func sentence(_ workload: Int) -> String? {
    let groups = groups(workload)
    guard !groups.isEmpty else { return nil }
    let parts = groups.prefix(Self.mostGroups).enumerated().map { index, group in
      "\(group.factor) times \(index == 0 ? "the calls" : "those") to \(names(group.parties))"
    }
    return parts.joined(separator: ", ") + (groups.count > Self.mostGroups ? ", and less to others" : "")
  }

  /// The components that get equally much more, the most first.
  private func groups(_ workload: Int) -> [(factor: String, parties: [Int])] {
    let factors = analysis.parties(visitedBy: workload).map { party in
      (party: party, factor: analysis.amplification(ofParty: party, byWorkload: workload))
    }
    let ranked = factors.filter { height($0.factor) > 1.0001 }
      .sorted { (-height($0.factor), $0.party) < (-height($1.factor), $1.party) }
    var groups: [(factor: String, parties: [Int])] = []
    for (party, factor) in ranked {
      let text = Figures.estimate(factor, Figures.number)
      if groups.last?.factor != text { groups.append((text, [])) }
      groups[groups.count - 1].parties.append(party)
    }
    return groups
  }

  private func names(_ parties: [Int]) -> String {
    let names = parties.prefix(Self.mostNames).map { Words.code(analysis.topology.name(EntityID(.party, $0))) }
    let rest = parties.count - names.count
    return rest > 0 ? names.joined(separator: ", ") + " and \(rest) more" : Words.list(names)
  }

  private func height(_ estimate: Estimate) -> Double {
    guard let value = estimate.value else { return 0 }
    return value.high.isFinite ? value.high : value.low
  }
}
