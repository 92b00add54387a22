internal import Analysis
internal import Checking
internal import Rules
internal import Topology

/// One checked model with the rules of the run: what the explanations of its parts look into.
struct ModelView {
  let report: SystemReport
  /// The rules of the run, in its order.
  let rules: [Rule]

  var topology: Topology { report.topology }
  var analysis: CapacityAnalysis { report.analysis }

  /// All findings, those that are allowed or known to the baseline included.
  var findings: [Finding] { report.findings + report.allowed.map(\.finding) + report.known }

  /// The id of an entity in back-ticks.
  func quoted(_ entity: EntityID) -> String { "`\(topology.id(of: entity))`" }

  func party(_ row: some BinaryInteger) -> String { quoted(EntityID(.party, Int(row))) }

  /// The entity with what belongs to it: the interfaces, operations, links and records that a reader takes for part of it.
  func surroundings(of entity: EntityID) -> Set<EntityID> {
    var found: Set<EntityID> = [entity]
    switch entity.table {
    case .party:
      found.formUnion(topology.interfaces(ofParty: entity.row).map { EntityID(.interface, Int($0)) })
      found.formUnion(topology.operations(ofParty: entity.row).map { EntityID(.operation, Int($0)) })
      found.formUnion((topology.incoming(ofParty: entity.row) + topology.outgoing(ofParty: entity.row)).map(link))
      found.formUnion(records([.pool, .backup], ownedBy: entity.row))
    case .interface:
      let operations = topology.operations(ofInterface: entity.row)
      found.formUnion(operations.map { EntityID(.operation, Int($0)) })
      found.formUnion(operations.flatMap { topology.incoming(ofOperation: Int($0)) }.map(link))
    case .operation:
      found.formUnion(topology.incoming(ofOperation: entity.row).map(link))
      found.formUnion(topology.ownOutgoing(ofOperation: entity.row).map(link))
    case .dataSet: found.formUnion(records([.copy, .transformation], ownedBy: entity.row))
    default: break
    }
    return found
  }

  private func link(_ row: Int32) -> EntityID { EntityID(.link, Int(row)) }

  private func records(_ tables: [TableID], ownedBy row: Int) -> [EntityID] {
    tables.flatMap { table in
      topology.rows(of: table).map { EntityID(table, $0) }.filter { topology.owner($0) == row }
    }
  }
}
