import Topology

/// The stations of all components, with replicas as one load case has them.
struct StationTable: Sendable {
  private let stations: [Station?]

  init(_ topology: Topology, _ nodes: DemandNodes, _ replicas: LoadCase.Replicas) {
    stations = topology.rows(of: .party).map { Self.station($0, topology, nodes, replicas) }
  }

  subscript(party: Int) -> Station? { stations[party] }

  /// The station of one component; `nil` for clients and what has no servers of its own.
  static func station(
    _ party: Int, _ topology: Topology, _ nodes: DemandNodes, _ replicas: LoadCase.Replicas
  ) -> Station? {
    switch topology.kind(ofParty: party) {
    case .client: return nil
    case .store:
      var store = StoreStation(party: party, topology: topology, nodes: nodes)
      return store.station(replicas)
    case .service, .queue:
      return ServiceStation(party: party, topology: topology, nodes: nodes).station(replicas)
    }
  }
}
