import Topology

/// How often one request of a workload makes a call, repeated attempts not counted.
struct CallsPerRequest: Sendable {
  /// The most over all workloads, by link.
  let byLink: [Interval]

  /// O(nodes and edges that each workload reaches, added up).
  init(_ demand: Demand) {
    var most = [Interval](repeating: .zero, count: demand.topology.count(.link))
    for visits in demand.visits(.nothingFails) {
      Self.forEach(visits, demand) { link, calls in most[link] = .max(most[link], calls) }
    }
    byLink = most
  }

  /// The calls along each link that one workload makes.
  static func ofWorkload(_ workload: Int, _ demand: Demand) -> [(link: Int, calls: Interval)] {
    var result: [(link: Int, calls: Interval)] = []
    forEach(demand.visits(.nothingFails)[workload], demand) { result.append(($0, $1)) }
    return result
  }

  /// A link that leaves a store starts at several of its sides, whose calls add up.
  private static func forEach(_ visits: WorkloadVisits, _ demand: Demand, _ body: (Int, Interval) -> Void) {
    var sums: [Int: Interval] = [:]
    for node in visits.nodes {
      let count = visits[Int(node)]
      var last: Int32 = -1
      for position in demand.network.outgoing(Int(node)) {
        let edge = demand.network.edges[position]
        // One visit may read and write; a look-up in a cache beside the link is no call along it.
        guard edge.link >= 0, edge.link != last, isCall(edge, demand) else { continue }
        last = edge.link
        sums[Int(edge.link), default: .zero] = sums[Int(edge.link), default: .zero] + count * edge.calls
      }
    }
    for link in sums.keys.sorted() { body(link, sums[link] ?? .zero) }
  }

  private static func isCall(_ edge: DemandEdge, _ demand: Demand) -> Bool {
    demand.network.nodes.party(ofNode: Int(edge.target), in: demand.topology)
      == demand.topology.target(ofLink: Int(edge.link))
  }
}
