import Topology

/// Finds how much closed workloads ask for: the more, the sooner they are answered.
///
/// By the closed network of the stations they wait for: exactly, but for several of them with very many clients. Open
/// workloads take their part of each station first. Threads and connections that are held while waiting are servers that work
/// the faster the more of them are held, as fast as the network behind them (Chandy, Herzog and Woo 1975).
struct ClosedSolver {
  let demand: Demand
  let maker: StationMaker
  let visits: AwaitedVisits
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
      let inTurn = errorInTurn(group)
      let isExact = rates.isExact && peaks.isExact
      for (index, row) in group.enumerated() {
        let held = [rates.held[index], peaks.held[index]]
        let holds = held.contains { !$0.isEmpty }
        workloads[row].closed?.rate = rates.values[index]
        workloads[row].closed?.peak = peaks.values[index]
        workloads[row].closed?.formula =
          group.count == 1
          ? (holds ? .closedHeld : .closedThroughput)
          : inTurn > 0 ? .closedTurns : isExact ? .closedKinds : .closedClasses
        workloads[row].closed?.error =
          (isExact ? 0 : 0.05) + inTurn + (unawaited(row, .worst).isEmpty ? 0 : Self.errorOfUnawaited)
          + (holds ? Self.errorOfHeld : 0)
        var derivation = derivation(row, held)
        if rates.values[index].isPoint, peaks.values[index].isPoint { derivation.forgetMissing() }
        workloads[row].closed?.add(derivation)
      }
    }
    return Demand(demand, workloads)
  }

  /// Closed workloads that have no component in common do not slow each other down.
  func groups() -> [[Int]] {
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
    let open = openRates(kind)
    let held = group.map { nesting($0, open, replicas) }
    let ends = [Bound.worst, .best].map { bound in
      settled(Array(zip(group, held)), open, bound) { rates in
        builder(rates, stations, replicas, bound, isAlone: group.count == 1)
      }
    }
    let values = zip(ends[0].rates, ends[1].rates).map { Interval(low: min($0, $1), high: max($0, $1)) }
    return Solution(values: values, isExact: ends.allSatisfy(\.isExact), held: held)
  }

  /// What workloads ask for that wait for no answers.
  func openRates(_ kind: LoadCase.Demand) -> DemandRates {
    DemandRates(demand, demand.workloads.map { $0.closed == nil ? $0.requests(kind) : .zero }, .nothingFails)
  }

  /// - Parameter isAlone: whether there is one kind of clients only.
  func builder(
    _ open: @escaping (Int) -> Interval, _ stations: StationTable, _ replicas: LoadCase.Replicas, _ bound: Bound,
    isAlone: Bool
  ) -> InnerNetworkBuilder {
    InnerNetworkBuilder(
      topology: topology, visits: visits, stations: stations, rates: open, networkTime: networkTime, bound: bound,
      meetsOthers: isAlone, lines: { lines($0, replicas, bound) })
  }

  /// The lines of a service's replicas: at random each has its own, and what nobody states, or is spread better, lies between
  /// that and one for all.
  private func lines(_ party: Int, _ replicas: LoadCase.Replicas, _ bound: Bound) -> Int {
    guard topology.kind(ofParty: party) == .service else { return 1 }
    let copies = bound.ofSupply(ReplicaCount(ofParty: party, replicas, topology: topology).count)
    guard copies > 1, copies <= Self.mostLines else { return 1 }
    switch StationLine.balancing(party, topology) {
    case .shared: return 1
    case .random: return Int(copies)
    default: return bound == .best ? 1 : Int(copies)
    }
  }

  /// Of more replicas with lines of their own one line is computed.
  private static let mostLines = 200.0

  /// What the clients of a workload visit.
  func inner(
    _ row: Int, _ held: [InnerNetworkBuilder.Pool], _ builder: InnerNetworkBuilder, _ bound: Bound
  ) -> InnerNetwork? {
    guard let entry = demand.workloads[row].entry else { return nil }
    let attempts = attempts(row, bound)
    let way = WorkloadDemand.entryLink(row, topology).map { bound.of(networkTime($0)) } ?? 0
    return builder.network(.init(weights: [(entry, attempts)], rate: 0, delay: attempts * way, pools: held))
  }

  func attempts(_ row: Int, _ bound: Bound) -> Double {
    bound.of(demand.workloads[row].attempts(.nothingFails, demand.network.failures))
  }

  func nesting(_ row: Int, _ open: DemandRates, _ replicas: LoadCase.Replicas) -> HeldNesting {
    let others = reaches.keys.filter { $0 != row }.map { demand.visits(.nothingFails)[$0] }
    return HeldNesting(
      reaches[row]?.sorted ?? [], clients: demand.workloads[row].closed?.clients ?? 0, demand,
      HeldResourceReader(self, replicas: replicas)
    ) { node in open[node].high > 0 || others.contains { $0[node].high > 0 } }
  }

  /// What clients ask for without waiting for it takes its part of what they wait for too: the more, the more they ask. For one
  /// kind of clients; it comes as if at random.
  private func settled(
    _ closed: [(row: Int, held: HeldNesting)], _ open: DemandRates, _ bound: Bound,
    _ builder: (@escaping (Int) -> Interval) -> InnerNetworkBuilder
  ) -> (rates: [Double], isExact: Bool) {
    let alone = throughputs(closed, builder { open[$0] }, bound)
    guard closed.count == 1, let most = alone.rates.first, most > 0, most.isFinite else { return alone }
    let unawaited = unawaited(closed[0].row, bound)
    guard !unawaited.isEmpty else { return alone }
    var (low, high) = (0.0, most)
    for _ in 0..<Self.mostHalvings {
      let middle = (low + high) / 2
      let found =
        throughputs(
          closed, builder { open[$0] + Interval((unawaited[$0] ?? 0) * middle) }, bound
        ).rates.first ?? 0
      if found > middle { low = middle } else { high = middle }
    }
    return ([low], alone.isExact)
  }

  private static let mostHalvings = 40

  /// Of rates; measured with a simulation in which half of a store's work is not waited for.
  private static let errorOfUnawaited = 0.05

  /// By node, how often one request comes to components that are waited for without being waited for itself.
  func unawaited(_ row: Int, _ bound: Bound) -> [Int: Double] {
    guard let entry = demand.workloads[row].entry, let reach = reaches[row] else { return [:] }
    let awaited = visits.visits(from: entry, requests: attempts(row, bound), bound)
    let parties = Set(reach.sorted.map { nodes.party(ofNode: $0, in: topology) })
    let all = demand.visits(.nothingFails)[row]
    var result: [Int: Double] = [:]
    for node in all.nodes.map(Int.init) where parties.contains(nodes.party(ofNode: node, in: topology)) {
      let rest = bound.of(all[node]) - awaited[node]
      if rest > 1e-9 * awaited[node], rest.isFinite { result[node] = rest }
    }
    return result
  }

  private func throughputs(
    _ closed: [(row: Int, held: HeldNesting)], _ builder: InnerNetworkBuilder, _ bound: Bound
  ) -> (rates: [Double], isExact: Bool) {
    let kinds = closed.compactMap { row, held -> (row: Int, demand: ClosedDemand, inner: InnerNetwork)? in
      guard let own = demand.workloads[row].closed,
        let inner = inner(row, held.pools(bound, clients: own.clients), builder, bound)
      else { return nil }
      return (row, own, inner)
    }
    if kinds.count == 1, let only = kinds.first { return ([throughput(only.demand, only.inner, bound)], true) }
    return together(kinds, builder, bound)
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
    _ kinds: [(row: Int, demand: ClosedDemand, inner: InnerNetwork)], _ builder: InnerNetworkBuilder, _ bound: Bound
  ) -> (rates: [Double], isExact: Bool) {
    var order: [InnerNetwork.Key: Int] = [:]
    var servers: [Double] = []
    for (key, station) in kinds.flatMap(\.inner.stations) where order[key] == nil {
      order[key] = servers.count
      servers.append(station.servers)
    }
    let rows = kinds.map(\.row)
    var isInTurn = [Bool](repeating: false, count: servers.count)
    for (key, index) in order { isInTurn[index] = unevenness(key.party, rows) > 1 }
    let served = kinds.indices.filter { kinds[$0].inner.isServed && bound.of(kinds[$0].demand.thinkTime).isFinite }
    let classes = served.map { index -> ClosedClasses.Class in
      var demands = [Double](repeating: 0, count: servers.count)
      var visits = [Double](repeating: 1, count: servers.count)
      for (key, station) in kinds[index].inner.stations {
        demands[order[key] ?? 0] += station.demand
        let side = builder.stations[key.party]?.sides[key.side]
        visits[order[key] ?? 0] = side.map { awaitedVisits(kinds[index].row, $0, bound) } ?? 1
      }
      let own = kinds[index].demand
      return ClosedClasses.Class(
        clients: own.clients, thinkTime: bound.of(own.thinkTime) + kinds[index].inner.delay, demands: demands,
        visits: visits)
    }
    var result = [Double](repeating: 0, count: kinds.count)
    let network = ClosedClasses(classes: classes, servers: servers, isInTurn: isInTurn)
    let solved =
      isInTurn.contains(true) ? ClosedTurns(network)?.throughputs() : ClosedClassNetwork(network)?.throughputs()
    for (index, rate) in zip(served, solved ?? network.throughputs()) { result[index] = rate }
    return (result, solved != nil)
  }

  // MARK: Requests that are served in turn

  /// How many times as long a component takes for one request as for another that clients of these workloads, or others,
  /// wait for there, where they are served in turn: only if it is 1 are figures exact.
  private func unevenness(_ party: Int, _ closed: [Int]) -> Double {
    guard topology.word(Columns.discipline, party) != "shared", let station = maker.station(party, .least) else {
      return 1
    }
    let open = openRates(.peak)
    return station.sides.reduce(1) { most, side in
      let times = side.terms.filter { term in
        term.part.high > 0 && term.time.high > 0
          && (open[term.node].high > 0 || closed.contains { reaches[$0]?.contains(term.node) ?? false })
      }.map(\.time)
      guard let first = times.first, times.contains(where: { $0 != first }) else { return most }
      let (least, longest) = times.reduce((Double.infinity, 0)) { (min($0.0, $1.low), max($0.1, $1.high)) }
      return max(most, Interval.quotient(longest, least))
    }
  }

  /// How far rates may be off where those that take long hold up others that are served in turn: 20 % for each doubling of
  /// their times. Measured with exact chains of up to 12 clients of two kinds, and of up to 8 among requests at random: 19 %
  /// at twice, 41 % at four times, 66 % at ten times the time; on the average a fifth of that.
  private func errorInTurn(_ closed: [Int]) -> Double {
    let parties = Set(closed.flatMap { reaches[$0]?.sorted ?? [] }.map { nodes.party(ofNode: $0, in: topology) })
    let most = parties.reduce(1) { max($0, unevenness($1, closed)) }
    return most > 1 ? min(0.8, 0.2 * Real.log(most) / Real.log(2)) : 0
  }

  /// How often a request of a workload comes to a side and is waited for.
  func awaitedVisits(_ row: Int, _ side: Station.Side, _ bound: Bound) -> Double {
    guard let entry = demand.workloads[row].entry else { return 0 }
    let awaited = visits.visits(from: entry, requests: attempts(row, bound), bound)
    return side.terms.reduce(0) { $1.part.high > 0 ? $0 + bound.of($1.part) * awaited[$1.node] : $0 }
  }

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
    let all = reaches[row]?.sorted ?? []
    if topology.hasFacts(Facts.Link.parallel), all.contains(where: callsAtOnce) { derivation.omit(.callsAtOnce) }
    let visited = all.filter(nodes.asksForWork)
    let stations = StationTable(maker, .byScaling)
    for party in Set(visited.map { nodes.party(ofNode: $0, in: demand.topology) }).sorted() {
      stations[party]?.add(to: &derivation, of: demand.topology) { visited.contains($0) ? .one : .zero }
      if topology.kind(ofParty: party) == .service,
        ReplicaCount(ofParty: party, .byScaling, topology: topology).count.high > 1
      {
        if topology.state(Columns.loadBalancing, party) == .value {
          derivation.use(Columns.loadBalancing, party, of: topology)
        } else {
          derivation.lack(Columns.loadBalancing, party, of: topology)
        }
      }
      if mayRefuse(party, demand.workloads[row].closed?.clients ?? 0) { derivation.omit(.refused) }
    }
    return derivation
  }

  /// Whether calls of a node that are waited for overlap.
  private func callsAtOnce(_ node: Int) -> Bool {
    visits.network.outgoing(node).contains { position in
      let link = Int(visits.network.edges[position].link)
      return link >= 0 && topology.state(Facts.Link.parallel, link) == .value
    }
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
