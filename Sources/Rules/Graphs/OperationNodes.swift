internal import Topology

/// The nodes of graph questions, which run over operations (LANGUAGE, Links): `A.x -> B.y` with `B.z -> A.w` is no cycle.
///
/// Each operation is a node. Each party is one more, for the anonymous operation that a link to the whole component
/// reaches; stores, queues and clients have that one only. The last node stands for what a front end cannot see.
struct OperationNodes: Sendable {
  let topology: Topology
  private let operations: Int

  init(of topology: Topology) {
    self.topology = topology
    operations = topology.count(.operation)
  }

  var count: Int { operations + topology.count(.party) + 1 }
  var unseen: Int32 { Int32(count - 1) }

  /// The node of an operation or of a party as a whole.
  func node(_ entity: EntityID) -> Int32 { Int32(entity.table == .operation ? entity.row : operations + entity.row) }

  /// What a node is; `nil` for the unseen.
  func entity(_ node: Int32) -> EntityID? {
    let row = Int(node)
    if row < operations { return EntityID(.operation, row) }
    return node == unseen ? nil : EntityID(.party, row - operations)
  }

  /// Whether the node stands for an operation that somebody may yet name.
  func isAnonymous(_ node: Int32) -> Bool {
    guard let entity = entity(node), entity.table == .party else { return false }
    return !topology.operations(ofParty: entity.row).isEmpty
  }

  /// All nodes of a component, an interface or an operation. O(its operations).
  func nodes(of entity: EntityID) -> [Int32] {
    switch entity.table {
    case .party: topology.operations(ofParty: entity.row) + [node(entity)]
    case .interface: Array(topology.operations(ofInterface: entity.row))
    case .operation: [node(entity)]
    default: []
    }
  }

  /// Where a link starts: a link on the whole component is one of each of its operations.
  func sources(ofLink link: Int) -> [Int32] {
    if let operation = topology.sourceOperation(ofLink: link) { return [node(EntityID(.operation, operation))] }
    return nodes(of: EntityID(.party, topology.source(ofLink: link)))
  }

  /// Where a link surely leads.
  func target(ofLink link: Int) -> Int32 {
    if let operation = topology.targetOperation(ofLink: link) { return node(EntityID(.operation, operation)) }
    return node(EntityID(.party, topology.target(ofLink: link)))
  }

  /// The operations that a link to a service may mean if it names none.
  func possibleTargets(ofLink link: Int) -> ArraySlice<Int32> {
    topology.targetOperation(ofLink: link) == nil ? topology.operations(ofParty: topology.target(ofLink: link)) : []
  }
}
