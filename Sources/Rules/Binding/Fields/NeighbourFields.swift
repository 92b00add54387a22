internal import Expressions
internal import Topology

/// Neighbours as the model has them, so that no list is made.
final class BoundNeighbours: BoundNavigation {
  private let list: NeighbourList
  private let all: Neighbours
  /// Whose operations and interfaces they are, as objects.
  private let operationOwners: [UInt64]
  private let interfaceOwners: [UInt64]
  private let hasOpenLinks: Bool
  private let topology: Topology
  private let queue = UInt32(PartyKind.queue.rawValue)
  private let kinds = ModelTypes.kinds
  private let (link, operation, interface) = (
    ModelTypes.number(of: .link), ModelTypes.number(of: .operation), ModelTypes.number(of: .interface)
  )

  init(_ list: NeighbourList, _ navigation: Navigation, _ source: ModelSource) {
    self.list = list
    all = source.index.neighbours
    operationOwners = source.index.operationOwners
    interfaceOwners = source.index.interfaceOwners
    hasOpenLinks = source.hasOpenLinks
    topology = source.topology
    super.init(navigation, source)
  }

  override func objects(of object: ObjectRef) -> ObjectList? {
    let row = Int(object.row)
    if object.type < kinds { return objects(ofParty: row, isQueue: object.type == queue) }
    if object.type == operation { return objects(ofOperation: row) }
    return object.type == interface ? objects(ofInterface: row) : nil
  }

  private func objects(ofParty row: Int, isQueue: Bool) -> ObjectList? {
    switch list {
    case .incoming: links(of: row, all.incoming[row])
    case .outgoing: links(of: row, all.outgoing[row])
    case .links: links(of: row, all.incoming[row], all.outgoing[row])
    case .producers: isQueue ? links(of: row, all.incoming[row]) : nil
    case .consumers: isQueue ? links(of: row, all.outgoing[row]) : nil
    case .operations: ObjectList(type: operation, rows: all.operations[row])
    case .interfaces: ObjectList(type: interface, rows: all.interfaces[row])
    }
  }

  private func objects(ofOperation row: Int) -> ObjectList? {
    switch list {
    case .incoming: return calls(all.incomingOfOperation[row], Self.row(operationOwners[row]))
    case .outgoing:
      let party = Self.row(operationOwners[row])
      return links(of: party, all.outgoingOfOperation[row], all.wholeOutgoing[party])
    default: return nil
    }
  }

  private func objects(ofInterface row: Int) -> ObjectList? {
    switch list {
    case .incoming: calls(all.incomingOfInterface[row], Self.row(interfaceOwners[row]))
    case .operations: ObjectList(type: operation, rows: all.operationsOfInterface[row])
    default: nil
    }
  }

  private static func row(_ party: UInt64) -> Int { Int(ObjectRef(bits: party).row) }

  /// Links of a party; where a front end cannot see them all, the list may go on.
  private func links(
    of party: Int, _ rows: UnsafeBufferPointer<Int32>,
    _ others: UnsafeBufferPointer<Int32> = UnsafeBufferPointer(start: nil, count: 0)
  ) -> ObjectList {
    let isOpen = hasOpenLinks && topology.flag(Facts.Party.linksComplete, party) == false
    return ObjectList(
      type: link, rows: rows, others,
      tail: isOpen ? FactID(Facts.Party.linksComplete, row: party).rawValue : nil)
  }

  /// The calls of some operations of a service, if no link names the service alone.
  private func calls(_ rows: UnsafeBufferPointer<Int32>, _ service: Int) -> ObjectList? {
    all.openIncoming[service].isEmpty ? links(of: service, rows) : nil
  }
}

/// The relations that the model holds as lists of rows.
enum NeighbourList {
  case incoming, outgoing, links, producers, consumers, operations, interfaces

  init?(_ navigation: Navigation) {
    switch navigation {
    case .incoming: self = .incoming
    case .outgoing: self = .outgoing
    case .links: self = .links
    case .producers: self = .producers
    case .consumers: self = .consumers
    case .operations: self = .operations
    case .interfaces: self = .interfaces
    default: return nil
    }
  }
}
