import Topology

/// Stores: each partition has its copies; writes go to its leaders and are applied on the other copies, reads are
/// spread over the copies that serve them.
///
/// - single-leader: one copy of each partition takes the writes;
/// - multi-leader: every copy is a leader and takes its part of the writes, and applies those of the others;
/// - leaderless: every copy takes every write, and a read asks `replication.r` copies.
///
/// The busiest partition decides: what goes to one partition counts as if all had as much.
struct StoreStation {
  let party: Int
  let topology: Topology
  let nodes: DemandNodes
  private var derivation = Derivation()
  private var copies = Interval.one
  private var readers = Interval.zero
  /// Servers of the same copy of all partitions.
  private var capacity = Interval.one
  private var perPartition = Interval.one
  private var partitions = Interval.one
  /// The part of the accesses that the busiest partition gets, times the number of partitions.
  private var skew = Interval.one
  /// How many times longer accesses take because the copies get in each other's way.
  private var slower = Interval.one
  private let maker: StationMaker

  init(party: Int, _ maker: StationMaker) {
    self.party = party
    self.maker = maker
    topology = maker.topology
    nodes = maker.nodes
  }

  mutating func station(_ replicas: LoadCase.Replicas) -> Station {
    readCounts(replicas)
    if let station = throughputStation(replicas) { return station }
    let sides =
      switch kind {
      case "leaderless": [leaderlessSide()]
      case "multi-leader": [multiLeaderSide(reads: true)]
      case nil: [unknownSide(reads: true)]
      default: singleLeaderSides()
      }
    return Station(sides: sides, formula: .utilization, derivation: derivation)
  }

  /// What writes alone take of the copies that take them.
  mutating func writeStation(_ replicas: LoadCase.Replicas) -> Station {
    readCounts(replicas)
    let side =
      switch kind {
      case "multi-leader": multiLeaderSide(reads: false)
      case nil: unknownSide(reads: false)
      default: self.side(.leader, read: .zero, write: .one, apply: .zero, missing: [])
      }
    return Station(sides: [side], formula: .writeUtilization, derivation: derivation)
  }

  /// How copies take writes; one copy alone is its own leader.
  private var kind: String? {
    if copies == .one { return "single-leader" }
    return topology.word(Facts.Party.replicationTopology, party)
  }

  // MARK: Counts

  private mutating func readCounts(_ replicas: LoadCase.Replicas) {
    let workers = Workers(ofParty: party, topology: topology)
    derivation.add(workers.derivation)
    perPartition = workers.count
    partitions = partitionCount()
    capacity = perPartition * partitions
    let counted = ReplicaCount(ofParty: party, replicas, topology: topology)
    copies = counted.count
    addCopies(counted.derivation)
    // Of a partition that has lost all its copies, nothing is left.
    capacity = capacity * Interval(low: min(1, copies.low), high: min(1, copies.high))
    let scalability = Scalability(ofParty: party, topology: topology)
    derivation.add(scalability.derivation)
    slower = Interval.one / scalability.efficiency(copies * partitions)
    readSkew()
    readers = readReplicas()
    if copies != .one, kind == nil {
      derivation.lack(Facts.Party.replicationTopology, party, of: topology)
    } else if topology.state(Facts.Party.replicationTopology, party) == .value {
      derivation.use(Facts.Party.replicationTopology, party, of: topology)
    }
  }

  /// With one leader, what counts is how many copies serve reads.
  private mutating func addCopies(_ counted: Derivation) {
    var counted = counted
    let readersAreStated = topology.number(Facts.Party.readReplicas, party) != nil
    if kind == "single-leader", readersAreStated { counted.forgetMissing() }
    derivation.add(counted)
  }

  private mutating func partitionCount() -> Interval {
    if let stated = derivation.number(Facts.Party.partitions, party, of: topology) { return Interval(stated) }
    if topology.state(Facts.Party.partitions, party) == .none {
      derivation.use(Facts.Party.partitions, party, of: topology)
      return .one
    }
    derivation.lack(Facts.Party.partitions, party, of: topology)
    return .atLeastOne
  }

  private mutating func readSkew() {
    if let count = partitions.point {
      skew = maker.skew.busiestShare(of: party, partitions: count, &derivation) * count
      return
    }
    // From all keys spread over many partitions to all of them in one.
    let asIfMany = maker.skew.busiestShare(of: party, partitions: .infinity, &derivation)
    guard asIfMany.high > 0 else { return }
    capacity = perPartition
    partitions = .one
    skew = Interval(low: asIfMany.low, high: 1)
  }

