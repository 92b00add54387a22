import Topology

/// Reads from links and other relations what a request at each node of the demand graph needs for its answer.
struct CallReader {
  let topology: Topology
  let nodes: DemandNodes

  /// The calls of a request at a node.
  ///
  /// Those of an operation lead to its component and along its own links; those of a component along the links of the
  /// whole, to what it keeps its data in, to what it is reached by and to what it runs on.
  func calls(ofNode node: Int, _ derivation: inout Derivation) -> [Call] {
    let party = nodes.party(ofNode: node, in: topology)
    if node < nodes.operations {
      return [Call(targets: [Int32(nodes.party(party))])]
        + topology.ownOutgoing(ofOperation: node).compactMap { call(along: Int($0), &derivation) }
    }
    if nodes.isStore(party) {
      return needs(ofParty: party) + storeCalls(party, isWrite: nodes.isWrite(node, ofParty: party), &derivation)
    }
    if node == nodes.unnamed(party) { return [Call(targets: [Int32(nodes.party(party))])] }
    return needs(ofParty: party)
      + topology.componentLevelOutgoing(ofParty: party).compactMap { call(along: Int($0), &derivation) }
  }

  /// The node for a request to a component of which nothing else is known.
  func whole(_ party: Int) -> Int { nodes.isStore(party) ? nodes.store(party, .unsplit) : nodes.party(party) }

  /// The components that stand in for another one.
  func standbys() -> [Int: [Int]] {
    guard topology.hasFacts(Facts.Party.standbyFor) else { return [:] }
    var result: [Int: [Int]] = [:]
    for party in topology.rows(of: .party) {
      guard let active = topology.reference(Facts.Party.standbyFor, party)?.row, active != party else { continue }
      result[active, default: []].append(party)
    }
    return result
  }

  /// The node of a standby that serves what a node of the active component serves.
  func standIn(_ standby: Int, forNode node: Int) -> Int {
    if nodes.isStore(standby) {
      let active = nodes.party(ofNode: node, in: topology)
      let isRead = nodes.isStore(active) && StoreSide.reads.contains { nodes.store(active, $0) == node }
      let side = isRead ? StoreSide.read : .write
      let asksAll = nodes.isStore(active) && nodes.loadsAllPartitions(node, ofParty: active)
      return nodes.store(standby, asksAll ? side.onAllPartitions : side)
    }
    guard node < nodes.operations else { return nodes.party(standby) }
    let name = topology.name(EntityID(.operation, node))
    let same = topology.operations(ofParty: standby).first { topology.name(EntityID(.operation, Int($0))) == name }
    return same.map { nodes.operation(Int($0)) } ?? nodes.party(standby)
  }

  // MARK: Parts

  private func needs(ofParty party: Int) -> [Call] {
    var others = (topology.references(Facts.Party.reachedBy, party) ?? []).map(\.row)
    if let store = topology.reference(Facts.Party.backedBy, party)?.row { others.append(store) }
    if let runtime = topology.text(Columns.runtime, party).flatMap({ topology.party(named: $0) }) {
      others.append(runtime)
    }
    return others.filter { $0 != party && topology.kind(ofParty: $0) != .client }.map {
      Call(targets: [Int32(whole($0))])
    }
  }

  /// A request waits for what a store reads through; a feed of its changes follows later, but for a cache that writes
  /// through.
  private func storeCalls(_ store: Int, isWrite: Bool, _ derivation: inout Derivation) -> [Call] {
    let isCache = topology.word(Columns.role, store) == "cache"
    return topology.outgoing(ofParty: store).compactMap { row in
      let link = Int(row)
      let writes = topology.ordinal(Facts.Link.access, link) == Words.write
      guard writes == isWrite, isCache || !writes || topology.flag(Columns.linkRequired, link) == true,
        var call = call(along: link, &derivation)
      else { return nil }
      if !writes, let hits = derivation.number(Facts.Party.hitRate, store, of: topology) {
        call.chance = call.chance * (1 - hits)
      } else if !writes, isCache, topology.state(Facts.Party.hitRate, store) == .unknown {
        derivation.lack(Facts.Party.hitRate, store, of: topology)
        call.chance.low = 0
      } else if !writes, topology.state(Facts.Party.hitRate, store) == .unknown {
        derivation.assume(.noCache)
      }
      return call
    }
  }

