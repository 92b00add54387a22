import Topology

/// The line in front of a component that lets in no more than so many requests, at one end of what is known.
struct BoundedLine {
  let line: FiniteLine

  /// `nil` where no limit is stated, or times are not known.
  init?(ofParty party: Int, _ load: LoadCase, _ bound: Bound, _ state: AnalysisState, rates: (Int) -> Interval) {
    let topology = state.topology
    guard let places = Self.places(ofParty: party, topology),
      let station = state.station(party, load.replicas), station.formula == .utilization,
      let side = station.sides.first
    else { return nil }
    let servers = bound.ofSupply(side.capacity)
    let copies = bound.ofSupply(ReplicaCount(ofParty: party, load.replicas, topology: topology).count)
    guard servers.isFinite, copies.isFinite, copies >= 1 else { return nil }
    let lines = Self.isSplit(party, bound, topology) ? copies : 1
    let arrivals = bound.of(side.terms.reduce(Interval.zero) { $0 + $1.part * rates($1.node) })
    let work = bound.of(Station.work(side, rates))
    let each = max(1, Int(servers / lines))
    line = FiniteLine(
      servers: each, waitingPlaces: Int(min(1e6, places.waiting(servers: Double(each), copies: copies / lines))),
      arrivals: arrivals / lines, serviceTime: arrivals > 0 ? Interval.quotient(work, arrivals) : 0)
  }

  /// Whether each replica has a line of its own.
  private static func isSplit(_ party: Int, _ bound: Bound, _ topology: Topology) -> Bool {
    switch topology.word(Columns.loadBalancing, party) {
    case "shared": false
    case "random", "hash": true
    default: bound == .worst
    }
  }

  /// What one replica lets in.
  struct Places {
    /// Requests that may wait.
    var queue: Double?
    /// Requests in all.
    var all: Double?

    func waiting(servers: Double, copies: Double) -> Double {
      min((queue ?? .infinity) * copies, max(0, (all ?? .infinity) * copies - servers))
    }
  }

  static func places(ofParty party: Int, _ topology: Topology) -> Places? {
    let queue = topology.number(Columns.queueLimit, party).flatMap { $0.isFinite ? $0 : nil }
    let all = topology.number(Columns.admissionMost, party).flatMap { $0.isFinite ? $0 : nil }
    let none: Double? = topology.state(Columns.queueLimit, party) == .none ? 0 : nil
    guard queue ?? none ?? all != nil else { return nil }
    return Places(queue: queue ?? none, all: all)
  }
}
