import Topology

/// Finds how much closed workloads ask for: the more, the sooner they are answered.
///
/// By the closed network of the stations they wait for: exactly, but for several of them with very many clients. Open
/// workloads take their part of each station first.
struct ClosedSolver {
  let demand: Demand
  let maker: StationMaker
  private let visits: AwaitedVisits
  private let distances: Distances

  init(_ demand: Demand, _ maker: StationMaker) {
    self.demand = demand
    self.maker = maker
    visits = AwaitedVisits(demand)
    distances = Distances(demand.topology)
  }

  /// The demand with the rates of its closed workloads.
  func solved() -> Demand {
    var workloads = demand.workloads
    let closed = workloads.indices.filter { workloads[$0].closed != nil && workloads[$0].entry != nil }
    let rates = solve(closed, .rate, .least)
    let peaks = solve(closed, .peak, .byScaling)
    let isProductForm = closed.count < 2 || takesAllKindsAlike(closed)
    for (index, row) in closed.enumerated() {
      workloads[row].closed?.rate = rates.values[index]
      workloads[row].closed?.peak = peaks.values[index]
      let isExact = rates.isExact && peaks.isExact
      workloads[row].closed?.formula = closed.count == 1 ? .closedThroughput : isExact ? .closedKinds : .closedClasses
      workloads[row].closed?.error = (isExact ? 0 : 0.05) + (isProductForm ? 0 : Self.errorInTurn)
      workloads[row].closed?.add(derivation(row))
    }
    return Demand(demand, workloads)
  }

  private func solve(
    _ closed: [Int], _ kind: LoadCase.Demand, _ replicas: LoadCase.Replicas
  ) -> (values: [Interval], isExact: Bool) {
    let stations = StationTable(maker, replicas)
    let requests = demand.workloads.map { $0.closed == nil ? $0.requests(kind) : .zero }
    let open = DemandRates(demand, requests, .nothingFails)
    let ends = [Bound.worst, .best].map { bound in
      let builder = InnerNetworkBuilder(
        topology: demand.topology, visits: visits, stations: stations, rates: { open[$0] }, networkTime: networkTime,
        bound: bound)
      return throughputs(closed, builder, bound)
    }
    let values = zip(ends[0].rates, ends[1].rates).map { Interval(low: min($0, $1), high: max($0, $1)) }
    return (values, ends.allSatisfy(\.isExact))
  }

  private func networkTime(_ link: Int) -> Interval { NetworkTime(ofLink: link, distances, demand.topology).both }

  private func throughputs(
    _ closed: [Int], _ builder: InnerNetworkBuilder, _ bound: Bound
  ) -> (rates: [Double], isExact: Bool) {
    let kinds = closed.compactMap { row -> (demand: ClosedDemand, inner: InnerNetwork)? in
      guard let entry = demand.workloads[row].entry, let own = demand.workloads[row].closed else { return nil }
      let attempts = bound.of(demand.workloads[row].attempts(.nothingFails, demand.network.failures))
      let way = WorkloadDemand.entryLink(row, demand.topology).map { bound.of(networkTime($0)) } ?? 0
      return (own, builder.network(.init(weights: [(entry, attempts)], rate: 0, delay: attempts * way)))
    }
    if kinds.count == 1, let only = kinds.first { return ([throughput(only.demand, only.inner, bound)], true) }
    return together(kinds, bound)
  }

  private func throughput(_ own: ClosedDemand, _ inner: InnerNetwork, _ bound: Bound) -> Double {
    let pause = bound.of(own.thinkTime)
    guard inner.isServed, pause.isFinite else { return 0 }
    let closed = inner.closed(thinkTime: pause)
    guard closed.sums(own.clients) < ClosedNetwork.mostSums else {
      let bounds = closed.bounds(own.clients)
      return bound == .worst ? bounds.low : bounds.high
    }
    return closed.throughput(Int(own.clients))
  }

  private func together(
    _ kinds: [(demand: ClosedDemand, inner: InnerNetwork)], _ bound: Bound
  ) -> (rates: [Double], isExact: Bool) {
    var order: [InnerNetwork.Key: Int] = [:]
    var servers: [Double] = []
    for (key, station) in kinds.flatMap(\.inner.stations) where order[key] == nil {
      order[key] = servers.count
      servers.append(station.servers)
    }
    let served = kinds.indices.filter { kinds[$0].inner.isServed && bound.of(kinds[$0].demand.thinkTime).isFinite }
    let classes = served.map { index -> ClosedClasses.Class in
      var demands = [Double](repeating: 0, count: servers.count)
      for (key, station) in kinds[index].inner.stations { demands[order[key] ?? 0] += station.demand }
      let own = kinds[index].demand
      return ClosedClasses.Class(
        clients: own.clients, thinkTime: bound.of(own.thinkTime) + kinds[index].inner.delay, demands: demands)
    }
    var result = [Double](repeating: 0, count: kinds.count)
    let network = ClosedClasses(classes: classes, servers: servers)
    let exact = ClosedClassNetwork(network)
    for (index, rate) in zip(served, exact?.throughputs() ?? network.throughputs()) { result[index] = rate }
    return (result, exact != nil)
  }

  /// Whether every station that several requests wait for takes equally long for all of them, or lets them share its
  /// processors: only then are the figures of several kinds exact.
  private func takesAllKindsAlike(_ closed: [Int]) -> Bool {
    let topology = demand.topology
    let nodes = Set(closed.flatMap { SynchronousReach(ofWorkload: demand.workloads[$0], demand).sorted })
    let stations = StationTable(maker, .least)
    return Set(nodes.map { demand.network.nodes.party(ofNode: $0, in: topology) }).allSatisfy { party in
      guard let station = stations[party], topology.word(Columns.discipline, party) != "shared" else { return true }
      return station.sides.allSatisfy { side in
        let times = side.terms.filter { nodes.contains($0.node) && $0.part.high > 0 }.map(\.time)
        return times.allSatisfy { $0 == times.first }
      }
    }
  }

  /// What the stations rest on that the workload waits for.
  /// Of rates, where those that take long hold up others that are served in turn: processor sharing is computed. Measured
  /// with two kinds that take 5 ms and 50 ms.
  private static let errorInTurn = 0.8

  /// Whether clients may wait for threads or connections, which the network of stations does not have.
  private func mayHold(_ party: Int) -> Bool {
    let topology = demand.topology
    let nodes = demand.network.nodes.everything(ofParty: party, in: topology)
    let waits = nodes.contains { node in
      visits.network.outgoing(node).contains { visits.network.edges[$0].link >= 0 }
    }
    return waits
      && (topology.rows(Columns.pools, party) != nil
        || topology.number(Facts.Party.concurrency, party)?.isFinite == true)
  }

  private func derivation(_ row: Int) -> Derivation {
    var derivation = Derivation()
    let nodes = SynchronousReach(ofWorkload: demand.workloads[row], demand).sorted.filter(
      demand.network.nodes.asksForWork)
    let stations = StationTable(maker, .byScaling)
    for party in Set(nodes.map { demand.network.nodes.party(ofNode: $0, in: demand.topology) }).sorted() {
      stations[party]?.add(to: &derivation, of: demand.topology) { nodes.contains($0) ? .one : .zero }
      if mayHold(party) { derivation.omit(.heldConcurrency) }
      if LineLimit.places(ofParty: party, demand.topology) != nil { derivation.omit(.refused) }
    }
    return derivation
  }
}
