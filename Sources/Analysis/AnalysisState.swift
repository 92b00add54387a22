import Topology

/// What an analysis has found out so far, shared by its copies; each part is computed when it is first needed.
final class AnalysisState: Sendable {
  let topology: Topology
  let paths: PathState
  private let demandPart: Lazily<Demand>
  private let visitorsPart: Lazily<Visitors>
  private let loopsPart: Lazily<[DemandLoop]>
  private let makerPart: Lazily<StationMaker>
  private let ratesPart: LazilyByKey<RateCase, DemandRates>
  private let trailsPart: LazilyByKey<LoadCase.Failures, DemandTrail>
  private let stationsPart: LazilyByKey<LoadCase.Replicas, StationTable>
  private let availabilityPart: Lazily<AvailabilityState>
  private let fluidPart: LazilyByKey<Bound, FluidNetwork>
  private let distancesPart: Lazily<Distances>
  /// Response times that somebody asked for.
  let responseTimes = Memo<ResponseTimeQuestion, ResponseTime>()

  init(of topology: Topology) {
    let demand = Lazily { Demand(of: topology) }
    let visitors = Lazily { Visitors(demand.value) }
    let maker = Lazily {
      StationMaker(topology: topology, nodes: demand.value.network.nodes, skew: KeySkew(topology, visitors))
    }
    self.topology = topology
    paths = PathState(topology, demand)
    demandPart = demand
    visitorsPart = visitors
    makerPart = maker
    loopsPart = Lazily { demand.value.network.endlessLoops(in: topology) }
    distancesPart = Lazily { Distances(topology) }
    let rates = LazilyByKey<RateCase, DemandRates> { DemandRates(demand.value, $0.demand, $0.failures) }
    ratesPart = rates
    let ordinary = RateCase(demand: .rate, failures: .nothingFails)
    availabilityPart = Lazily { AvailabilityState(topology, demand.value, maker.value, rates: rates[ordinary]) }
    trailsPart = LazilyByKey { DemandTrail(demand.value, $0) }
    let stations = LazilyByKey<LoadCase.Replicas, StationTable> { StationTable(maker.value, $0) }
    stationsPart = stations
    fluidPart = LazilyByKey {
      FluidNetwork(demand.value, least: stations[.least], byScaling: stations[.byScaling], $0)
    }
  }

  var demand: Demand { demandPart.value }
  var availability: AvailabilityState { availabilityPart.value }
  var visitors: Visitors { visitorsPart.value }
  var loops: [DemandLoop] { loopsPart.value }
  var distances: Distances { distancesPart.value }
  var nodes: DemandNodes { demand.network.nodes }
  /// Makes stations one by one; `stations` has all of them.
  var stationMaker: StationMaker { makerPart.value }

  /// The system while all bursts come.
  func fluid(_ bound: Bound) -> FluidNetwork { fluidPart[bound] }

  func rates(_ load: LoadCase) -> DemandRates { ratesPart[RateCase(demand: load.demand, failures: load.failures)] }

  func trail(_ failures: LoadCase.Failures) -> DemandTrail { trailsPart[failures] }

  func stations(_ replicas: LoadCase.Replicas) -> StationTable { stationsPart[replicas] }

  /// The part of a load case that decides the rates.
  private struct RateCase: Hashable {
    let demand: LoadCase.Demand
    let failures: LoadCase.Failures
  }
}
