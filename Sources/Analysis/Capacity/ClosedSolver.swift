import Topology

/// Finds how much closed workloads ask for: the more, the sooner they are answered.
///
/// One of them alone exactly, by the closed network of the stations it waits for; several at once approximately. Open workloads
/// take their part of each station first.
struct ClosedSolver {
  let demand: Demand
  let maker: StationMaker
  private let visits: AwaitedVisits

  init(_ demand: Demand, _ maker: StationMaker) {
    self.demand = demand
    self.maker = maker
    visits = AwaitedVisits(demand)
  }

  /// The demand with the rates of its closed workloads.
  func solved() -> Demand {
    var workloads = demand.workloads
    let closed = workloads.indices.filter { workloads[$0].closed != nil && workloads[$0].entry != nil }
    let rates = solve(closed, .rate, .least)
    let peaks = solve(closed, .peak, .byScaling)
    for (index, row) in closed.enumerated() {
      workloads[row].closed?.rate = rates[index]
      workloads[row].closed?.peak = peaks[index]
      workloads[row].closed?.formula = closed.count == 1 ? .closedThroughput : .closedClasses
      workloads[row].closed?.add(derivation(row))
    }
    return Demand(demand, workloads)
  }

  private func solve(_ closed: [Int], _ kind: LoadCase.Demand, _ replicas: LoadCase.Replicas) -> [Interval] {
    let stations = StationTable(maker, replicas)
    let requests = demand.workloads.map { $0.closed == nil ? $0.requests(kind) : .zero }
    let open = DemandRates(demand, requests, .nothingFails)
    let ends = [Bound.worst, .best].map { bound -> [Double] in
      let builder = InnerNetworkBuilder(
        topology: demand.topology, visits: visits, stations: stations, rates: { open[$0] }, bound: bound)
      return throughputs(closed, builder, bound)
    }
    return closed.indices.map { Interval(low: min(ends[0][$0], ends[1][$0]), high: max(ends[0][$0], ends[1][$0])) }
  }

  private func throughputs(_ closed: [Int], _ builder: InnerNetworkBuilder, _ bound: Bound) -> [Double] {
    let kinds = closed.compactMap { row -> (demand: ClosedDemand, inner: InnerNetwork)? in
      guard let entry = demand.workloads[row].entry, let own = demand.workloads[row].closed else { return nil }
      let attempts = bound.of(demand.workloads[row].attempts(.nothingFails, demand.network.failures))
      return (own, builder.network(.init(weights: [(entry, attempts)], rate: 0)))
    }
    if kinds.count == 1, let only = kinds.first { return [throughput(only.demand, only.inner, bound)] }
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

  private func together(_ kinds: [(demand: ClosedDemand, inner: InnerNetwork)], _ bound: Bound) -> [Double] {
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
    for (index, rate) in zip(served, ClosedClasses(classes: classes, servers: servers).throughputs()) {
      result[index] = rate
    }
    return result
  }

  /// What the stations rest on that the workload waits for.
  private func derivation(_ row: Int) -> Derivation {
    var derivation = Derivation()
    let nodes = SynchronousReach(ofWorkload: demand.workloads[row], demand).sorted.filter(
      demand.network.nodes.asksForWork)
    let stations = StationTable(maker, .byScaling)
    for party in Set(nodes.map { demand.network.nodes.party(ofNode: $0, in: demand.topology) }).sorted() {
      stations[party]?.add(to: &derivation, of: demand.topology) { nodes.contains($0) ? .one : .zero }
    }
    return derivation
  }
}
