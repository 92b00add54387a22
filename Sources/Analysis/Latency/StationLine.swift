import Topology

/// The line in front of one side of a component, at one end of what is known.
struct StationLine {
  let line: QueueLine
  /// Mean seconds of service over all requests of the line.
  let serviceTime: Double

  /// - Parameter rates: requests per second at the nodes of the demand graph.
  init(
    _ side: Station.Side, _ party: Int, _ bound: Bound, replicas: LoadCase.Replicas, topology: Topology,
    rates: (Int) -> Interval
  ) {
    let lines = Lines(party, bound, replicas, topology, side.capacity)
    let arrivals = bound.of(side.terms.reduce(Interval.zero) { $0 + $1.part * rates($1.node) })
    serviceTime =
      arrivals > 0 && arrivals.isFinite
      ? Interval.quotient(bound.of(Station.work(side, rates)), arrivals) : Self.serviceTime(of: side, bound, rates)
    line = QueueLine(servers: lines.servers, arrivals: arrivals / lines.count, serviceTime: serviceTime)
  }

  /// Without load, or without a bound on it: the time of a request that may come.
  private static func serviceTime(of side: Station.Side, _ bound: Bound, _ rates: (Int) -> Interval) -> Double {
    let coming = side.terms.filter { rates($0.node).high > 0 }
    let times = (coming.isEmpty ? side.terms : coming).map { bound.of($0.time) }.filter { $0 > 0 }
    return (bound == .best ? times.min() : times.max()) ?? 0
  }

  /// How many lines there are, and how many servers each has.
  private struct Lines {
    var count: Double
    var servers: Int

    /// A store has one line for each partition. A service has one for all replicas or one for each, by how requests are
    /// spread; what is between the two, and what nobody states, is bounded by them.
    init(
      _ party: Int, _ bound: Bound, _ replicas: LoadCase.Replicas, _ topology: Topology, _ capacity: Interval
    ) {
      let all = bound.ofSupply(capacity)
      count = 1
      if topology.kind(ofParty: party) == .store {
        let partitions = topology.number(Facts.Party.partitions, party) ?? 1
        count = min(partitions, all)
      } else if Self.splits(party, bound, topology) {
        count = bound.ofSupply(ReplicaCount(ofParty: party, replicas, topology: topology).count)
      }
      if !count.isFinite || count < 1 { count = 1 }
      servers = Int(min(max(1, (all / count).rounded(.down)), 1e9))
    }

    private static func splits(_ party: Int, _ bound: Bound, _ topology: Topology) -> Bool {
      switch topology.word(Columns.loadBalancing, party) {
      case "shared": false
      case "random", "hash": true
      default: bound == .worst
      }
    }
  }
}
