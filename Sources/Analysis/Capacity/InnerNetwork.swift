import Topology

/// What a request visits until it is answered: stations, each with the servers that others leave free, and fixed delays.
struct InnerNetwork {
  /// One side of one component.
  struct Key: Hashable {
    var party: Int
    var side: Int
    /// Where each replica has a line of its own: which.
    var copy = 0
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
  /// Whether others who come at random are met at the stations, rather than taken to keep some of the servers for themselves.
  var meetsOthers = false
  /// The lines in front of a component, each of which gets an equal part of the requests.
  var lines: (Int) -> Int = { _ in 1 }
  /// Where what is visited is kept for the next network that the same requests visit.
  var known: KnownInnerPlans?

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
    /// Connections that are waited for, and held, on the way.
    var pools: [Pool] = []
    /// By side, what one request asks of it in all, where these visits are a part of more.
    var whole: [InnerNetwork.Key: Double] = [:]
  }

  /// Connections or threads of which a part of the way holds one.
  struct Pool {
    var party: Int
    var count: Double
    var entries: [HeldResource.Entry]
    /// Of threads: the component whose own servers are used meanwhile, and how many it has.
    var own: (party: Int, servers: Double)?
    /// What is held on a part of that part.
    var pools: [Pool] = []
  }

  func network(_ entries: Entries) -> InnerNetwork {
    let plan = known?.value(entries.weights, bound) { makePlan(entries) } ?? makePlan(entries)
    return InnerNetwork(
      stations: plan.sides.flatMap { spread($0, entries) } + plan.pools.map { ($0.key, station($0, entries)) },
      delay: entries.delay + plan.delay)
  }

  /// Seconds that a request is taken to wait at the stations by the times of these themselves, all that come to them
  /// counted.
  func countedWaits(_ entries: Entries) -> Double {
    let plan = makePlan(entries)
    let pools = plan.pools.map { pool in
      let station = station(pool, entries)
      return station.openTime(entries.rate) - station.demand
    }
    return (plan.sides.map { countedWait($0, entries) } + pools).reduce(0, +)
  }

  private func countedWait(_ planned: InnerPlan.Side, _ entries: Entries) -> Double {
    guard planned.servers < 1e9 else { return 0 }
    if planned.isOwn { return station(planned, entries).openTime(entries.rate) - planned.demand }
    let side = planned.side
    let arrivals = side.terms.reduce(0) { $0 + bound.of($1.part * rates($1.node)) }
    let mean = Interval.quotient(bound.of(Station.work(side, rates)), arrivals)
    guard arrivals > 0, mean > 0 else { return 0 }
    let line = QueueLine(
      servers: max(1, Int(bound.ofSupply(side.capacity))), arrivals: arrivals, serviceTime: mean)
    return line.meanWait * planned.demand / (mean * planned.copies)
  }

  /// What stays the same whatever else is asked of the stations.
  private func makePlan(_ entries: Entries) -> InnerPlan {
    var way = InnerWay()
    for (entry, weight) in entries.weights where weight > 0 {
      way.add(visits.visits(from: entry, requests: weight, bound), delay)
    }
    guard !entries.pools.isEmpty else { return plan(way, entries) }
    var entries = entries
    for side in plan(way, entries).sides where entries.whole[side.key] == nil { entries.whole[side.key] = side.demand }
    let pools = planned(entries.pools, on: &way, whole: entries.whole)
    return plan(way, entries, pools)
  }

  private func plan(_ way: InnerWay, _ entries: Entries, _ pools: [InnerPlan.Pool] = []) -> InnerPlan {
    let inner = way.visits(nodes, topology)
    var plan = InnerPlan(delay: inner.delay, pools: pools)
    for visits in inner.parties { add(visits.party, visits, entries, to: &plan) }
    return plan
  }

  // MARK: Pools

  /// Takes what is visited with connections out of a way.
  private func planned(
    _ pools: [Pool], on way: inout InnerWay, whole: [InnerNetwork.Key: Double]
  ) -> [InnerPlan.Pool] {
    let all = way
    return pools.enumerated().compactMap { index, pool in
      let calls = pool.entries.map { bound.of($0.each) * all[$0.asking] }
      let sum = calls.reduce(0, +)
      guard sum > 0, sum.isFinite, pool.count >= 1 else { return nil }
      for (entry, count) in zip(pool.entries, calls) where count > 0 {
        way.add(visits.visits(from: entry.node, requests: count, bound), delay, times: -1)
        way.delay -= count * bound.of(entry.network)
      }
      return InnerPlan.Pool(
        held: pool, key: InnerNetwork.Key(party: pool.party, side: -1 - index), calls: sum,
        weights: zip(pool.entries, calls).map { ($0.node, $1 / sum) },
        delay: zip(pool.entries, calls).reduce(0) { $0 + bound.of($1.0.network) * $1.1 / sum },
        whole: whole.mapValues { $0 / sum })
    }
  }

  /// All that is visited with a connection, as one server that works the faster the more of them are held (flow-equivalent
  /// server, Chandy, Herzog and Woo 1975).
  private func station(_ pool: InnerPlan.Pool, _ entries: Entries) -> ClosedNetwork.Station {
    let inner = network(
      Entries(
        weights: pool.weights, rate: entries.rate * pool.calls, delay: pool.delay, own: pool.held.own,
        pools: pool.held.pools, whole: pool.whole))
    let closed = inner.closed()
    let alone = closed.thinkTime + closed.demand
    guard inner.isServed, alone > 0 else {
      return ClosedNetwork.Station(demand: inner.isServed ? 0 : .infinity, servers: pool.held.count)
    }
    guard closed.sums(pool.held.count) < ClosedNetwork.mostSums else {
      return ClosedNetwork.Station(demand: pool.calls * alone, servers: min(pool.held.count, closed.ceiling * alone))
    }
    let rates = closed.throughputs(upTo: Int(pool.held.count))
    let speeds = rates.map { $0 * alone }
    return ClosedNetwork.Station(demand: pool.calls * alone, servers: speeds.last ?? 1, speeds: speeds)
  }

