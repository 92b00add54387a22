import Topology

/// Which workloads visit which component.
final class Visitors: Sendable {
  private let byParty: [[Int]]

  init(_ demand: Demand) {
    var byParty = [[Int]](repeating: [], count: demand.network.nodes.parties)
    for (workload, visits) in demand.visits(.nothingFails).enumerated() {
      for node in visits.nodes {
        let party = demand.network.nodes.party(ofNode: Int(node), in: demand.topology)
        if byParty[party].last != workload { byParty[party].append(workload) }
      }
    }
    self.byParty = byParty
  }

  /// Rows, ascending.
  subscript(party: Int) -> [Int] { byParty[party] }
}
