import Topology

/// The line in front of a component that lets in no more than so many requests, at one end of what is known.
struct BoundedLine {
  let line: FiniteLine

  /// `nil` where no limit is stated, or times are not known.
  init?(ofParty party: Int, _ load: LoadCase, _ bound: Bound, _ state: AnalysisState, rates: (Int) -> Interval) {
    guard LineLimit(ofParty: party, state.topology) != nil, let station = state.station(party, load.replicas),
      station.formula == .utilization, let side = station.sides.first, bound.ofSupply(side.capacity).isFinite,
      bound.ofSupply(ReplicaCount(ofParty: party, load.replicas, topology: state.topology).count) >= 1,
      let line = StationLine(
        side, party, bound, replicas: load.replicas, topology: state.topology, rates: rates
      ).limited
    else { return nil }
    self.line = line
  }
}
