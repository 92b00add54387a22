import Topology

/// What an analysis has found out so far, shared by its copies; each part is computed when it is first needed.
final class AnalysisState: Sendable {
  let topology: Topology
  private let demandPart: Lazily<Demand>
  private let visitorsPart: Lazily<Visitors>
  private let loopsPart: Lazily<[DemandLoop]>
  private let ratesPart: [Lazily<DemandRates>]
  private let trailsPart: [Lazily<DemandTrail>]
  private let stationsPart: [Lazily<StationTable>]
  private let availabilityPart: Lazily<AvailabilityState>

  init(of topology: Topology) {
    let demand = Lazily { Demand(of: topology) }
    self.topology = topology
    demandPart = demand
    visitorsPart = Lazily { Visitors(demand.value) }
    loopsPart = Lazily { demand.value.network.endlessLoops(in: topology) }
    let ordinaryRates = Lazily { DemandRates(demand.value, .rate, .nothingFails) }
    availabilityPart = Lazily { AvailabilityState(topology, demand.value, rates: ordinaryRates.value) }
    ratesPart = [
      ordinaryRates,
      Lazily { DemandRates(demand.value, .peak, .nothingFails) },
      Lazily { DemandRates(demand.value, .rate, .everyAttemptFails) },
      Lazily { DemandRates(demand.value, .peak, .everyAttemptFails) },
    ]
    trailsPart = [
      Lazily { DemandTrail(demand.value, .nothingFails) }, Lazily { DemandTrail(demand.value, .everyAttemptFails) },
    ]
    stationsPart = [LoadCase.Replicas.least, .byScaling, .most].map { replicas in
      Lazily { StationTable(topology, demand.value.network.nodes, replicas) }
    }
  }

  var demand: Demand { demandPart.value }
  var availability: AvailabilityState { availabilityPart.value }
  var visitors: Visitors { visitorsPart.value }
  var loops: [DemandLoop] { loopsPart.value }
  var nodes: DemandNodes { demand.network.nodes }

  func rates(_ kind: LoadCase.Demand, _ failures: LoadCase.Failures) -> DemandRates {
    ratesPart[(kind == .rate ? 0 : 1) + (failures == .nothingFails ? 0 : 2)].value
  }

  func rates(_ load: LoadCase) -> DemandRates { rates(load.demand, load.failures) }

  func trail(_ failures: LoadCase.Failures) -> DemandTrail {
    trailsPart[failures == .nothingFails ? 0 : 1].value
  }

  func stations(_ replicas: LoadCase.Replicas) -> StationTable {
    switch replicas {
    case .least: stationsPart[0].value
    case .byScaling: stationsPart[1].value
    case .most: stationsPart[2].value
    }
  }
}
