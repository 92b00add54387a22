import Topology

/// What a request visits until it is answered: stations, each with the servers that others leave free, and fixed delays.
struct InnerNetwork {
  /// One side of one component.
  struct Key: Hashable {
    var party: Int
    var side: Int
  }

  var stations: [(key: Key, station: ClosedNetwork.Station)] = []
  var delay = 0.0

  /// Whether every time is known to have an end, and every station something left.
  var isServed: Bool {
    delay.isFinite && stations.allSatisfy { $0.station.demand.isFinite && $0.station.servers > 0 }
  }

  func closed(thinkTime: Double = 0) -> ClosedNetwork {
    ClosedNetwork(stations.map(\.station), thinkTime: delay + thinkTime)
  }
}

extension CapacityAnalysis {
  /// Adds what the times rest on that requests spend at some components.
  func addTimes(at parties: some Sequence<Int>, to derivation: inout Derivation) {
    for party in parties {
      if let station = state.stations(.byScaling)[party] {
        addWork(of: station, party, .peak, to: &derivation)
      } else if topology.kind(ofParty: party) == .service,
        derivation.number(Facts.Party.delay, party, of: topology) == nil
      {
        derivation.lack(Facts.Party.serviceTimeMean, party, of: topology)
      }
    }
  }
}

/// Builds inner networks from the demand graph, at one end of what is known.
struct InnerNetworkBuilder {
  let topology: Topology
  let visits: AwaitedVisits
  let stations: StationTable
  /// All requests at the nodes.
  let rates: (Int) -> Interval
  /// Seconds there and back along a link.
  let networkTime: (Int) -> Interval
  let bound: Bound

  private var network: DemandNetwork { visits.network }
  private var nodes: DemandNodes { network.nodes }

  /// Where requests enter, how often for one that is counted, and how many of these come over time already.
  struct Entries {
    var weights: [(node: Int, weight: Double)]
    var rate: Double
    /// Seconds on the network that the resource is held for before and after.
    var delay = 0.0
    /// The component whose own servers are used meanwhile, and how many it has.
    var own: (party: Int, servers: Double)?
  }

  func network(_ entries: Entries) -> InnerNetwork {
    var result = InnerNetwork(delay: entries.delay)
    var byParty: [Int: [Int: Double]] = [:]
    for (entry, weight) in entries.weights where weight > 0 {
      let visits = visits.visits(from: entry, requests: weight, bound)
      for (node, count) in zip(visits.nodes.map(Int.init), visits.values) {
        if nodes.asksForWork(node) {
          byParty[nodes.party(ofNode: node, in: topology), default: [:]][node, default: 0] += count
        }
        result.delay += count * delay(from: node)
      }
    }
    for (party, visits) in byParty.sorted(by: { $0.key < $1.key }) { add(party, visits, entries, to: &result) }
    return result
  }

  /// Seconds on the network for the calls of one request at a node.
  private func delay(from node: Int) -> Double {
    network.outgoing(node).reduce(0) { sum, position in
      let edge = network.edges[position]
      guard edge.link >= 0, edge.gain.high > 0 else { return sum }
      return sum + Interval.product(bound.of(networkTime(Int(edge.link))), bound.of(edge.gain))
    }
  }

  private func add(_ party: Int, _ visits: [Int: Double], _ entries: Entries, to result: inout InnerNetwork) {
    let fixed = topology.number(Facts.Party.delay, party)
    result.delay += (fixed ?? 0) * visits.values.reduce(0, +)
    guard let station = stations[party] else {
      let isUnknown = fixed == nil && topology.kind(ofParty: party) == .service
      if isUnknown, bound == .worst { result.delay = .infinity }
      return
    }
    // A measured throughput says how much is done, not how long it takes.
    if station.formula != .utilization, bound == .worst { result.delay = .infinity }
    for (index, side) in station.sides.enumerated() where side.kind != .busiestPartition {
      let station = self.station(side, party, visits, entries)
      if station.demand > 0 { result.stations.append((InnerNetwork.Key(party: party, side: index), station)) }
      if party == entries.own?.party { return }
    }
  }

  private func station(
    _ side: Station.Side, _ party: Int, _ visits: [Int: Double], _ entries: Entries
  ) -> ClosedNetwork.Station {
    if let own = entries.own, own.party == party {
      return ClosedNetwork.Station(demand: work(side, visits), servers: own.servers)
    }
    let copies = side.kind == .follower ? followers(side, party) : 1
    let servers = bound.ofSupply(side.capacity) * copies
    let demand = waitedFor(side, party, visits, copies)
    guard demand > 0 else { return ClosedNetwork.Station(demand: 0, servers: servers) }
    let others = max(0, bound.of(Station.work(side, rates)) * copies - entries.rate * demand)
    guard servers.isFinite else { return ClosedNetwork.Station(demand: demand, servers: servers) }
    // Others keep some of the servers busy; of a broken number the last one works slower.
    let free = servers - others
    guard free > 0 else { return ClosedNetwork.Station(demand: .infinity, servers: servers) }
    let left = max(1, free.rounded(.up))
    return ClosedNetwork.Station(demand: demand * left / free, servers: min(servers, left))
  }

  private func work(_ side: Station.Side, _ visits: [Int: Double]) -> Double {
    side.terms.reduce(0) { $0 + Interval.product(bound.of($1.work), visits[$1.node] ?? 0) }
  }

  /// A write is answered by the copy that takes it, not by those that apply it; a read by any of those that serve reads.
  private func waitedFor(_ side: Station.Side, _ party: Int, _ visits: [Int: Double], _ copies: Double) -> Double {
    guard side.kind == .follower else { return work(side, visits) }
    return work(side, visits.filter { !nodes.isWrite($0.key, ofParty: party) }) * copies
  }

  /// The number of copies that share the reads.
  private func followers(_ side: Station.Side, _ party: Int) -> Double {
    let part = side.terms.reduce(0.0) { nodes.isWrite($1.node, ofParty: party) ? $0 : max($0, $1.part.high) }
    return part > 0 && part < 1 ? (1 / part).rounded() : 1
  }
}
