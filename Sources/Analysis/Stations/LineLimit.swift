import Topology

/// How many requests may wait for a component: for each replica, as it states itself, or all together in the queue that
/// alone feeds it.
struct LineLimit {
  /// What becomes of one that finds no place.
  enum Overflow {
    case lost
    /// It takes the place of the one that waits longest.
    case replacesOldest
    /// Nobody says: it is lost, or its sender waits.
    case unknown
  }

  let places: Places
  let overflow: Overflow
  /// The queue whose messages wait; `nil` where requests wait at the component.
  let queue: Int?
  /// What it rests on.
  let facts: [FactID]

  /// `nil` where nothing is limited, or nothing is lost by the limit.
  init?(ofParty party: Int, _ topology: Topology) {
    if let own = Self.places(ofParty: party, topology) {
      places = own
      overflow = .lost
      queue = nil
      facts = [Columns.queueLimit, Columns.admissionMost].filter { topology.state($0, party) != .unknown }
        .map { FactID($0, row: party) }
      return
    }
    guard let queue = Self.onlyQueue(before: party, topology), topology.word(Columns.overflow, queue) != "block",
      let length = topology.number(Columns.maxLength, queue)
    else { return nil }
    places = Places(queue: length, isOfEachReplica: false)
    overflow =
      switch topology.word(Columns.overflow, queue) {
      case "reject", "drop-newest": .lost
      case "drop-oldest": .replacesOldest
      default: .unknown
      }
    self.queue = queue
    facts = [Columns.maxLength, Columns.overflow].filter { topology.state($0, queue) != .unknown }
      .map { FactID($0, row: queue) }
  }

  /// The line that it leaves of one without a limit.
  func line(_ line: BalancedLine, _ bound: Bound) -> FiniteLine {
    let lines = places.isOfEachReplica && Self.isSplit(line.balancing, bound) ? max(1, line.replicas) : 1
    let servers = max(1, Int((Double(line.allServers) / lines + 1e-9).rounded(.down)))
    let waiting = places.waiting(servers: Double(servers), copies: line.replicas / lines)
    return FiniteLine(
      servers: servers, waitingPlaces: Int(min(1e6, waiting)), arrivals: line.arrivals / lines,
      serviceTime: line.service.mean)
  }

  /// The wait of those that find a place; `nil` where it is that of a line without a limit.
  func wait(_ balanced: BalancedLine, _ line: FiniteLine, _ bound: Bound) -> Wait? {
    switch overflow {
    case .unknown where bound == .worst: return nil
    // Whoever is served came after the one that would be served if newcomers were lost.
    case .replacesOldest where bound == .best: return Wait.none
    default: return line.wait(variation: balanced.service.variation)
    }
  }

  /// Whether each replica has a line of its own.
  private static func isSplit(_ balancing: Balancing, _ bound: Bound) -> Bool {
    switch balancing {
    case .shared: false
    case .random: true
    default: bound == .worst
    }
  }

  // MARK: Places

  /// What one replica lets in, or a queue.
  struct Places {
    /// Requests that may wait.
    var queue: Double?
    /// Requests in all.
    var all: Double?
    var isOfEachReplica = true

    func waiting(servers: Double, copies: Double) -> Double {
      let factor = isOfEachReplica ? copies : 1
      return min((queue ?? .infinity) * factor, max(0, (all ?? .infinity) * factor - servers))
    }
  }

  /// What a component states itself.
  static func places(ofParty party: Int, _ topology: Topology) -> Places? {
    let queue = topology.number(Columns.queueLimit, party).flatMap { $0.isFinite ? $0 : nil }
    let all = topology.number(Columns.admissionMost, party).flatMap { $0.isFinite ? $0 : nil }
    let none: Double? = topology.state(Columns.queueLimit, party) == .none ? 0 : nil
    guard queue ?? none ?? all != nil else { return nil }
    return Places(queue: queue ?? none, all: all)
  }

  // MARK: Queues

  /// The component that alone takes the messages of a queue, and takes nothing else.
  static func onlyConsumer(ofQueue queue: Int, _ topology: Topology) -> Int? {
    let links = topology.outgoing(ofParty: queue).filter { EdgeCollector.carriesDemand(Int($0), topology) }
    guard let first = links.first.map({ topology.target(ofLink: Int($0)) }) else { return nil }
    return onlyQueue(before: first, topology) == queue ? first : nil
  }

  /// The queue with a limit that alone feeds a component.
  private static func onlyQueue(before party: Int, _ topology: Topology) -> Int? {
    guard topology.hasFacts(Columns.maxLength), topology.kind(ofParty: party) == .service,
      topology.flag(Facts.Party.linksComplete, party) != false
    else { return nil }
    let sources = Set(topology.incoming(ofParty: party).map { topology.source(ofLink: Int($0)) })
    guard sources.count == 1, let queue = sources.first, topology.kind(ofParty: queue) == .queue,
      topology.number(Columns.maxLength, queue)?.isFinite == true,
      topology.outgoing(ofParty: queue).allSatisfy({ topology.target(ofLink: Int($0)) == party }),
      !isEntered(party, topology)
    else { return nil }
    return queue
  }

  private static func isEntered(_ party: Int, _ topology: Topology) -> Bool {
    topology.rows(of: .workload).contains { row in
      topology.reference(Facts.Workload.entry, row).map {
        ($0.table == .party ? $0.row : topology.owner($0)) == party
      } ?? false
    }
  }

  /// Whether a queue before a component is limited in a way that no figure counts: producers wait, several consumers
  /// share it, or its consumer has other work.
  static func isLeftOut(before party: Int, _ topology: Topology) -> Bool {
    guard topology.hasFacts(Columns.maxLength) else { return false }
    return topology.incoming(ofParty: party).contains { link in
      let source = topology.source(ofLink: Int(link))
      guard topology.kind(ofParty: source) == .queue, topology.number(Columns.maxLength, source)?.isFinite == true
      else {
        return false
      }
      return onlyQueue(before: party, topology) != source || topology.word(Columns.overflow, source) == "block"
    }
  }
}
