import Topology

/// The line in front of one side of a component, at one end of what is known.
struct StationLine: Sendable {
  /// The wait of every request, whatever its kind, where the first come is served first.
  private(set) var wait: Wait
  /// The wait of the requests that come to other partitions than the busiest, and their share.
  private var elsewhere: (share: Double, wait: Wait)?
  /// The same on the average over those of a fixed number of clients too, where there are any: these find fewer others.
  private var waitOfAll: Wait?
  /// Before that, the wait for a thread that is held until all below has answered.
  private(set) var threads: ThreadWait?
  /// Whether times are those of the component alone, or parts of a whole that is spared waits below.
  private var standsAlone = false
  var kind: StationSide { side.kind }
  /// Where all requests share the processors instead.
  private(set) var sharing: ProcessorSharing?
  private var sharingOfAll: ProcessorSharing?
  /// Whether it counts that clients who wait for their answers are never more than there are.
  private(set) var meetsClients = false
  /// Service times over all requests of the line.
  let service: ServiceLaw
  /// Where no more than so many may wait: what then finds no place.
  let limited: FiniteLine?
  private let side: Station.Side
  private let shapes: [ServiceShape]
  private let bound: Bound

  /// - Parameters:
  ///   - clients: those of a fixed number that are there.
  ///   - rates: requests per second at the nodes of the demand graph.
  init(
    _ side: Station.Side, _ party: Int, _ bound: Bound, replicas: LoadCase.Replicas, topology: Topology,
    clients: ClosedPresence.Line? = nil, rates: (Int) -> Interval
  ) {
    self.side = side
    self.bound = bound
    shapes = side.terms.map { Self.shape(of: $0, party, topology) }
    let arrivals = side.terms.map { bound.of($0.part * rates($0.node)) }
    let total = arrivals.reduce(0, +)
    let laws = zip(side.terms, shapes).map { $1.law(mean: bound.of($0.time)) }
    let mixed = total.isFinite ? ServiceLaw.mixture(of: zip(arrivals, laws).map { (weight: $0, law: $1) }) : nil
    service = mixed ?? Self.service(of: side, laws, bound, rates)
    let line = Self.line(party, bound, replicas, topology, side.capacity, arrivals: total, service)
    let isUp = bound.ofSupply(side.capacity) > 0
    let limit = isUp ? LineLimit(ofParty: party, topology) : nil
    let limited = limit.map { $0.line(line, bound) }
    self.limited = limited
    if topology.word(Columns.discipline, party) == "shared" {
      let single = Self.sharedLine(line, bound)
      sharing = ProcessorSharing(servers: single.servers, load: isUp ? single.load : .infinity)
      wait = .none
    } else {
      sharing = nil
      let bounded = limit.flatMap { limit in limited.flatMap { limit.wait(line, $0, bound) } }
      wait = isUp ? bounded ?? line.wait(bound) : .endless
      if let spread = side.spread, isUp, bounded == nil, clients == nil {
        let other = Self.line(
          party, bound, replicas, topology, side.capacity, arrivals: total * spread.others, service)
        elsewhere = (1 - spread.busiest, other.wait(bound))
      }
    }
    if let clients, limited == nil { meet(clients, on: line) }
  }

  /// Waits are those among clients that wait for their answers.
  private mutating func meet(_ clients: ClosedPresence.Line, on line: BalancedLine) {
    let isOneLine = line.replicas == 1 || line.balancing == .shared || (line.balancing == .unknown && bound == .best)
    guard isOneLine, line.arrivals.isFinite, line.arrivals > 0, service.mean > 0,
      let station = MixedStation(servers: line.allServers, load: clients.load)
    else { return }
    let shareOfClients = clients.load > 0 ? min(1, clients.arrivals / line.arrivals) : 1
    let (byOthers, byClients) = (station.found(clients.seenByOthers), station.found(clients.seenByClients))
    let found = zip(byOthers.padded(to: byClients.count), byClients.padded(to: byOthers.count)).map {
      $0 + ($1 - $0) * shareOfClients
    }
    if sharing != nil {
      sharing = ProcessorSharing(found: clients.load > 0 ? byOthers : byClients, servers: line.allServers)
      sharingOfAll = ProcessorSharing(found: found, servers: line.allServers)
    } else {
      let turns = Turns(clients, of: line, shapes, service)
      func wait(_ found: [Double], _ factor: Double) -> Wait {
        let law = WaitLaw(found: found, servers: line.allServers, serviceTime: service.mean)
        let wait = Wait(law: law, formula: .mixedWait)
        return turns.isExact
          ? wait : wait.stretched(by: factor * turns.variation, .mixedWait, error: turns.error, tailError: 0.2)
      }
      let plain = wait(byOthers, 1)
      let factor = turns.factor(plain.law, station, clients)
      self.wait = clients.load > 0 ? wait(byOthers, factor) : wait(byClients, 1)
      waitOfAll = wait(found, factor)
    }
    meetsClients = true
  }

