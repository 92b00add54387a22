import Topology

/// The stations of all components, with replicas as one load case has them.
struct StationTable: Sendable {
  private let stations: [Station?]

  init(_ maker: StationMaker, _ replicas: LoadCase.Replicas) {
    stations = maker.topology.rows(of: .party).map { maker.station($0, replicas) }
  }

  subscript(party: Int) -> Station? { stations[party] }
}

/// Makes the stations of components.
struct StationMaker: Sendable {
  let topology: Topology
  let nodes: DemandNodes
  let skew: KeySkew
  /// The components at which workloads enter.
  let entered: Set<Int>

  init(topology: Topology, nodes: DemandNodes, skew: KeySkew) {
    self.topology = topology
    self.nodes = nodes
    self.skew = skew
    entered = Set(
      topology.rows(of: .workload).compactMap { topology.reference(Facts.Workload.entry, $0) }.map {
        $0.table == .party ? $0.row : topology.owner($0)
      })
  }

  /// The station of one component; `nil` for clients and what has no servers of its own.
  func station(_ party: Int, _ replicas: LoadCase.Replicas) -> Station? {
    switch topology.kind(ofParty: party) {
    case .client: return nil
    case .store:
      var store = StoreStation(party: party, self)
      return store.station(replicas)
    case .service, .queue: return ServiceStation(party: party, self).station(replicas)
    }
  }

  /// What writes alone take of a store's leaders; `nil` for other components.
  func writeStation(_ party: Int, _ replicas: LoadCase.Replicas) -> Station? {
    guard topology.kind(ofParty: party) == .store else { return nil }
    var store = StoreStation(party: party, self)
    return store.writeStation(replicas)
  }

  /// The station with so many replicas; `nil` for stores, where more copies take no more writes.
  func station(_ party: Int, withReplicas count: Double) -> Station? {
    guard topology.kind(ofParty: party) != .store, topology.kind(ofParty: party) != .client else { return nil }
    return ServiceStation(party: party, self).station(withReplicas: count)
  }
}
