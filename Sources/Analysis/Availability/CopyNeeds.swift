import Topology

/// How many copies a component has and how many of them each use needs, with what that rests on.
struct CopyNeeds: Sendable {
  private(set) var copies: Interval
  private(set) var read = CopyNeed()
  private(set) var serve = CopyNeed()
  private(set) var derivation = Derivation()
  /// What the number of needed copies comes from.
  private(set) var formula = Formula.oneCopy

  subscript(use: CopyUse) -> CopyNeed { use == .read ? read : serve }

  /// - Parameter load: the copies that the load takes, where it is known.
  init(ofParty party: Int, topology: Topology, load: (Int, inout Derivation) -> Interval?) {
    var derivation = Derivation()
    copies = Self.copies(party, topology, &derivation)
    guard copies.high > 1 else {
      self.derivation = derivation
      return
    }
    var reader = CopyNeedReader(party: party, topology: topology, copies: copies, derivation: derivation)
    if topology.kind(ofParty: party) == .store {
      (read, serve) = reader.store()
      formula = .copiesForQuorum
    } else {
      serve = reader.fleet(load: load)
      read = serve
      formula = .copiesForLoad
    }
    if let stated = reader.stated() {
      read.needed = stated
      serve.needed = stated
      formula = .stated
      copies.low = max(copies.low, min(stated.low, copies.high))
    } else {
      reader.derivation.assume(.copiesByNeed)
    }
    self.derivation = reader.derivation
  }

  /// Copies of one cell: `redundancy.of` where replicas are not stated.
  private static func copies(_ party: Int, _ topology: Topology, _ derivation: inout Derivation) -> Interval {
    let counted = ReplicaCount(ofParty: party, .least, topology: topology)
    if counted.count.isPoint {
      derivation.add(counted.derivation)
    } else if let of = derivation.number(Columns.redundancyOf, party, of: topology) {
      return Interval(max(1, of))
    } else {
      derivation.add(counted.derivation)
    }
    let cells = topology.number(Columns.cells, party) ?? 1
    return counted.count * (1 / max(1, cells))
  }
}

/// Reads from the facts what each use needs of several copies.
struct CopyNeedReader {
  let party: Int
  let topology: Topology
  let copies: Interval
  var derivation: Derivation

  /// From one to all of them.
  private var any: Interval { Interval(low: 1, high: copies.isPoint ? copies.high : .infinity) }

  /// `redundancy.need`, which holds whatever else is known.
  mutating func stated() -> Interval? {
    derivation.number(Columns.redundancyNeed, party, of: topology).map { Interval($0) }
  }

  // MARK: Services and queues

  /// As many as the load takes; all of them where nothing takes over.
  mutating func fleet(load: (Int, inout Derivation) -> Interval?) -> CopyNeed {
    var need = CopyNeed(takeover: takeover(unstated: .zero))
    if topology.number(Columns.redundancyNeed, party) != nil { return need }
    if need.takeover.low == .infinity { return CopyNeed(needed: copies) }
    if let load = load(party, &derivation) {
      need.needed = .max(.min(load, copies), .one)
    } else {
      need.needed = need.takeover == .zero ? any : .one
    }
    if !need.needed.isPoint { derivation.lack(Columns.redundancyNeed, party, of: topology) }
    return need
  }

  // MARK: Stores

  mutating func store() -> (read: CopyNeed, serve: CopyNeed) {
    switch derivation.use(word: Facts.Party.replicationTopology, party, of: topology) {
    case "leaderless":
      return (CopyNeed(needed: quorum(Columns.replicationReadQuorum)), CopyNeed(needed: quorum(Columns.writeQuorum)))
    case "multi-leader":
      return (CopyNeed(), CopyNeed(needed: writers()))
    case nil:
      derivation.lack(Facts.Party.replicationTopology, party, of: topology)
      let open = CopyNeed(needed: any, takeover: .unbounded)
      return (open, open)
    default:
      let write = CopyNeed(needed: writers(), takeover: takeover(unstated: .unbounded))
      return (reads(leader: CopyNeed(takeover: write.takeover)), write)
    }
  }

  private mutating func quorum(_ column: ColumnID) -> Interval {
    if let stated = derivation.number(column, party, of: topology) { return Interval(stated) }
    derivation.lack(column, party, of: topology)
    return any
  }

  /// Copies that must be up for a write to be acknowledged: `replication.w`, else by the mode.
  private mutating func writers() -> Interval {
    if let stated = derivation.number(Columns.writeQuorum, party, of: topology) { return Interval(stated) }
    switch derivation.use(word: Columns.replicationMode, party, of: topology) {
    case "async": return .one
    case "semi-sync": return Interval(2)
    case "sync":
      // Many systems drop a copy that is down and go on; whether this one does is what `w` says.
      derivation.lack(Columns.writeQuorum, party, of: topology)
      return any
    default:
      derivation.lack(Columns.replicationMode, party, of: topology)
      return any
    }
  }

  /// Where the links that read are answered.
  private mutating func reads(leader: CopyNeed) -> CopyNeed {
    let others = topology.number(Facts.Party.readReplicas, party) ?? copies.high - 1
    let links = topology.incoming(ofParty: party).map(Int.init)
      .filter { topology.ordinal(Facts.Link.access, $0) != Words.write }
    let words = Set(links.map { topology.word(Facts.Link.readFrom, $0) ?? "" })
    if others == 0 || words == ["leader"] || words.isEmpty { return leader }
    if words == ["any"] { return CopyNeed() }
    if words == ["replica"] { return CopyNeed(idle: 1) }
    for link in links where topology.state(Facts.Link.readFrom, link) == .unknown {
      derivation.lack(Facts.Link.readFrom, link, of: topology)
    }
    return CopyNeed(takeover: Interval(low: 0, high: leader.takeover.high))
  }

  // MARK: Failover

  /// Seconds until another copy serves; `unstated` where nobody says how.
  private mutating func takeover(unstated: Interval) -> Interval {
    let mode = derivation.use(word: Columns.failoverMode, party, of: topology)
    switch mode {
    case "none": return Interval(.infinity)
    case "active-active": return .zero
    case nil where topology.number(Columns.failoverTime, party) == nil:
      if unstated == .zero {
        derivation.assume(.copiesByNeed)
      } else {
        derivation.lack(Columns.failoverMode, party, of: topology)
      }
      return unstated
    default: return FailoverTime(ofParty: party, topology: topology, &derivation).seconds
    }
  }
}

/// Seconds from the loss of what serves to another that serves: the wait before the promotion and the promotion.
struct FailoverTime {
  let seconds: Interval

  init(ofParty party: Int, topology: Topology, _ derivation: inout Derivation) {
    guard let time = derivation.number(Columns.failoverTime, party, of: topology) else {
      derivation.lack(Columns.failoverTime, party, of: topology)
      seconds = .unbounded
      return
    }
    let hold = derivation.number(Columns.failoverHold, party, of: topology)
    if hold == nil, topology.state(Columns.failoverHold, party) == .unknown { derivation.omit(.failoverHold) }
    seconds = Interval(time + (hold ?? 0))
  }
}

extension Derivation {
  /// A word that is used if it is stated.
  mutating func use(word column: ColumnID, _ row: Int, of topology: Topology) -> String? {
    guard let word = topology.word(column, row) else { return nil }
    use(column, row, of: topology)
    return word
  }
}
