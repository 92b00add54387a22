import Topology

/// Finds how much closed workloads ask for: the more, the sooner they are answered.
///
/// By the closed network of the stations they wait for: exactly, but for several of them with very many clients. Open
/// workloads take their part of each station first. Threads and connections that are held while waiting are servers that work
/// the faster the more of them are held, as fast as the network behind them (Chandy, Herzog and Woo 1975).
struct ClosedSolver {
  let demand: Demand
  let maker: StationMaker
  private let visits: AwaitedVisits
  private let distances: Distances
  private let reaches: [Int: SynchronousReach]

  init(_ demand: Demand, _ maker: StationMaker) {
    self.demand = demand
    self.maker = maker
    visits = AwaitedVisits(demand)
    distances = Distances(demand.topology)
    let closed = demand.workloads.indices.filter {
      demand.workloads[$0].closed != nil && demand.workloads[$0].entry != nil
    }
    reaches = Dictionary(
      uniqueKeysWithValues: closed.map { ($0, SynchronousReach(ofWorkload: demand.workloads[$0], demand)) })
  }

  /// The demand with the rates of its closed workloads.
  func solved() -> Demand {
    var workloads = demand.workloads
    for group in groups() {
      let rates = solve(group, .rate, .least)
      let peaks = solve(group, .peak, .byScaling)
      let isProductForm = group.count < 2 || takesAllKindsAlike(group)
      let isExact = rates.isExact && peaks.isExact
      for (index, row) in group.enumerated() {
        let held = [rates.held[index], peaks.held[index]]
        let holds = held.contains { !$0.isEmpty }
        workloads[row].closed?.rate = rates.values[index]
        workloads[row].closed?.peak = peaks.values[index]
        workloads[row].closed?.formula =
          group.count == 1 ? (holds ? .closedHeld : .closedThroughput) : isExact ? .closedKinds : .closedClasses
        workloads[row].closed?.error =
          (isExact ? 0 : 0.05) + (isProductForm ? 0 : Self.errorInTurn) + (holds ? Self.errorOfHeld : 0)
        workloads[row].closed?.add(derivation(row, held))
      }
    }
    return Demand(demand, workloads)
  }

  /// Closed workloads that have no component in common do not slow each other down.
  private func groups() -> [[Int]] {
    var groups: [(rows: [Int], parties: Set<Int>)] = []
    for (row, reach) in reaches.sorted(by: { $0.key < $1.key }) {
      var own = (rows: [row], parties: Set(reach.sorted.map { nodes.party(ofNode: $0, in: demand.topology) }))
      for group in groups where !group.parties.isDisjoint(with: own.parties) {
        own.rows = group.rows + own.rows
        own.parties.formUnion(group.parties)
      }
      groups.removeAll { !$0.parties.isDisjoint(with: own.parties) }
      groups.append(own)
    }
    return groups.map { $0.rows.sorted() }
  }

  private struct Solution {
    let values: [Interval]
    let isExact: Bool
    let held: [HeldNesting]
  }

  private func solve(_ group: [Int], _ kind: LoadCase.Demand, _ replicas: LoadCase.Replicas) -> Solution {
    let stations = StationTable(maker, replicas)
    let requests = demand.workloads.map { $0.closed == nil ? $0.requests(kind) : .zero }
    let open = DemandRates(demand, requests, .nothingFails)
    let held = group.map { nesting($0, open, replicas) }
    let ends = [Bound.worst, .best].map { bound in
      let builder = InnerNetworkBuilder(
        topology: demand.topology, visits: visits, stations: stations, rates: { open[$0] }, networkTime: networkTime,
        bound: bound)
      return throughputs(Array(zip(group, held)), builder, bound)
    }
    let values = zip(ends[0].rates, ends[1].rates).map { Interval(low: min($0, $1), high: max($0, $1)) }
    return Solution(values: values, isExact: ends.allSatisfy(\.isExact), held: held)
  }

