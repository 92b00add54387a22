import Topology

/// The most requests over time that threads or connections carry, given all requests at the nodes.
struct HeldTime {
  let state: AnalysisState
  let stations: StationTable
  let rates: (Int) -> Interval
  /// Where what is visited is kept, if many questions are about the same requests.
  var known: KnownInnerPlans?

  init(state: AnalysisState, stations: StationTable, rates: @escaping (Int) -> Interval) {
    self.state = state
    self.stations = stations
    self.rates = rates
  }

  /// With the requests of a load case.
  init(state: AnalysisState, _ load: LoadCase) {
    let rates = state.rates(load)
    self.init(state: state, stations: state.stations(load.replicas)) { rates[$0] * load.factor }
  }

  /// What is visited while the resource is held, at both ends of what is known.
  func networks(of resource: HeldResource) -> HeldNetworks {
    HeldNetworks(count: resource.count, worst: inner(resource, .worst), best: inner(resource, .best))
  }

  /// The components that a request visits while it holds the resource, ascending.
  func visited(by resource: HeldResource) -> [Int] {
    var parties: Set<Int> = []
    for entry in resource.entries where rates(entry.asking).high > 0 {
      for node in state.awaitedVisits.visits(from: entry.node, requests: 1, .worst).nodes {
        parties.insert(state.nodes.party(ofNode: Int(node), in: state.topology))
      }
    }
    return parties.sorted()
  }

  /// Whether nobody says how long some of the calls are under way that are made while the resource is held.
  func leavesLatencyOpen(_ resource: HeldResource) -> Bool {
    let network = state.demand.network
    let nodes = resource.entries.flatMap { state.awaitedVisits.visits(from: $0.node, requests: 1, .worst).nodes }
    return Set(nodes.map(Int.init)).contains { node in
      network.outgoing(node).contains { position in
        let edge = network.edges[position]
        return edge.link >= 0 && edge.gain.high > 0 && SynchronousReach.waits(edge, state.topology)
          && NetworkTime(ofLink: Int(edge.link), state.distances, state.topology).leavesLatencyOpen
      }
    }
  }

  /// How many are held at the same time on the average, each until its stations have answered; infinite where one of them cannot
  /// follow (Little 1961).
  func busy(_ resource: HeldResource) -> Double {
    guard let entries = entries(resource, .worst), let inner = inner(resource, .worst) else { return 0 }
    let rate = resource.entries.reduce(0) { $0 + rates($1.asking).high * $1.each.high }
    let time = inner.stations.reduce(inner.delay) { $0 + $1.station.openTime(rate) }
    return entries.rate > 0 ? Interval.product(rate, time) : 0
  }

  /// What a request visits while it holds one, and how many requests over time do, where each of several lines gets a part
  /// of them and has the same part of the component's own servers, and what of the waits there is counted anyway; `nil`
  /// where nothing asks.
  func inner(
    _ resource: HeldResource, _ bound: Bound, part: Double
  ) -> (network: InnerNetwork, rate: Double, counted: Double)? {
    guard var entries = entries(resource, bound),
      resource.entries.contains(where: { bound.of(rates($0.asking)) > 0 })
    else { return nil }
    entries.rate *= part
    if let own = entries.own { entries.own = (own.party, own.servers * part) }
    for index in entries.pools.indices { entries.pools[index].count *= part }
    let builder = builder(bound)
    return (builder.network(entries), entries.rate, builder.countedWaits(entries))
  }

  /// The same at one end; `nil` where nothing asks for the resource.
  func inner(_ resource: HeldResource, _ bound: Bound) -> InnerNetwork? {
    entries(resource, bound).map { builder(bound).network($0) }
  }

  private func builder(_ bound: Bound) -> InnerNetworkBuilder {
    InnerNetworkBuilder(
      topology: state.topology, visits: state.awaitedVisits, stations: stations, rates: rates,
      networkTime: state.networkTime, bound: bound, known: known)
  }

  /// The mix of requests counts, not their number; without load, each kind that may come is as likely as the others.
  func entries(_ resource: HeldResource, _ bound: Bound) -> InnerNetworkBuilder.Entries? {
    var weights = resource.entries.map { bound.of(rates($0.asking)) * bound.of($0.each) }
    if !weights.contains(where: { $0 > 0 }) || weights.contains(where: { !$0.isFinite }) {
      weights = resource.entries.map { rates($0.asking).high > 0 ? 1 : 0 }
    }
    let rate = weights.reduce(0, +)
    guard rate > 0 else { return nil }
    let shares = weights.map { $0 / rate }
    return InnerNetworkBuilder.Entries(
      weights: zip(resource.entries, shares).map { ($0.node, $1) }, rate: rate,
      delay: zip(resource.entries, shares).reduce(0) { $0 + bound.of($1.0.network) * $1.1 },
      own: resource.ownServers.map { (resource.party, bound.ofSupply($0)) }, pools: pools(of: resource, bound))
  }

  /// The connections that are waited for while the resource is held; of more than there are holders nobody waits for one.
  private func pools(of resource: HeldResource, _ bound: Bound) -> [InnerNetworkBuilder.Pool] {
    resource.pools.compactMap { pool in
      let count = bound.ofSupply(pool.count)
      guard count < bound.ofSupply(resource.count) else { return nil }
      return InnerNetworkBuilder.Pool(party: pool.party, count: count, entries: pool.entries)
    }
  }
}
