import Topology

/// What an analysis has found out so far, shared by its copies; each part is computed when it is first needed.
final class AnalysisState: Sendable {
  let topology: Topology
  let paths: PathState
  private let demandPart: Lazily<Demand>
  private let visitorsPart: Lazily<Visitors>
  private let loopsPart: Lazily<[DemandLoop]>
  private let synchronousPart: Lazily<DemandNetwork>
  private let makerPart: Lazily<StationMaker>
  private let ratesPart: LazilyByKey<LoadCase, DemandRates>
  private let trailsPart: LazilyByKey<LoadCase.Failures, DemandTrail>
  private let stationsPart: LazilyByKey<LoadCase.Replicas, StationTable>
  private let availabilityPart: Lazily<AvailabilityState>
  private let fluidPart: LazilyByKey<Bound, FluidNetwork>
  private let distancesPart: Lazily<Distances>
  /// Response times that somebody asked for.
  let responseTimes = Memo<ResponseTimeQuestion, ResponseTime>()

  init(of topology: Topology) {
    // The rates of closed workloads follow from the stations, and these from nobody's rates.
    let graph = Lazily { Demand(of: topology) }
    let visitors = Lazily { Visitors(graph.value) }
    let maker = Lazily {
      StationMaker(topology: topology, nodes: graph.value.network.nodes, skew: KeySkew(topology, visitors))
    }
    let demand = Lazily {
      graph.value.workloads.contains { $0.closed != nil }
        ? ClosedSolver(graph.value, maker.value).solved() : graph.value
    }
    self.topology = topology
    paths = PathState(topology, demand)
    demandPart = demand
    visitorsPart = visitors
    makerPart = maker
    synchronousPart = Lazily {
      demand.value.network.filtered { SynchronousReach.waits($0, topology) }
    }
    loopsPart = Lazily { demand.value.network.endlessLoops(in: topology) }
    distancesPart = Lazily { Distances(topology) }
    let rates = LazilyByKey<LoadCase, DemandRates> { DemandRates(demand.value, $0.demand, $0.failures) }
    ratesPart = rates
    availabilityPart = Lazily {
      AvailabilityState(topology, demand.value, maker.value, rates: rates[LoadCase.rate.ofRates])
    }
    trailsPart = LazilyByKey { DemandTrail(demand.value, $0) }
    let stations = LazilyByKey<LoadCase.Replicas, StationTable> { StationTable(maker.value, $0) }
    stationsPart = stations
    fluidPart = LazilyByKey {
      FluidNetwork(demand.value, least: stations[.least], byScaling: stations[.byScaling], $0)
    }
  }

  /// The same system with other rates.
  init(_ other: AnalysisState, rates: @escaping @Sendable (LoadCase) -> DemandRates) {
    topology = other.topology
    paths = other.paths
    demandPart = other.demandPart
    visitorsPart = other.visitorsPart
    loopsPart = other.loopsPart
    synchronousPart = other.synchronousPart
    makerPart = other.makerPart
    availabilityPart = other.availabilityPart
    ratesPart = LazilyByKey(rates)
    fluidPart = other.fluidPart
    distancesPart = other.distancesPart
    trailsPart = other.trailsPart
    stationsPart = other.stationsPart
  }

  var demand: Demand { demandPart.value }
  var availability: AvailabilityState { availabilityPart.value }
  var visitors: Visitors { visitorsPart.value }
  var loops: [DemandLoop] { loopsPart.value }
  var distances: Distances { distancesPart.value }
  var nodes: DemandNodes { demand.network.nodes }
  /// The calls whose callers wait.
  var synchronousNetwork: DemandNetwork { synchronousPart.value }
  /// Makes stations one by one; `stations` has all of them.
  var stationMaker: StationMaker { makerPart.value }

  /// The system while all bursts come.
  func fluid(_ bound: Bound) -> FluidNetwork { fluidPart[bound] }

  func rates(_ load: LoadCase) -> DemandRates { ratesPart[load.ofRates] }

  func trail(_ failures: LoadCase.Failures) -> DemandTrail { trailsPart[failures] }

  func stations(_ replicas: LoadCase.Replicas) -> StationTable { stationsPart[replicas] }
}

extension LoadCase {
  /// What decides the rates: neither the replicas, nor the factor they are multiplied with afterwards.
  fileprivate var ofRates: LoadCase { LoadCase(demand, .least, failures) }
}
