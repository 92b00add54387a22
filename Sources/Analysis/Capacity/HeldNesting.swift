import Topology

/// The threads and connections that a fixed number of clients may have to wait for, each within those that they hold meanwhile.
///
/// Only what is held properly within each other, or apart, has a place: whoever holds one of these alone decides how many of
/// those below are asked for.
struct HeldNesting {
  private struct Part {
    let resource: HeldResource
    /// The nodes that ask for it.
    let asking: Set<Int>
    /// The nodes that are visited while it is held.
    let visited: Set<Int>
    var holders: [Int] = []
  }

  private var parts: [Part] = []
  /// Whether clients may have to wait for something that has no place.
  private(set) var isIncomplete = false

  var isEmpty: Bool { parts.isEmpty }

  /// - Parameters:
  ///   - visited: the nodes that the clients wait for.
  ///   - isShared: whether others come to a node too.
  init(
    _ visited: [Int], clients: Double, _ demand: Demand, _ reader: HeldResourceReader, isShared: (Int) -> Bool
  ) {
    let nodes = demand.network.nodes
    let isVisited = Set(visited)
    for party in Set(visited.map { nodes.party(ofNode: $0, in: demand.topology) }).sorted() {
      if reader.leavesThreadsOpen(party) { isIncomplete = true }
      for var resource in reader.resources(ofParty: party) where resource.count.low < clients {
        resource.entries.removeAll { $0.each.high <= 0 }
        let isOthers = resource.entries.contains { isShared($0.asking) }
        resource.entries.removeAll { !isVisited.contains($0.asking) }
        guard !resource.entries.isEmpty else { continue }
        let below = resource.entries.map { Set(SynchronousReach(from: $0.node, demand).sorted) }
        let asking = Set(resource.entries.map(\.asking))
        // Who holds one and asks for another of them may wait for ever.
        let asksAgain = zip(resource.entries, below).contains { entry, below in
          !below.subtracting(entry.asking == entry.node ? [entry.node] : []).isDisjoint(with: asking)
            || Self.isInLoop(entry.node, demand)
        }
        guard resource.kind != .connections, !asksAgain, !isOthers else {
          isIncomplete = true
          continue
        }
        parts.append(Part(resource: resource, asking: asking, visited: below.reduce(into: []) { $0.formUnion($1) }))
      }
    }
    nest()
  }

  private static func isInLoop(_ node: Int, _ demand: Demand) -> Bool {
    demand.network.outgoing(node).contains { position in
      let edge = demand.network.edges[position]
      return edge.gain.high > 0 && SynchronousReach.waits(edge, demand.topology)
        && SynchronousReach(from: Int(edge.target), demand).contains(node)
    }
  }

  /// Finds who holds what: all of them within each other.
  private mutating func nest() {
    let all = parts
    func holders(_ part: Part) -> [Part]? {
      var found: [Part] = []
      for other in all where !part.asking.isDisjoint(with: other.visited) && !isSame(other, part) {
        guard part.asking.isSubset(of: other.visited) else { return nil }
        found.append(other)
      }
      return found
    }
    func isWithin(_ part: Part, _ other: Part) -> Bool { part.asking.isSubset(of: other.visited) }
    parts = all.filter { part in
      guard let holders = holders(part) else { return false }
      return holders.allSatisfy { one in
        holders.allSatisfy { isSame($0, one) || isWithin($0, one) != isWithin(one, $0) }
      }
    }
    if parts.count < all.count { isIncomplete = true }
    parts.sort { $0.visited.count > $1.visited.count }
    for index in parts.indices {
      parts[index].holders = parts.indices.filter { other in
        other != index && isWithin(parts[index], parts[other])
      }
    }
  }

  private func isSame(_ a: Part, _ b: Part) -> Bool {
    a.resource.kind == b.resource.kind && a.resource.party == b.resource.party
      && a.resource.dependency == b.resource.dependency
  }

  /// What is waited for by so many clients, with what is waited for within.
  func pools(_ bound: Bound, clients: Double) -> [InnerNetworkBuilder.Pool] {
    pools(within: [], bound, atMost: clients)
  }

  private func pools(within holders: [Int], _ bound: Bound, atMost clients: Double) -> [InnerNetworkBuilder.Pool] {
    parts.indices.flatMap { index -> [InnerNetworkBuilder.Pool] in
      guard Set(parts[index].holders) == Set(holders) else { return [] }
      let resource = parts[index].resource
      let count = bound.ofSupply(resource.count)
      let inner = pools(within: holders + [index], bound, atMost: min(count, clients))
      // Of more than there are holders nobody waits for one; its own servers then are those of the station.
      guard count < clients, count >= 1 else { return inner }
      return [
        InnerNetworkBuilder.Pool(
          party: resource.party, count: count, entries: resource.entries,
          own: resource.ownServers.map { (resource.party, bound.ofSupply($0)) }, pools: inner)
      ]
    }
  }

  /// What the facts say that it rests on.
  var derivation: Derivation {
    parts.reduce(into: Derivation()) {
      $0.add($1.resource.derivation)
      $0.assume(.flowEquivalence)
    }
  }
}