  /// Requests take a thread first.
  mutating func hold(_ threads: ThreadWait) {
    self.threads = threads
    if threads.replacesLine { wait = .none }
  }

  /// The same line for the times of the component alone.
  var alone: StationLine {
    var other = self
    other.standsAlone = true
    other.wait = waitOfAll ?? wait
    other.sharing = sharingOfAll ?? sharing
    return other
  }

  /// The law of the wait.
  var formula: Formula { sharing == nil ? wait.formula : .processorSharing }

  /// The time from arrival to the end of service of a request with its own service time.
  func answer(_ own: ServiceLaw) -> Answer {
    let served = served(own)
    return threads?.wait.before(served, standsAlone: standsAlone) ?? served
  }

  private func served(_ own: ServiceLaw) -> Answer {
    guard let sharing else {
      let busiest = Answer(law: .response(wait.law, own), doubt: doubt(wait))
      guard let elsewhere else { return busiest }
      let other = Answer(law: .response(elsewhere.wait.law, own), doubt: doubt(elsewhere.wait))
      return Answer(
        law: .mixture([(1 - elsewhere.share, busiest.law), (elsewhere.share, other.law)]),
        doubt: busiest.doubt * (1 - elsewhere.share) + other.doubt * elsewhere.share)
    }
    let mean = Interval.product(own.mean, sharing.slowdown)
    guard mean.isFinite else { return .endless }
    // The variance is exact for exponential service; the shape of the rest is a gamma's.
    let law = TimeLaw(.fitted(TimeMoments(mean: mean, variance: sharing.variation * mean * mean)))
    return Answer(law: law, doubt: Doubt(ofTail: 0.2 * mean, waited: mean - own.mean))
  }

  private func doubt(_ wait: Wait) -> Doubt {
    let mean = wait.law.mean
    return mean.isFinite ? Doubt(ofMean: mean * wait.error, ofTail: mean * wait.tailError, waited: mean) : .none
  }

  /// The answer to requests at a node; `nil` if none of them comes to this side.
  func answer(atNode node: Int) -> Answer? {
    guard let index = side.terms.firstIndex(where: { $0.node == node }), side.terms[index].part.high > 0 else {
      return nil
    }
    return answer(shapes[index].law(mean: bound.of(side.terms[index].time)))
  }

  /// Which part of the requests at a node come to this side.
  func part(atNode node: Int) -> Interval { side.terms.first { $0.node == node }?.part ?? .zero }

  // MARK: Service

  /// The shape that goes with the mean of a term: that of the record it comes from.
  static func shape(of term: Station.Term, _ party: Int, _ topology: Topology) -> ServiceShape {
    let own = term.inputs.first { $0.column.table == .operation }?.entity
    let shape = ServiceShape(of: own ?? EntityID(.party, party), topology: topology)
    let others = [Facts.Party.serviceTimeRead, Facts.Party.serviceTimeWrite, Facts.Party.serviceTimeApply]
    let hasOtherMean = own == nil && term.inputs.contains { others.contains($0.column) }
    return hasOtherMean && shape.isFitted ? .open : shape
  }

  /// Without load, or without a bound on it: the time of a request that may come.
  private static func service(
    of side: Station.Side, _ laws: [ServiceLaw], _ bound: Bound, _ rates: (Int) -> Interval
  ) -> ServiceLaw {
    let all = zip(side.terms, laws).filter { $1.mean > 0 }
    let coming = all.filter { rates($0.0.node).high > 0 }
    let candidates = (coming.isEmpty ? all : coming).map(\.1)
    let chosen = bound == .best ? candidates.min { $0.mean < $1.mean } : candidates.max { $0.mean < $1.mean }
    return chosen ?? .constant(0)
  }

