import Topology

/// Which workloads visit which component.
struct Visitors: Sendable {
  private let byParty: [[Int32]]

  init(_ demand: Demand) {
    var byParty = [[Int32]](repeating: [], count: demand.network.nodes.parties)
    for (workload, visits) in demand.visits(.nothingFails).enumerated() {
      for node in visits.nodes {
        let party = demand.network.nodes.party(ofNode: Int(node), in: demand.topology)
        if byParty[party].last != Int32(workload) { byParty[party].append(Int32(workload)) }
      }
    }
    self.byParty = byParty
  }

  /// Rows, ascending.
  subscript(party: Int) -> [Int] { byParty[party].map(Int.init) }
}
