import Topology

/// The line in front of one side of a component, at one end of what is known.
struct StationLine: Sendable {
  /// The wait of every request, whatever its kind, where the first come is served first.
  private(set) var wait: Wait
  /// Before that, the wait for a thread that is held until all below has answered.
  private(set) var threads: ThreadWait?
  /// Whether times are those of the component alone, or parts of a whole that is spared waits below.
  private var standsAlone = false
  var kind: StationSide { side.kind }
  /// Where all requests share the processors instead.
  let sharing: ProcessorSharing?
  /// Service times over all requests of the line.
  let service: ServiceLaw
  /// Where no more than so many may wait: what then finds no place.
  let limited: FiniteLine?
  private let side: Station.Side
  private let shapes: [ServiceShape]
  private let bound: Bound

  /// - Parameter rates: requests per second at the nodes of the demand graph.
  init(
    _ side: Station.Side, _ party: Int, _ bound: Bound, replicas: LoadCase.Replicas, topology: Topology,
    rates: (Int) -> Interval
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
    }
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
      return Answer(law: .response(wait.law, own), doubt: doubt)
    }
    let mean = Interval.product(own.mean, sharing.slowdown)
    guard mean.isFinite else { return .endless }
    // The variance is exact for exponential service; the shape of the rest is a gamma's.
    let law = TimeLaw(.fitted(TimeMoments(mean: mean, variance: sharing.variation * mean * mean)))
    return Answer(law: law, doubt: Doubt(ofTail: 0.2 * mean, waited: mean - own.mean))
  }

  private var doubt: Doubt {
    let wait = self.wait.law.mean
    return wait.isFinite
      ? Doubt(ofMean: wait * self.wait.error, ofTail: wait * self.wait.tailError, waited: wait) : .none
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
