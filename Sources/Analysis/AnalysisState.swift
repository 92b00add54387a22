import Topology

/// What an analysis has found out so far, shared by its copies; each part is computed when it is first needed.
final class AnalysisState: Sendable {
  let topology: Topology
  let paths: PathState
  /// Without the rates of closed workloads.
  private let graphPart: Lazily<Demand>
  private let demandPart: Lazily<Demand>
  private let dependenciesPart: Lazily<DependencyGraph>
  private let visitorsPart: Lazily<Visitors>
  private let loopsPart: Lazily<[DemandLoop]>
  private let awaitedPart: Lazily<AwaitedVisits>
  private let repeatsPart: Lazily<RepeatReach>
  private let makerPart: Lazily<StationMaker>
  private let requestsPart: @Sendable (LoadCase.Demand) -> [Interval]
  private let fixedPoints: Memo<LoadCase, RetryFixedPoint>
  private let ratesPart: LazilyByKey<RateQuestion, DemandRates>
  private let trailsPart: LazilyByKey<LoadCase.Failures, DemandTrail>
  private let stationsPart: LazilyByKey<LoadCase.Replicas, StationTable>
  private let availabilityPart: Once<AvailabilityState>
  /// The state of the system as it is stated, where this one has other rates or requests.
  private let origin: AnalysisState?
  private let fluidPart: LazilyByKey<Bound, Shared<FluidNetwork>>
  private let distancesPart: Lazily<Distances>
  /// Response times that somebody asked for.
  let responseTimes: Memo<ResponseTimeQuestion, ResponseTime>
  /// Figures that somebody asked for; `nil` where they are not kept.
  let figures: KeptFigures?
  /// What one failure does.
  let failureEffects: Once<[FailureEffect]>
  /// What binds each workload.
  let limits: Memo<LimitQuestion, [Limit]>
  /// The limits that threads and connections are.
  let heldLimits: Memo<HeldLimitQuestion, Limit?>
  /// Rates that they surely carry, which tell of most that they do not.
  let heldLeastRates: Memo<HeldLimitQuestion, Double>
  /// What tells of others before anybody walks through the system.
  let longestInnerTimes: Once<LongestInnerTimes>
  /// Whether requests may wait for threads, by component and load case.
  let threadWaits: Memo<ThreadQuestion, Set<LimitKind>>
  /// How long.
  let threadWaitLaws: Memo<HeldWaitQuestion, ThreadWait?>
  /// Where clients are that wait for their answers.
  private let clientsPart: Memo<ClosedPresenceQuestion, ClosedPresence>
  /// How long for connections to others.
  let poolWaitLaws: Memo<HeldWaitQuestion, HeldWait?>
  /// Seconds there and back, by link.
  private let networkTimes: MemoByRow<Interval>
  /// What is known of times along chains and at components; `nil` where figures are not kept.
  private let chainTables: TableOfTables<ChainQuestion, ChainTable>?
  private let lineTables: TableOfTables<LoadCase, LineTable>?
  private let revision = ReadLog.current?.revision

