import Topology

/// What is known of paths, shared by the copies of an analysis; each part is computed when it is first needed.
final class PathState: Sendable {
  private let callsPart: Lazily<SynchronousCalls>
  private let worstTimesPart: Lazily<WorstTimes>
  private let attemptsPart: Lazily<AttemptsAlongPaths>
  private let needsPart: Lazily<NeedGraph>
  private let workloadSharesPart: Lazily<NeedShares>
  private let serviceSharesPart: Lazily<NeedShares>
  private let zonesPart: Lazily<SharedZones>
  private let depthsPart: Lazily<SynchronousDepths>
  private let callsPerRequestPart: Lazily<CallsPerRequest>
  private let meanTimesPart: Lazily<UnloadedTimes>
  private let longestTimesPart: Lazily<UnloadedTimes>
  private let coldPart: Lazily<CapacityAnalysis>
  private let horizonsPart: Lazily<RepeatHorizons>

  init(_ topology: Topology, _ demand: Lazily<Demand>) {
    let calls = Lazily { SynchronousCalls(demand.value.network, topology) }
    callsPart = calls
    let worstTimes = Lazily { WorstTimes(calls.value, topology) }
    worstTimesPart = worstTimes
    let needs = Lazily { NeedGraph(DependencyGraph(of: topology, nodes: demand.value.network.nodes)) }
    needsPart = needs
    workloadSharesPart = Lazily {
      NeedShares(needs.value, of: demand.value.workloads.map { $0.entry.map { [$0] } ?? [] })
    }
    serviceSharesPart = Lazily {
      NeedShares(needs.value, of: topology.parties(.service).map { needs.value.nodes(ofParty: $0) })
    }
    zonesPart = Lazily { SharedZones(needs.value) }
    depthsPart = Lazily { SynchronousDepths(calls.value, topology) }
    callsPerRequestPart = Lazily { CallsPerRequest(demand.value) }
    meanTimesPart = Lazily { UnloadedTimes(calls.value, .mean, topology) }
    longestTimesPart = Lazily { UnloadedTimes(calls.value, .all, topology) }
    coldPart = Lazily { CapacityAnalysis(of: topology.withColdCaches) }
    horizonsPart = Lazily { RepeatHorizons(demand.value, worstTimes.value) }
    attemptsPart = Lazily { AttemptsAlongPaths(calls.value, demand.value.workloads, topology) }
  }

  var calls: SynchronousCalls { callsPart.value }
  var worstTimes: WorstTimes { worstTimesPart.value }
  var needs: NeedGraph { needsPart.value }
  var workloadShares: NeedShares { workloadSharesPart.value }
  var serviceShares: NeedShares { serviceSharesPart.value }
  var zones: SharedZones { zonesPart.value }
  var depths: SynchronousDepths { depthsPart.value }
  var callsPerRequest: CallsPerRequest { callsPerRequestPart.value }
  /// The same system with every cache empty.
  var cold: CapacityAnalysis { coldPart.value }
  var horizons: RepeatHorizons { horizonsPart.value }

  func unloadedTimes(_ calls: UnloadedTimes.Calls) -> UnloadedTimes {
    calls == .mean ? meanTimesPart.value : longestTimesPart.value
  }

  var attempts: AttemptsAlongPaths { attemptsPart.value }
}