  // MARK: Lines

  /// A store has one line for each partition. A service has one for all replicas or one for each, by how requests are
  /// spread.
  private static func line(
    _ party: Int, _ bound: Bound, _ replicas: LoadCase.Replicas, _ topology: Topology, _ capacity: Interval,
    arrivals: Double, _ service: ServiceLaw
  ) -> BalancedLine {
    let all = bound.ofSupply(capacity)
    let isStore = topology.kind(ofParty: party) == .store
    var count =
      isStore
      ? topology.number(Facts.Party.partitions, party) ?? 1
      : bound.ofSupply(ReplicaCount(ofParty: party, replicas, topology: topology).count)
    count = min(count, all)
    if !count.isFinite || count < 1 { count = 1 }
    return BalancedLine(
      balancing: isStore ? .random : balancing(party, topology), replicas: count, servers: servers(all / count),
      allServers: servers(all), arrivals: arrivals, service: service)
  }

  private static func servers(_ capacity: Double) -> Int { Int(min(max(1, (capacity + 1e-9).rounded(.down)), 1e9)) }

  static func balancing(_ party: Int, _ topology: Topology) -> Balancing {
    switch topology.word(Columns.loadBalancing, party) {
    case "shared": .shared
    case "random", "hash": .random
    case "round-robin": .roundRobin
    case "least-outstanding": .leastOutstanding
    case "pick-two": .pickTwo
    default: .unknown
    }
  }

  /// Lines that share their processors: all together, or each replica with an equal part, between which every other
  /// spread lies.
  private static func sharedLine(_ line: BalancedLine, _ bound: Bound) -> Line {
    switch line.balancing {
    case .shared: line.together
    case .random: line.apart
    default: bound == .best ? line.together : line.apart
    }
  }
}

extension [Double] {
  /// With zeros behind, at least so many.
  fileprivate func padded(to count: Int) -> [Double] {
    self + [Double](repeating: 0, count: Swift.max(0, count - self.count))
  }
}

/// What clients and others make of a line where they take turns and unequally long.
private struct Turns {
  /// Seconds that one of the others takes.
  private let time: Double
  /// What stated variation makes of waits, as in lines without an end of clients.
  let variation: Double
  /// Of waits, as a share: 30 % for each doubling of the times. Measured with exact chains of up to 8 clients among others that
  /// take up to ten times or a tenth of their time, at one to four servers.
  let error: Double
  var isExact: Bool { error == 0 }

  init(_ clients: ClosedPresence.Line, of line: BalancedLine, _ shapes: [ServiceShape], _ service: ServiceLaw) {
    let own = shapes.filter(\.isStated).map { ($0.law(mean: 1).variation + 1) / 2 }
    variation = own.isEmpty ? 1 : own.reduce(0, +) / Double(own.count)
    let others = line.arrivals - clients.arrivals
    time = clients.load > 0 && others > 0 ? clients.load / others : clients.serviceTime
    let ratio = max(time, clients.serviceTime) / min(time, clients.serviceTime)
    let unevenness = own.isEmpty ? max(0, service.variation - 1) / 2 : 0
    let unlike = max(unevenness, 0.3 * Real.log(ratio) / Real.log(2))
    error = min(1, abs(variation - 1) / max(1, variation) + (unlike > 1e-9 ? unlike : 0))
  }

  /// How many times as long others wait as if all took the mean time: for the work of those before them, at one server
  /// exactly, but for how many these are.
  func factor(_ law: WaitLaw, _ station: MixedStation, _ clients: ClosedPresence.Line) -> Double {
    guard error > 0, clients.load > 0, law.mean > 0 else { return 1 }
    let present = clients.seenByOthers.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    let busy = clients.arrivals * clients.serviceTime
    let underWay = law.waitingShare * (busy * clients.serviceTime + clients.load * time) / (busy + clients.load)
    let work = max(0, present - busy) * clients.serviceTime + underWay
    return work / (Double(station.servers) - clients.load) / law.mean
  }
}