  /// The call along a link; `nil` where the answer does not wait for it.
  private func call(along link: Int, _ derivation: inout Derivation) -> Call? {
    guard EdgeCollector.carriesDemand(link, topology), isWaitedFor(link) else { return nil }
    let visits = topology.number(Facts.Link.visits, link) ?? 1
    guard visits > 0 else { return nil }
    var call = Call(link: Int32(link), targets: targets(ofLink: link).map(Int32.init))
    call.necessity = Necessity(ofLink: link, topology: topology, &derivation)
    call.visits = self.visits(along: link, &derivation)
    readPartitions(ofLink: link, &derivation)
    addCache(to: &call, &derivation)
    return call
  }

  /// Where all partitions must answer, it matters how many there are.
  private func readPartitions(ofLink link: Int, _ derivation: inout Derivation) {
    let store = topology.target(ofLink: link)
    guard nodes.isStore(store), topology.ordinal(Facts.Link.fanOut, link) == Words.allPartitions else { return }
    derivation.use(Facts.Link.fanOut, link, of: topology)
    if derivation.number(Facts.Party.partitions, store, of: topology) == nil,
      topology.state(Facts.Party.partitions, store) == .unknown
    {
      derivation.lack(Facts.Party.partitions, store, of: topology)
    }
  }

  /// Out of a queue it is not the request that counts how many messages go together.
  private func visits(along link: Int, _ derivation: inout Derivation) -> VisitLaw {
    let visits = topology.number(Facts.Link.visits, link) ?? 1
    if visits != 1 { derivation.use(Facts.Link.visits, link, of: topology) }
    guard topology.kind(ofParty: topology.source(ofLink: link)) != .queue else {
      return VisitLaw(visits: visits, each: 1)
    }
    var batches = Derivation(lists: .nothing)
    return VisitLaw(visits: visits, each: Batching(link: link, topology: topology, &batches).calls.high)
  }

  /// A queue must accept a message; what stands behind it works later.
  private func isWaitedFor(_ link: Int) -> Bool {
    let target = topology.target(ofLink: link)
    let isAsync = topology.ordinal(Facts.Link.mode, link) == Words.async
    if topology.kind(ofParty: topology.source(ofLink: link)) == .queue { return !isAsync }
    return !isAsync || topology.kind(ofParty: target) == .queue
  }

  private func targets(ofLink link: Int) -> [Int] {
    let party = topology.target(ofLink: link)
    guard nodes.isStore(party) else {
      return [topology.targetOperation(ofLink: link).map { nodes.operation($0) } ?? nodes.party(party)]
    }
    return nodes.targets(ofLink: link, in: topology)
  }

  private func addCache(to call: inout Call, _ derivation: inout Derivation) {
    let link = Int(call.link)
    guard topology.ordinal(Facts.Link.access, link) != Words.write else { return }
    let hits: Interval
    if let stated = derivation.number(Facts.Link.cacheHitRate, link, of: topology) {
      hits = Interval(stated)
    } else if topology.state(Facts.Link.cache, link) == .value {
      derivation.lack(Facts.Link.cacheHitRate, link, of: topology)
      hits = .share
    } else {
      let mayBeCached = topology.kind(ofParty: topology.target(ofLink: link)) == .store
      if mayBeCached, topology.state(Facts.Link.cache, link) == .unknown { derivation.assume(.noCache) }
      return
    }
    if let cache = topology.reference(Facts.Link.cacheIn, link), nodes.isStore(cache.row) {
      call.cache = Int32(nodes.store(cache.row, .read))
      call.hits = hits
    } else {
      // Kept in the caller itself.
      call.chance = call.chance * Interval(low: 1 - hits.high, high: 1 - hits.low)
    }
  }
}
