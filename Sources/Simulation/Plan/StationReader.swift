import Topology

extension FactReader {
  /// The station of a service, or of another component that states its own times.
  mutating func serviceStation(_ party: Int, _ load: SimulationLoad) -> Station {
    let replicas = replicas(party, load)
    var station = station(party, replicas: 1)
    let word = topology.word(Columns.loadBalancing, party)
    if word == "shared" || replicas <= 1 {
      pool(&station, replicas)
    } else {
      station.copies = replicas
      station.policy = policy(word, party)
    }
    return station
  }

  /// The station of a store: a line for each copy of each partition.
  mutating func storeStation(_ party: Int, _ load: SimulationLoad) -> Station {
    var station = station(party, replicas: 1)
    station.copies = copies(party, load)
    station.partitions = partitions(party)
    station.topShare = number(Columns.topShare, party)
    // Copies of a store are chosen by key or connection, which is random to the request.
    station.policy = topology.word(Columns.loadBalancing, party).map(Self.policy) ?? .random
    station.hasLeader = station.copies == 1 || topology.word(Facts.Party.replicationTopology, party) == "single-leader"
    if station.copies > 1, topology.word(Facts.Party.replicationTopology, party) == nil {
      lack(Facts.Party.replicationTopology, party)
    }
    return station
  }

  /// How many copies of a store serve reads beside the leader.
  func readReplicas(_ party: Int, copies: Int) -> Int {
    guard let stated = count(Facts.Party.readReplicas, party) else { return 0 }
    return min(stated, copies - 1)
  }

  private mutating func station(_ party: Int, replicas: Int) -> Station {
    var station = Station(party: party, stream: StreamID.station(party))
    let threads = count(Facts.Party.concurrency, party)
    station.threads = threads
    if let servers = count(Facts.Party.workers, party) ?? threads {
      station.servers = servers
    } else {
      lack(Facts.Party.workers, party)
    }
    station.isProcessorShared = topology.word(Columns.discipline, party) == "shared"
    station.queueLimit = count(Columns.queueLimit, party) ?? .max
    station.admission = count(Columns.admission, party) ?? .max
    station.messages = MessageLimit(before: party, topology)
    station.pools = (topology.rows(Columns.pools, party) ?? 0..<0).compactMap { pool in
      guard let dependency = topology.reference(Facts.Pool.for, pool)?.row else { return nil }
      return ConnectionPool(dependency: dependency, size: count(Columns.poolMax, pool) ?? .max)
    }
    if let between = number(Columns.mtbf, party), let repair = number(Columns.mttr, party), between > repair {
      station.outages = Outages(meanTimeToFailure: between - repair, meanTimeToRepair: repair)
    }
    return station
  }

  /// Makes one line of several replicas.
  private func pool(_ station: inout Station, _ replicas: Int) {
    func times(_ count: Int) -> Int {
      count.multipliedReportingOverflow(by: replicas).overflow ? .max : count * replicas
    }
    station.servers = times(station.servers)
    station.threads = station.threads.map(times)
    station.queueLimit = times(station.queueLimit)
    station.admission = times(station.admission)
    station.pools = station.pools.map { ConnectionPool(dependency: $0.dependency, size: times($0.size)) }
    station.replicasPerLine = replicas
  }

  private mutating func policy(_ word: String?, _ party: Int) -> Station.Policy {
    guard let word else {
      take(.leastOutstanding, .party, party)
      return .leastOutstanding
    }
    return Self.policy(word)
  }

  private static func policy(_ word: String) -> Station.Policy {
    switch word {
    case "round-robin": .roundRobin
    case "pick-two": .pickTwo
    case "least-outstanding", "shared": .leastOutstanding
    default: .random
    }
  }

  // MARK: Counts

  /// Running replicas: the fewest at the ordinary rate, at peak what scaling brings; times the cells.
  private mutating func replicas(_ party: Int, _ load: SimulationLoad) -> Int {
    let cells = count(Columns.cells, party) ?? 1
    guard let fewest = count(Facts.Party.replicasMin, party) else {
      lack(Facts.Party.replicasMin, party)
      return 1
    }
    return max(1, load == .peak ? scaled(party, fewest) : fewest) * cells
  }

  private mutating func copies(_ party: Int, _ load: SimulationLoad) -> Int {
    if let fewest = count(Facts.Party.replicasMin, party) {
      return max(1, load == .peak ? scaled(party, fewest) : fewest)
    }
    if let copies = count(Facts.Party.replicationN, party) { return copies }
    let isLed = topology.word(Facts.Party.replicationTopology, party) == "single-leader"
    // With one leader, copies that serve no reads change nothing.
    if isLed, let others = count(Facts.Party.readReplicas, party) { return 1 + others }
    if topology.state(Facts.Party.replication, party) != .none { lack(Facts.Party.replicasMin, party) }
    return 1
  }

  private mutating func scaled(_ party: Int, _ fewest: Int) -> Int {
    let most = count(Facts.Party.replicasMax, party) ?? count(Columns.scalingMax, party) ?? fewest
    guard most > fewest else { return fewest }
    switch topology.word(Facts.Party.scalingMode, party) {
    case "horizontal", "auto": return most
    case nil: lack(Facts.Party.scalingMode, party)
    default: break
    }
    return fewest
  }

  private mutating func partitions(_ party: Int) -> Int {
    if let stated = count(Facts.Party.partitions, party) { return stated }
    if topology.state(Facts.Party.partitions, party) == .unknown { take(.onePartition, .party, party) }
    return 1
  }
}

/// Names of random streams. They depend on the rows of the model, so that most draws stay the same when something is
/// changed elsewhere.
enum StreamID {
  static func workload(_ row: Int) -> UInt64 { 1 << 40 | UInt64(row) }
  static func station(_ party: Int) -> UInt64 { 2 << 40 | UInt64(party) }
  static func operation(_ row: Int) -> UInt64 { 3 << 40 | UInt64(row) }
  static func party(_ row: Int, _ use: Int) -> UInt64 { 4 << 40 | UInt64(use) << 32 | UInt64(row) }
  static func link(_ row: Int) -> UInt64 { 5 << 40 | UInt64(row) }
  static func hop(_ node: Int) -> UInt64 { 6 << 40 | UInt64(node) }
  static func failures(_ party: Int) -> UInt64 { 7 << 40 | UInt64(party) }
}