  /// - Parameter earlier: The state of an earlier revision, of which all is taken over that holds.
  init(of topology: Topology, keepsFigures: Bool, after earlier: AnalysisState? = nil) {
    figures = keepsFigures ? KeptFigures(of: topology, after: earlier?.figures) : nil
    fixedPoints = Memo(after: earlier?.fixedPoints)
    responseTimes = Memo(after: earlier?.responseTimes)
    failureEffects = Once(after: earlier?.failureEffects)
    limits = Memo(after: earlier?.limits)
    heldLimits = Memo(after: earlier?.heldLimits)
    heldLeastRates = Memo(after: earlier?.heldLeastRates)
    longestInnerTimes = Once(after: earlier?.longestInnerTimes)
    threadWaits = Memo(after: earlier?.threadWaits)
    threadWaitLaws = Memo(after: earlier?.threadWaitLaws)
    poolWaitLaws = Memo(after: earlier?.poolWaitLaws)
    clientsPart = Memo(after: earlier?.clientsPart)
    networkTimes = MemoByRow(topology.count(.link), after: earlier?.networkTimes)
    chainTables = keepsFigures ? TableOfTables(after: earlier?.chainTables) : nil
    lineTables = keepsFigures ? TableOfTables(after: earlier?.lineTables) : nil
    // The rates of closed workloads follow from the stations, and these from nobody's rates.
    let graph = Lazily(after: earlier?.graphPart) { Demand(of: topology) }
    let visitors = Lazily(after: earlier?.visitorsPart) { Visitors(graph.value) }
    // Stations are taken over one by one.
    let maker = Lazily {
      StationMaker(
        topology: topology, nodes: graph.value.network.nodes, skew: KeySkew(topology, visitors),
        after: earlier?.makerPart.known)
    }
    let demand = Lazily(after: earlier?.demandPart) {
      graph.value.workloads.contains { $0.closed != nil }
        ? ClosedSolver(graph.value, maker.value).solved() : graph.value
    }
    self.topology = topology
    let dependencies = Lazily(after: earlier?.dependenciesPart) {
      DependencyGraph(of: topology, nodes: demand.value.network.nodes)
    }
    dependenciesPart = dependencies
    paths = PathState(topology, demand, dependencies, after: earlier?.paths)
    graphPart = graph
    demandPart = demand
    visitorsPart = visitors
    makerPart = maker
    awaitedPart = Lazily(after: earlier?.awaitedPart) { AwaitedVisits(demand.value) }
    repeatsPart = Lazily(after: earlier?.repeatsPart, isSame: { $0.late == $1.late && $0.hedged == $1.hedged }) {
      RepeatReach(demand.value)
    }
    loopsPart = Lazily(after: earlier?.loopsPart) { demand.value.network.endlessLoops(in: topology) }
    distancesPart = Lazily(after: earlier?.distancesPart) { Distances(topology) }
    let requests: @Sendable (LoadCase.Demand) -> [Interval] = { kind in
      demand.value.workloads.map { $0.requests(kind) }
    }
    requestsPart = requests
    let rates = LazilyByKey<RateQuestion, DemandRates>(after: earlier?.ratesPart) {
      DemandRates(demand.value, requests($0.demand), $0.failures)
    }
    ratesPart = rates
    availabilityPart = Once(after: earlier?.availabilityPart)
    origin = nil
    trailsPart = LazilyByKey(after: earlier?.trailsPart) { DemandTrail(demand.value, $0) }
    let stations = LazilyByKey<LoadCase.Replicas, StationTable> {
      StationTable(maker.value, $0, after: earlier?.stationsPart.known($0))
    }
    stationsPart = stations
    fluidPart = LazilyByKey(after: earlier?.fluidPart) {
      Shared(FluidNetwork(demand.value, least: stations[.least], byScaling: stations[.byScaling], $0))
    }
  }

  /// The same system with other rates at the nodes.
  convenience init(_ other: AnalysisState, rates: @escaping @Sendable (LoadCase) -> DemandRates) {
    self.init(other, requests: other.requestsPart, rates: rates)
  }

  /// The same system with other requests of its workloads.
  convenience init(_ other: AnalysisState, requests: @escaping @Sendable (LoadCase.Demand) -> [Interval]) {
    let demand = other.demandPart
    self.init(other, requests: requests) { DemandRates(demand.value, requests($0.demand), $0.failures) }
  }

  private init(
    _ other: AnalysisState, requests: @escaping @Sendable (LoadCase.Demand) -> [Interval],
    rates: @escaping @Sendable (LoadCase) -> DemandRates
  ) {
    topology = other.topology
    figures = nil
    fixedPoints = Memo()
    responseTimes = Memo()
    failureEffects = Once()
    limits = Memo()
    heldLimits = Memo()
    heldLeastRates = Memo()
    longestInnerTimes = Once()
    threadWaits = Memo()
    threadWaitLaws = Memo()
    poolWaitLaws = Memo()
    clientsPart = Memo()
    networkTimes = other.networkTimes
    chainTables = nil
    lineTables = nil
    paths = other.paths
    graphPart = other.graphPart
    dependenciesPart = other.dependenciesPart
    demandPart = other.demandPart
    visitorsPart = other.visitorsPart
    loopsPart = other.loopsPart
    awaitedPart = other.awaitedPart
    repeatsPart = other.repeatsPart
    makerPart = other.makerPart
    availabilityPart = other.availabilityPart
    origin = other.origin ?? other
    requestsPart = requests
    ratesPart = LazilyByKey { rates(LoadCase($0.demand, .least, $0.failures)) }
    trailsPart = other.trailsPart
    stationsPart = other.stationsPart
    fluidPart = other.fluidPart
    distancesPart = other.distancesPart
  }

