import Topology

/// What is known of paths, shared by the copies of an analysis; each part is computed when it is first needed.
final class PathState: Sendable {
  private let callsPart: Lazily<SynchronousCalls>
  /// The order in which the longest times follow from each other.
  private let orderPart: Lazily<[Int32]>
  let worstTimes: WorstTimeTable
  private let attemptsPart: Lazily<AttemptsAlongPaths>
  private let needsPart: Lazily<NeedGraph>
  private let workloadSharesPart: Lazily<NeedShares>
  private let serviceSharesPart: Lazily<NeedShares>
  private let workloadNeedsPart: Lazily<[NeedReach?]?>
  private let zonesPart: Lazily<SharedZones>
  private let zoneLossesPart: Lazily<ZoneLosses>
  private let depthsPart: Lazily<SynchronousDepths>
  private let callsPerRequestPart: Lazily<CallsPerRequest>
  private let meanTimesPart: Lazily<UnloadedTimes>
  private let longestTimesPart: Lazily<UnloadedTimes>
  private let coldPart: Lazily<CapacityAnalysis>
  private let horizonsPart: Lazily<RepeatHorizons>

  /// Some tens of megabytes.
  private static let mostNeeds = 1_000_000

  /// - Parameter earlier: The state of an earlier revision, of which all is taken over that holds.
  init(
    _ topology: Topology, _ demand: Lazily<Demand>, _ dependencies: Lazily<DependencyGraph>,
    after earlier: PathState? = nil
  ) {
    let calls = Lazily(after: earlier?.callsPart) { SynchronousCalls(demand.value.network, topology) }
    callsPart = calls
    let order = Lazily(after: earlier?.orderPart, isSame: ==) {
      WorstTimes(topology: topology, calls: calls.value).order()
    }
    orderPart = order
    let worstTimes = WorstTimeTable(
      times: RowsInTurn(order, after: earlier?.worstTimes.times) {
        WorstTimes(topology: topology, calls: calls.value).time(atNode: $0, $1)
      }, nodes: DemandNodes(of: topology), topology: topology)
    self.worstTimes = worstTimes
    let needs = Lazily(after: earlier?.needsPart) { NeedGraph(dependencies.value) }
    needsPart = needs
    workloadSharesPart = Lazily(after: earlier?.workloadSharesPart) {
      NeedShares(needs.value, of: demand.value.workloads.map { $0.entry.map { [$0] } ?? [] })
    }
    serviceSharesPart = Lazily(after: earlier?.serviceSharesPart) {
      NeedShares(needs.value, of: topology.parties(.service).map { needs.value.nodes(ofParty: $0) })
    }
    workloadNeedsPart = Lazily(after: earlier?.workloadNeedsPart) {
      let (graph, workloads) = (needs.value, demand.value.workloads)
      if graph.hasStandbys || workloads.count * graph.nodes.count > Self.mostNeeds { return nil }
      return workloads.map { $0.entry.map { NeedReach(graph, from: [$0], .needs) } }
    }
    zonesPart = Lazily(after: earlier?.zonesPart) { SharedZones(needs.value) }
    zoneLossesPart = Lazily(after: earlier?.zoneLossesPart) { ZoneLosses(needs.value) }
    depthsPart = Lazily(after: earlier?.depthsPart) { SynchronousDepths(calls.value, topology) }
    callsPerRequestPart = Lazily(after: earlier?.callsPerRequestPart) { CallsPerRequest(demand.value) }
    meanTimesPart = Lazily(after: earlier?.meanTimesPart) { UnloadedTimes(calls.value, .mean, topology) }
    longestTimesPart = Lazily(after: earlier?.longestTimesPart) { UnloadedTimes(calls.value, .all, topology) }
    // A system of its own, whose results are taken over one by one.
    coldPart = Lazily { CapacityAnalysis(of: topology.withColdCaches, after: earlier?.coldPart.known) }
    horizonsPart = Lazily(after: earlier?.horizonsPart) { RepeatHorizons(demand.value, worstTimes) }
    attemptsPart = Lazily(after: earlier?.attemptsPart) {
      AttemptsAlongPaths(calls.value, demand.value.workloads, topology)
    }
  }

  var calls: SynchronousCalls { callsPart.value }
  var needs: NeedGraph { needsPart.value }
  var workloadShares: NeedShares { workloadSharesPart.value }
  var serviceShares: NeedShares { serviceSharesPart.value }
  /// What each workload needs, `nil` where nobody says where it enters; none of it where things stand in for others, and
  /// where it would be too much to keep.
  var workloadNeeds: [NeedReach?]? { workloadNeedsPart.value }
  var zones: SharedZones { zonesPart.value }
  var zoneLosses: ZoneLosses { zoneLossesPart.value }
  var depths: Shared<SynchronousDepths> { depthsPart.shared }
  var callsPerRequest: Shared<CallsPerRequest> { callsPerRequestPart.shared }
  /// The same system with every cache empty.
  var cold: CapacityAnalysis { coldPart.value }
  var horizons: Shared<RepeatHorizons> { horizonsPart.shared }

  func unloadedTimes(_ calls: UnloadedTimes.Calls) -> UnloadedTimes {
    calls == .mean ? meanTimesPart.value : longestTimesPart.value
  }

  var attempts: Shared<AttemptsAlongPaths> { attemptsPart.shared }
}