  private func nesting(_ row: Int, _ open: DemandRates, _ replicas: LoadCase.Replicas) -> HeldNesting {
    let others = reaches.keys.filter { $0 != row }.map { demand.visits(.nothingFails)[$0] }
    return HeldNesting(
      reaches[row]?.sorted ?? [], clients: demand.workloads[row].closed?.clients ?? 0, demand,
      HeldResourceReader(self, replicas: replicas)
    ) { node in open[node].high > 0 || others.contains { $0[node].high > 0 } }
  }

  private func throughputs(
    _ closed: [(row: Int, held: HeldNesting)], _ builder: InnerNetworkBuilder, _ bound: Bound
  ) -> (rates: [Double], isExact: Bool) {
    let kinds = closed.compactMap { row, held -> (demand: ClosedDemand, inner: InnerNetwork)? in
      guard let entry = demand.workloads[row].entry, let own = demand.workloads[row].closed else { return nil }
      let attempts = bound.of(demand.workloads[row].attempts(.nothingFails, demand.network.failures))
      let way = WorkloadDemand.entryLink(row, demand.topology).map { bound.of(networkTime($0)) } ?? 0
      let entries = InnerNetworkBuilder.Entries(
        weights: [(entry, attempts)], rate: 0, delay: attempts * way, pools: held.pools(bound, clients: own.clients))
      return (own, builder.network(entries))
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
    let visited = Set(closed.flatMap { reaches[$0]?.sorted ?? [] })
    let stations = StationTable(maker, .least)
    return Set(visited.map { nodes.party(ofNode: $0, in: demand.topology) }).allSatisfy { party in
      guard let station = stations[party], demand.topology.word(Columns.discipline, party) != "shared" else {
        return true
      }
      return station.sides.allSatisfy { side in
        let times = side.terms.filter { visited.contains($0.node) && $0.part.high > 0 }.map(\.time)
        return times.allSatisfy { $0 == times.first }
      }
    }
  }

  /// Of rates, where those that take long hold up others that are served in turn: processor sharing is computed. Measured
  /// with two kinds that take 5 ms and 50 ms.
  private static let errorInTurn = 0.8

  /// Of rates, where threads or connections are held: what is below them is taken to be in balance with how many are held.
  private static let errorOfHeld = 0.05

  // MARK: What it rests on

  /// What the stations rest on that the workload waits for.
  private func derivation(_ row: Int, _ held: [HeldNesting]) -> Derivation {
    var derivation = Derivation()
    for nesting in held {
      derivation.add(nesting.derivation)
      if nesting.isIncomplete { derivation.omit(.heldConcurrency) }
    }
    let visited = (reaches[row]?.sorted ?? []).filter(nodes.asksForWork)
    let stations = StationTable(maker, .byScaling)
    for party in Set(visited.map { nodes.party(ofNode: $0, in: demand.topology) }).sorted() {
      stations[party]?.add(to: &derivation, of: demand.topology) { visited.contains($0) ? .one : .zero }
      if mayRefuse(party, demand.workloads[row].closed?.clients ?? 0) { derivation.omit(.refused) }
    }
    return derivation
  }

  /// Whether so many clients may find no place at one of a component's replicas.
  private func mayRefuse(_ party: Int, _ clients: Double) -> Bool {
    guard let places = LineLimit.places(ofParty: party, demand.topology) else { return false }
    return min(places.all ?? .infinity, (places.queue ?? .infinity) + 1) < clients
  }

  private var nodes: DemandNodes { demand.network.nodes }
}

extension ClosedSolver: HeldStructure {
  var topology: Topology { demand.topology }
  var calls: DemandNetwork { demand.network }

  func station(_ party: Int, _ replicas: LoadCase.Replicas) -> Station? { maker.station(party, replicas) }

  func networkTime(_ link: Int) -> Interval { NetworkTime(ofLink: link, distances, topology).both }
}