  /// Seconds on the network for the calls of one request at a node.
  private func delay(from node: Int) -> Double {
    network.outgoing(node).reduce(0) { sum, position in
      let edge = network.edges[position]
      guard edge.link >= 0, edge.gain.high > 0 else { return sum }
      return sum + Interval.product(bound.of(networkTime(Int(edge.link))), bound.of(edge.gain))
    }
  }

  private func add(_ party: Int, _ visits: InnerVisits.Party, _ entries: Entries, to plan: inout InnerPlan) {
    let fixed = topology.number(Facts.Party.delay, party)
    plan.delay += (fixed ?? 0) * visits.all
    guard let station = stations[party] else {
      let isUnknown = fixed == nil && topology.kind(ofParty: party) == .service
      if isUnknown, bound == .worst { plan.delay = .infinity }
      return
    }
    // A measured throughput says how much is done, not how long it takes.
    if station.formula != .utilization, bound == .worst { plan.delay = .infinity }
    for (index, side) in station.sides.enumerated() where side.kind != .busiestPartition {
      let key = InnerNetwork.Key(party: party, side: index)
      if let own = entries.own, own.party == party {
        plan.add(InnerPlan.Side(key: key, side: side, demand: work(side, visits), servers: own.servers, isOwn: true))
        return
      }
      let copies = side.kind == .follower ? followers(side, party) : 1
      plan.add(
        InnerPlan.Side(
          key: key, side: side, demand: waitedFor(side, party, visits, copies),
          servers: bound.ofSupply(side.capacity) * copies, copies: copies, whole: entries.whole[key]))
    }
  }

  private func spread(
    _ planned: InnerPlan.Side, _ entries: Entries
  ) -> [(key: InnerNetwork.Key, station: ClosedNetwork.Station)] {
    let lines = lines(planned.key.party)
    guard lines > 1, planned.servers >= Double(lines), planned.servers.isFinite else {
      return [(planned.key, station(planned, entries))]
    }
    var part = planned
    part.part = 1 / Double(lines)
    let station = station(part, entries)
    return (0..<lines).map { copy in
      (InnerNetwork.Key(party: planned.key.party, side: planned.key.side, copy: copy), station)
    }
  }

  private func station(_ planned: InnerPlan.Side, _ entries: Entries) -> ClosedNetwork.Station {
    let (demand, servers) = (planned.demand * planned.part, planned.servers * planned.part)
    guard !planned.isOwn, servers.isFinite else { return ClosedNetwork.Station(demand: demand, servers: servers) }
    let whole = max(demand, (planned.whole ?? 0) * planned.part)
    if let mixed = mixed(planned, whole) { return mixed }
    let others = max(
      0, bound.of(Station.work(planned.side, rates)) * planned.copies * planned.part - entries.rate * whole)
    // Others keep some of the servers busy, and other visits of the same requests their part of the rest; of a broken number the
    // last server works slower.
    let free = (servers - others) * (demand / whole)
    guard free > 0 else { return ClosedNetwork.Station(demand: .infinity, servers: servers) }
    // What rounding adds to a whole number is no server.
    let left = max(1, (free - 1e-9 * free).rounded(.up))
    return ClosedNetwork.Station(demand: demand * left / free, servers: min(servers, left))
  }

  /// A station of several servers at which others come at random. Of one server the rest of it is one that is slower.
  private func mixed(_ planned: InnerPlan.Side, _ whole: Double) -> ClosedNetwork.Station? {
    let others = bound.of(Station.work(planned.side, rates)) * planned.copies * planned.part
    let (demand, servers) = (planned.demand * planned.part, planned.servers * planned.part)
    guard meetsOthers, others > 0, servers > 1, servers < 1e6, demand >= whole * (1 - 1e-9),
      let mixed = MixedStation(servers: Int(servers + 1e-9), load: others)
    else { return nil }
    let speeds = mixed.speeds(upTo: mixed.servers + 1)
    return speeds.last.map { ClosedNetwork.Station(demand: demand, servers: $0, speeds: speeds) }
  }

  private func work(_ side: Station.Side, _ visits: InnerVisits.Party) -> Double {
    side.terms.reduce(0) { $0 + Interval.product(bound.of($1.work), visits[$1.node]) }
  }

  /// A write is answered by the copy that takes it, not by those that apply it; a read by any of those that serve reads.
  private func waitedFor(
    _ side: Station.Side, _ party: Int, _ visits: InnerVisits.Party, _ copies: Double
  ) -> Double {
    guard side.kind == .follower else { return work(side, visits) }
    return work(side, visits.only { !nodes.isWrite($0, ofParty: party) }) * copies
  }

  /// The number of copies that share the reads.
  private func followers(_ side: Station.Side, _ party: Int) -> Double { nodes.followers(side, ofParty: party) }
}

extension DemandNodes {
  /// The number of copies that share the reads of a store.
  func followers(_ side: Station.Side, ofParty party: Int) -> Double {
    let part = side.terms.reduce(0.0) { isWrite($1.node, ofParty: party) ? $0 : max($0, $1.part.high) }
    return part > 0 && part < 1 ? (1 / part).rounded() : 1
  }
}
