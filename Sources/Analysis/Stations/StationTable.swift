import Topology

/// The stations of all components, with replicas as one load case has them, each made when it is first asked for.
final class StationTable: Sendable {
  private let maker: StationMaker
  private let replicas: LoadCase.Replicas
  private let known: MemoByRow<Station?>

  /// - Parameter earlier: Those of an earlier revision.
  init(_ maker: StationMaker, _ replicas: LoadCase.Replicas, after earlier: StationTable? = nil) {
    self.maker = maker
    self.replicas = replicas
    known = MemoByRow(maker.topology.count(.party), after: earlier?.known)
  }

  /// `nil` for what has no servers of its own.
  subscript(party: Int) -> Station? { known.value(party) { maker.station(party, replicas) } }
}

/// Makes the stations of components.
final class StationMaker: Sendable {
  let topology: Topology
  let nodes: DemandNodes
  let skew: KeySkew
  /// The components at which workloads enter.
  let entered: Set<Int>
  /// What the stations of a service have in common, however many replicas it runs.
  private let services: MemoByRow<ServiceStation>

  /// - Parameter earlier: That of an earlier revision.
  init(topology: Topology, nodes: DemandNodes, skew: KeySkew, after earlier: StationMaker? = nil) {
    self.topology = topology
    self.nodes = nodes
    self.skew = skew
    entered = Set(
      topology.rows(of: .workload).compactMap { topology.reference(Facts.Workload.entry, $0) }.map {
        $0.table == .party ? $0.row : topology.owner($0)
      })
    services = MemoByRow(topology.count(.party), after: earlier?.services)
  }

  /// The station of one component; `nil` for clients and what has no servers of its own.
  func station(_ party: Int, _ replicas: LoadCase.Replicas) -> Station? {
    switch topology.kind(ofParty: party) {
    case .client: return nil
    case .store:
      var store = StoreStation(party: party, self)
      return store.station(replicas)
    case .service, .queue: return service(party).station(replicas)
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
    return service(party).station(withReplicas: count)
  }

  private func service(_ party: Int) -> ServiceStation {
    services.value(party) { ServiceStation(party: party, self) }
  }
}