  private mutating func readReplicas() -> Interval {
    let others = Interval(low: max(0, copies.low - 1), high: max(0, copies.high - 1))
    if let stated = derivation.number(Facts.Party.readReplicas, party, of: topology) {
      return Interval(min(stated, others.high))
    }
    guard others.high > 0, topology.state(Facts.Party.readReplicas, party) != .none else { return .zero }
    if kind == "single-leader" { derivation.lack(Facts.Party.readReplicas, party, of: topology) }
    return Interval(low: 0, high: others.high)
  }

  /// Every copy of every partition, where only a measured throughput is known.
  private mutating func throughputStation(_ replicas: LoadCase.Replicas) -> Station? {
    let times = [Facts.Party.serviceTimeMean, Facts.Party.serviceTimeRead, Facts.Party.serviceTimeWrite]
    guard times.allSatisfy({ topology.number($0, party) == nil }),
      let throughput = topology.number(Facts.Party.throughputPerReplica, party)
    else { return nil }
    var derivation = ReplicaCount(ofParty: party, replicas, topology: topology).derivation
    derivation.use(Facts.Party.throughputPerReplica, party, of: topology)
    let copies = kind == nil || kind == "single-leader" ? Interval.one + readers : copies
    let side = Station.Side(
      kind: .requests, terms: nodes.entrances(ofParty: party).map { Station.Term(node: $0, time: .one) },
      capacity: copies * partitions * throughput / (skew * slower))
    return Station(sides: [side], formula: .throughputUtilization, derivation: derivation)
  }

  // MARK: Sides

  private func singleLeaderSides() -> [Station.Side] {
    let split = ReadSplit(party: party, readers: readers, topology: topology)
    let leader = side(.leader, read: split.leader, write: .one, apply: .zero, missing: split.missing)
    guard copies.high > 1 else { return [leader] }
    let follower = side(.follower, read: split.eachFollower, write: .zero, apply: .one, missing: split.missing)
    return [leader, follower]
  }

  private func multiLeaderSide(reads: Bool) -> Station.Side {
    let part = Interval.one / copies
    let rest = Interval(low: 1 - part.high, high: 1 - part.low)
    return side(.leader, read: reads ? part : .zero, write: part, apply: rest, missing: [])
  }

  private func leaderlessSide() -> Station.Side {
    let stated = topology.number(Columns.replicationReadQuorum, party)
    let asked = stated.map { Interval($0) } ?? Interval(low: 1, high: max(1, copies.high))
    let missing = stated == nil ? [FactID(Columns.replicationReadQuorum, row: party)] : []
    return side(.leader, read: .min(asked / copies, .one), write: .one, apply: .zero, missing: missing)
  }

  /// Nobody says which copies take writes: from an equal part of everything to all of it.
  private func unknownSide(reads: Bool) -> Station.Side {
    // Where no copy is left there is no other one to take a part.
    let part = Interval(low: copies.high.isFinite ? 1 / max(1, copies.high) : 0, high: 1)
    return side(.leader, read: reads ? part : .zero, write: part, apply: .zero, missing: [])
  }

  /// What one copy of each partition does, given its part of the reads, of the writes and of the applied writes.
  private func side(
    _ kind: StationSide, read: Interval, write: Interval, apply: Interval, missing: [FactID]
  ) -> Station.Side {
    let reading = StoreTime(party, Facts.Party.serviceTimeRead, topology).times(read, missing)
    let taking = StoreTime(party, Facts.Party.serviceTimeWrite, topology).times(write, [])
    let applying = StoreTime.apply(party, topology).times(apply, [])
    // Whoever writes waits for the copy that takes the write; what this one applies for others is work beside that.
    let writing = write.high > 0 ? taking : applying
    let beside = write.high > 0 && apply.high > 0 ? applying : nil
    // A workload that comes straight to the store makes one access each time.
    let open = DemandTrail.missingAccess(into: party, of: topology)
    let perhaps = open.isEmpty ? reading.either(writing) : reading.perhapsBoth(writing, open)
    let terms = StoreSide.allCases.flatMap { side in
      let times =
        switch side {
        case .read, .readAll: [reading]
        case .write, .writeAll: [writing, beside].compactMap(\.self)
        case .unsplit, .unsplitAll: [perhaps, beside?.times(.share, [])].compactMap(\.self)
        }
      return times.map { time in
        Station.Term(
          node: nodes.store(party, side), part: time.part * (side.loadsAllPartitions ? partitions : skew),
          time: time.value * slower, missing: time.missing, inputs: time.inputs)
      }
    }
    let spread = Station.KeySpread(busiest: skew / partitions, of: partitions)
    return Station.Side(kind: kind, terms: terms, capacity: capacity, spread: spread)
  }
}
