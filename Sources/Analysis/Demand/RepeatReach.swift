import Topology

/// The nodes whose load calls raise that are made more often than the traffic equations say.
final class RepeatReach: Sendable {
  /// After a call that is late and tried again.
  let late: [Bool]
  /// After a call that a second one hedges.
  let hedged: [Bool]
  /// The same where a client sends the second request, which no figure counts.
  let hedgedByClients: [Bool]

  init(_ demand: Demand) {
    let topology = demand.topology
    late = Self.reach(demand, topology.hasFacts(Facts.Link.timeout)) { link in
      topology.number(Facts.Link.timeout, link) != nil
        && Attempts(ofLink: link, topology: topology, lists: .nothing).most ?? 1 > 1
    }
    let hedges = topology.hasFacts(Columns.linkHedging)
    hedged = Self.reach(demand, hedges) { topology.number(Columns.linkHedging, $0) != nil }
    hedgedByClients = Self.reach(demand, hedges) {
      topology.number(Columns.linkHedging, $0) != nil
        && topology.kind(ofParty: topology.source(ofLink: $0)) == .client
    }
  }

  private static func reach(_ demand: Demand, _ mayBe: Bool, _ isRepeated: (Int) -> Bool) -> [Bool] {
    let network = demand.network
    var found = [Bool](repeating: false, count: network.nodes.count)
    guard mayBe else { return found }
    var next: [Int] = []
    func add(_ node: Int, _ found: inout [Bool], _ next: inout [Int]) {
      guard !found[node] else { return }
      found[node] = true
      next.append(node)
    }
    for edge in network.edges where edge.link >= 0 && isRepeated(Int(edge.link)) {
      add(Int(edge.target), &found, &next)
    }
    for workload in demand.workloads {
      guard let entry = workload.entry, let link = workload.entryLink, isRepeated(link) else { continue }
      add(entry, &found, &next)
    }
    while let node = next.popLast() {
      for position in network.outgoing(node) { add(Int(network.edges[position].target), &found, &next) }
    }
    return found
  }
}
