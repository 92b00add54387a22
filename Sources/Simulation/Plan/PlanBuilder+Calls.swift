import Topology

extension PlanBuilder {
  /// The calls of a link for one visit: one, or a read and a write.
  mutating func calls(_ link: Int, caller: Int) -> [Call] {
    targets(ofLink: link, caller: caller).map { target in
      var reader = FactReader(topology)
      var call = reader.call(link, to: target)
      addCache(link, to: &call, &reader)
      let station = plan.nodes[caller].station
      let party = topology.target(ofLink: link)
      if station >= 0 { call.pool = plan.stations[station].pools.firstIndex { $0.dependency == party } ?? -1 }
      facts[caller].add(reader)
      return call
    }
  }

  /// A read beside whose link there is a cache looks there first.
  private mutating func addCache(_ link: Int, to call: inout Call, _ reader: inout FactReader) {
    guard topology.state(Facts.Link.cache, link) == .value, topology.word(Facts.Link.access, link) != "write" else {
      return
    }
    guard let rate = reader.number(Facts.Link.cacheHitRate, link) else {
      return reader.lack(Facts.Link.cacheHitRate, link)
    }
    call.cacheHitRate = rate
    if let store = topology.reference(Facts.Link.cacheIn, link), topology.kind(ofParty: store.row) == .store {
      call.cache = node(.store(store.row, StoreVisit(.read)))
    }
  }

  private mutating func targets(ofLink link: Int, caller: Int) -> [Int32] {
    let party = topology.target(ofLink: link)
    guard topology.kind(ofParty: party) == .store else {
      return [node(topology.targetOperation(ofLink: link).map { .operation($0) } ?? .unnamed(party))]
    }
    var visit = StoreVisit(.read)
    if topology.word(Facts.Link.fanOut, link) == "all-partitions" { visit.partition = .all }
    var accesses: [StoreVisit.Access]
    switch topology.word(Facts.Link.access, link) {
    case "read": accesses = [.read]
    case "write": accesses = [.write]
    case "read-write": accesses = [.read, .write]
    default:
      accesses = [.read]
      if accessMatters(party) { facts[caller].lack(Facts.Link.access, link) }
    }
    return accesses.map { access in
      var own = visit
      own.access = access
      if access == .read { own.reader = reader(link, party, caller: caller) }
      return node(.store(party, own))
    }
  }

  /// Whether reads and writes of a store differ in what they load.
  private func accessMatters(_ store: Int) -> Bool {
    let sides = [Facts.Party.serviceTimeRead, Facts.Party.serviceTimeWrite]
    return sides.contains { topology.number($0, store) != nil }
      || topology.state(Facts.Party.replication, store) == .value
      || (topology.number(Facts.Party.replicasMin, store) ?? 1) > 1
      || !topology.outgoing(ofParty: store).isEmpty
  }

  /// Which copies may answer a read.
  private mutating func reader(_ link: Int, _ store: Int, caller: Int) -> StoreVisit.Reader {
    switch topology.word(Facts.Link.readFrom, link) {
    case "leader": return .leader
    case "replica": return .follower
    case nil:
      if (topology.number(Facts.Party.readReplicas, store) ?? 0) > 0 { facts[caller].take(.anyReader, .link, link) }
      return .any
    default: return .any
    }
  }
}
