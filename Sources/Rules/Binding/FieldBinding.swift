internal import Topology

/// Where the value of a field of the rule language comes from.
enum FieldBinding: Sendable {
  /// A fact of the row itself.
  case fact(ColumnID, FactReader)
  /// A record flattened into the row's columns: an object of the named type on the same row.
  case record(ColumnID, type: UInt32)
  /// The rows of a list of records.
  case rows(ColumnID, type: UInt32)
  /// A list of values in one column.
  case list(ColumnID, item: FactReader)
  /// A user's own attribute, by its position in `Topology.customAttributes`.
  case attribute(Int)
  /// Something that follows from the graph.
  case navigation(Navigation)
  /// Something that the analyses compute: the position of the figure in `FigureCatalog.all`.
  case figure(Int)
  /// The figures of a group (`latency` of `latency.p99`): an object of the named type on the same row.
  case figureGroup(type: UInt32)
  /// Something of a ring that a rule's `cycles` asks for.
  case ring(RingField)
}

/// How the 64 bits of a fact become a value.
enum FactReader: Sendable {
  case text, flag, number, symbol, entity
}

/// What follows from the graph alone.
enum Navigation: Equatable, Sendable {
  case id, name, kind
  case incoming, outgoing, links, referrers
  case interfaces, operations, workloads, data
  case producers, consumers, isDeadLetter, readers, writers
  case component, interface, writes
  case source, target, sourceOperation, targetOperation, targetInterface
  case places, parties, endpointOperation
  case path(PathRelation)
  case dataRelation(DataRelation)

  /// Whether it follows from what is drawn: components, operations and links, and no facts that name others.
  var isDrawn: Bool {
    switch self {
    case .id, .name, .kind, .incoming, .outgoing, .links, .interfaces, .operations, .producers, .consumers, .component,
      .interface, .source, .target, .sourceOperation, .targetOperation, .targetInterface, .endpointOperation:
      true
    default: false
    }
  }
}