  var demand: Demand { demandPart.value }
  var availability: AvailabilityState {
    if let origin { return origin.availability }
    return availabilityPart.value {
      let rates = ratesPart[RateQuestion(.rate)]
      let longest = LongestInnerTimes(self, stations: stations(.least)) { rates[$0] }
      return AvailabilityState(
        dependenciesPart.value, demand, copies: { copiesForLoad($0, rates, longest, &$1) },
        after: availabilityPart.earlierValue)
    }
  }
  var visitors: Visitors { visitorsPart.value }
  var loops: [DemandLoop] { loopsPart.value }
  var distances: Distances { distancesPart.value }
  var nodes: DemandNodes { demand.network.nodes }
  /// What is called more often than the traffic equations say.
  var repeats: RepeatReach { repeatsPart.value }
  /// What requests wait for.
  var awaitedVisits: AwaitedVisits { awaitedPart.value }
  /// Makes stations one by one; `stations` has all of them.
  var stationMaker: StationMaker { makerPart.value }

  /// The copies that a component's ordinary load takes: of its servers, and of the threads and connections that are held.
  private func copiesForLoad(
    _ party: Int, _ rates: DemandRates, _ longest: LongestInnerTimes, _ derivation: inout Derivation
  ) -> Interval? {
    guard let count = CopiesForLoad.count(ofParty: party, stationMaker, rates, &derivation) else { return nil }
    guard topology.kind(ofParty: party) == .service, topology.number(Columns.cells, party) == nil else { return count }
    let held = HeldUse(ofParty: party, .least, self, longest) { rates[$0] }
    let copies = held.copies(atLeast: count, target: 1)
    if copies != count { derivation.add(held.derivation) }
    return copies
  }

  /// Seconds there and back along a link.
  func networkTime(_ link: Int) -> Interval {
    networkTimes.value(link) { NetworkTime(ofLink: link, distances, topology).both }
  }

  /// Where times along chains are kept; `nil` where they are not.
  func chainTable(_ question: ChainQuestion) -> ChainTable? {
    guard let chainTables else { return nil }
    let count = nodes.count
    return chainTables.table(question) { ChainTable(topology, nodes: count, for: revision, after: $0) }
  }

  /// Where clients of closed workloads are, which a multiple of their number and repeated attempts would change; `nil` where
  /// there are none, or it is not known.
  func clients(_ load: LoadCase, _ bound: Bound) -> ClosedPresence? {
    guard origin == nil, load.factor == 1, load.failures == .nothingFails, load.demand != .horizon,
      demand.workloads.contains(where: { $0.closed != nil })
    else { return nil }
    let question = ClosedPresenceQuestion(demand: load.demand, replicas: load.replicas, bound: bound)
    return clientsPart.value(question) { ClosedSolver(graphPart.value, makerPart.value).presence(question) }
  }

  /// Where times at components are kept; `nil` where they are not.
  func lineTable(_ load: LoadCase) -> LineTable? {
    lineTables?.table(load) { LineTable(topology, for: revision, after: $0) }
  }

  /// The system while all bursts come.
  func fluid(_ bound: Bound) -> Shared<FluidNetwork> { fluidPart[bound] }

  /// Requests of each workload over time.
  func requests(_ kind: LoadCase.Demand) -> [Interval] { requestsPart(kind) }

  func rates(_ load: LoadCase) -> DemandRates {
    switch load.failures {
    case .nothingFails, .everyAttemptFails: ratesPart[RateQuestion(load)]
    case .timeouts, .timeoutsAndOutages, .refusals: fixedPoint(load).rates
    }
  }

  /// What attempts come to that fail by the load itself.
  func fixedPoint(_ load: LoadCase) -> RetryFixedPoint {
    fixedPoints.value(load) { RetryFixedPoint(self, load) }
  }

  /// The demand graph with the attempts of a load case.
  func network(_ load: LoadCase) -> DemandNetwork {
    switch load.failures {
    case .nothingFails, .everyAttemptFails: demand.network(load.failures)
    case .timeouts, .timeoutsAndOutages, .refusals: fixedPoint(load).network
    }
  }

  func trail(_ failures: LoadCase.Failures) -> DemandTrail { trailsPart[failures] }

  func stations(_ replicas: LoadCase.Replicas) -> StationTable { stationsPart[replicas] }

  /// The station of one component; `nil` for what has no servers of its own.
  func station(_ party: Int, _ replicas: LoadCase.Replicas) -> Station? {
    stationsPart[replicas][party]
  }
}

/// What decides the rates: neither the replicas, nor the factor they are multiplied with afterwards.
private struct RateQuestion: FewQuestions {
  let demand: LoadCase.Demand
  let failures: LoadCase.Failures

  init(_ load: LoadCase) {
    demand = load.demand
    failures = load.failures
  }

  static let all = LoadCase.Demand.allCases.flatMap { demand in
    LoadCase.Failures.allCases.map { RateQuestion(LoadCase(demand, .least, $0)) }
  }
  var number: Int { demand.rawValue * LoadCase.Failures.allCases.count + failures.rawValue }
}
