import Topology

/// One kind of access to a store.
struct StoreVisit: Hashable {
  enum Access: Hashable {
    case read, write
  }

  enum Reader: Hashable {
    case leader, follower, any
  }

  enum Partition: Hashable {
    case drawn, all
    case one(Int)
  }

  /// What a visit inside the store does on another copy, counted from that of the visit which makes it.
  enum Member: Hashable {
    case apply(Int)
    case member(Int)
  }

  var access: Access
  var reader = Reader.any
  var partition = Partition.drawn
  var member: Member?

  init(_ access: Access) { self.access = access }
}

extension PlanBuilder {
  /// A store: writes go to the leader and are applied on the other copies, reads to a copy that serves them.
  ///
  /// - multi-leader: any copy takes a write, and the others apply it;
  /// - leaderless: all copies take a write, `r` of them a read, in parallel.
  mutating func addStore(_ party: Int, _ visit: StoreVisit) {
    var reader = FactReader(topology)
    var node = Node(party: party, stream: StreamID.party(party, visit.streamNumber))
    node.station = station(party, &reader)
    node.isEntrance = visit.isEntrance
    node.delay = visit.isEntrance ? reader.number(Facts.Party.delay, party) ?? 0 : 0
    switch visit.partition {
    case .drawn: node.placement.partition = visit.member == nil ? .drawn : .inherited
    case .one(let partition): node.placement.partition = .fixed(partition)
    case .all: break
    }
    if case .all = visit.partition {
      node.station = -1
      let number = append(node, reader)
      addSteps(inner: [partitionStep(party, visit)], onward(party, visit, number), to: number)
      return
    }
    let copies = plan.stations[node.station].copies
    let kind = copies == 1 ? "single-leader" : topology.word(Facts.Party.replicationTopology, party) ?? "single-leader"
    node.placement.copy = placement(visit, kind, copies, party, &reader)
    let gathers = kind == "leaderless" && visit.member == nil
    if !gathers { node.service = serviceTime(party, visit, &reader) }
    node.isMeasured = visit.isMeasured
    let number = append(node, reader)
    guard visit.member == nil else { return }
    let inner = gathers ? [quorumStep(party, visit, copies, number)] : applySteps(party, visit, copies, kind, number)
    // What goes on from the store belongs to the visit of all partitions, where there is one.
    let outer = visit.partition == .drawn ? onward(party, visit, number) : []
    addSteps(inner: inner, outer, to: number)
  }

  private func placement(
    _ visit: StoreVisit, _ kind: String, _ copies: Int, _ party: Int, _ reader: inout FactReader
  ) -> Placement.Copy {
    switch visit.member {
    case .apply(let offset), .member(let offset): return .following(offset)
    case nil: break
    }
    guard kind == "single-leader" else { return .balanced(first: 0, count: copies) }
    let others = reader.readReplicas(party, copies: copies)
    guard visit.access == .read, others > 0 else { return .balanced(first: 0, count: 1) }
    switch visit.reader {
    case .leader: return .balanced(first: 0, count: 1)
    case .follower: return .balanced(first: 1, count: others)
    case .any: return .balanced(first: 0, count: 1 + others)
    }
  }

  private func serviceTime(_ party: Int, _ visit: StoreVisit, _ reader: inout FactReader) -> ServiceTime {
    if case .apply = visit.member {
      guard [Facts.Party.serviceTimeApply, Facts.Party.serviceTimeMean].allSatisfy({ reader.number($0, party) == nil })
      else { return reader.serviceTime(ofStore: party, Facts.Party.serviceTimeApply) }
      reader.take(.applyAsWrite, .party, party)
    }
    let column = visit.access == .read ? Facts.Party.serviceTimeRead : Facts.Party.serviceTimeWrite
    return reader.serviceTime(ofStore: party, column)
  }

  // MARK: Steps inside the store

  private mutating func hop(_ party: Int, _ visit: StoreVisit) -> Call {
    let target = node(.store(party, visit))
    return Call(target: target, stream: StreamID.hop(Int(target)))
  }

  private mutating func partitionStep(_ party: Int, _ visit: StoreVisit) -> StepDraft {
    let partitions = topology.number(Facts.Party.partitions, party).map(FactReader.count) ?? 1
    let calls = (0..<partitions).map { partition in
      var own = visit
      own.partition = .one(partition)
      return hop(party, own)
    }
    return StepDraft(kind: .parallel, calls: calls)
  }

  /// Reads of a leaderless store wait for `r` copies, writes for `w` of all.
  private mutating func quorumStep(_ party: Int, _ visit: StoreVisit, _ copies: Int, _ caller: Int) -> StepDraft {
    let column = visit.access == .read ? Columns.readQuorum : Columns.writeQuorum
    let needed = min(copies, FactReader.count(facts[caller].needed(column, party)))
    let asked = visit.access == .read ? needed : copies
    let calls = (0..<asked).map { offset in
      var own = visit
      own.member = .member(offset)
      return hop(party, own)
    }
    return StepDraft(kind: .parallel, calls: calls, needed: needed)
  }

  /// The other copies apply a write; the writer waits for all, one or none of them.
  private mutating func applySteps(
    _ party: Int, _ visit: StoreVisit, _ copies: Int, _ kind: String, _ caller: Int
  ) -> [StepDraft] {
    guard visit.access == .write, copies > 1 else { return [] }
    let mode = topology.word(Columns.replicationMode, party)
    if mode == nil { facts[caller].lack(Columns.replicationMode, party) }
    let calls = (1..<copies).map { offset in
      var own = visit
      own.member = .apply(offset)
      var call = hop(party, own)
      call.isAsync = mode == "async"
      return call
    }
    return [StepDraft(kind: .parallel, calls: calls, needed: mode == "semi-sync" ? 1 : nil)]
  }

  /// The store's own links: those that write follow its writes (a change feed), the others the reads it cannot answer.
  private mutating func onward(_ party: Int, _ visit: StoreVisit, _ number: Int) -> [StepDraft] {
    let writes = visit.access == .write
    let links = topology.outgoing(ofParty: party).filter {
      (topology.word(Facts.Link.access, Int($0)) == "write") == writes
    }
    guard !links.isEmpty else { return [] }
    if !writes { setHitRate(party, number) }
    return steps(links, caller: number)
  }

  private mutating func setHitRate(_ party: Int, _ number: Int) {
    if let rate = topology.number(Facts.Party.hitRate, party) {
      plan.nodes[number].hitRate = rate
    } else if topology.state(Facts.Party.hitRate, party) == .unknown,
      topology.word(Columns.role, party) == "cache"
    {
      facts[number].lack(Facts.Party.hitRate, party)
    }
  }
}

extension StoreVisit {
  /// A small number for the random stream of the service times.
  fileprivate var streamNumber: Int {
    switch member {
    case .apply(let offset): 8 + 4 * offset
    case .member(let offset): 9 + 4 * offset + (access == .read ? 0 : 1)
    case nil: 1 + (access == .read ? (reader == .leader ? 0 : reader == .follower ? 1 : 2) : 3)
    }
  }

  /// Whether it comes from outside the store.
  fileprivate var isEntrance: Bool {
    if case .one = partition { return false }
    return member == nil
  }

  /// What is done behind an answer is no answer; the parts of one are its waits.
  fileprivate var isMeasured: Bool {
    if case .apply = member { return false }
    return true
  }
}
