internal import Expressions
internal import Topology

/// Functions that find one entity by its id: `component('orders-db')`. The id may hold hyphens, which a name cannot.
enum NamedEntity: String, CaseIterable {
  case client, component, service, store, queue, interface, operation, link, data, workload

  /// The number under which expressions call the function.
  var handle: Int32 { Int32(Self.allCases.firstIndex(of: self) ?? 0) }

  init?(handle: Int32) {
    guard Self.allCases.indices.contains(Int(handle)) else { return nil }
    self = Self.allCases[Int(handle)]
  }

  /// Whether an entity is of the kind that the function promises.
  func matches(_ entity: EntityID, in topology: Topology) -> Bool {
    switch (self, entity.table) {
    case (.component, .party): topology.kind(ofParty: entity.row) != .client
    case (.client, .party), (.service, .party), (.store, .party), (.queue, .party):
      "\(topology.kind(ofParty: entity.row))" == rawValue
    case (.interface, .interface), (.operation, .operation), (.link, .link), (.data, .dataSet), (.workload, .workload):
      true
    default: false
    }
  }
}
