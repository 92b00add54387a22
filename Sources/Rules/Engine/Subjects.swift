public import Topology

/// The entities a rule is for.
enum Subjects {
  static func of(_ type: String, in topology: Topology) -> [EntityID] {
    switch type {
    case "system": [EntityID(.system, 0)]
    case "element": topology.rows(of: .party).map { EntityID(.party, $0) } + all(.dataSet, topology)
    case "party": all(.party, topology)
    case "component":
      topology.rows(of: .party).filter { topology.kind(ofParty: $0) != .client }.map { EntityID(.party, $0) }
    case "interface": all(.interface, topology)
    case "operation": all(.operation, topology)
    case "link": all(.link, topology)
    case "data": all(.dataSet, topology)
    case "workload": all(.workload, topology)
    default: kinds[type].map { kind in topology.parties(kind).map { EntityID(.party, $0) } } ?? []
    }
  }

  private static let kinds = Dictionary(uniqueKeysWithValues: PartyKind.allCases.map { ("\($0)", $0) })

  private static func all(_ table: TableID, _ topology: Topology) -> [EntityID] {
    topology.rows(of: table).map { EntityID(table, $0) }
  }
}

extension Topology {
  /// The components that an entity is about, for tiers and workloads.
  public func components(of entity: EntityID) -> [Int] {
    switch entity.table {
    case .party: [entity.row]
    case .interface, .operation, .pool, .backup: [owner(entity)]
    case .link: [source(ofLink: entity.row), target(ofLink: entity.row)]
    default: []
    }
  }
}
