internal import Topology

/// For each row of one table some rows of another, in memory that stays where it is: lists of neighbours are read most of
/// all, and a piece of an array would be counted at each reading.
///
/// Unchecked, because nothing is written once it is made.
final class RowTable: @unchecked Sendable {
  private let count: Int
  private let offsets: UnsafeMutablePointer<Int32>
  private let items: UnsafeMutablePointer<Int32>

  /// O(rows + items).
  init(count: Int, _ rows: (Int) -> some Collection<Int32>) {
    self.count = count
    offsets = .allocate(capacity: count + 1)
    var gathered: [Int32] = []
    for row in 0..<count {
      (offsets + row).initialize(to: Int32(gathered.count))
      gathered += rows(row)
    }
    (offsets + count).initialize(to: Int32(gathered.count))
    items = .allocate(capacity: gathered.count)
    items.initialize(from: gathered, count: gathered.count)
  }

  deinit {
    offsets.deallocate()
    items.deallocate()
  }

  /// The rows of a row. O(1).
  subscript(row: Int) -> UnsafeBufferPointer<Int32> {
    guard row >= 0, row < count else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: items + Int(offsets[row]), count: Int(offsets[row + 1] - offsets[row]))
  }
}

/// Who is linked to whom and who has what, as rows of rows.
struct Neighbours: Sendable {
  /// By party.
  let incoming: RowTable
  let outgoing: RowTable
  /// Links to the party that name no operation, and from it.
  let openIncoming: RowTable
  let wholeOutgoing: RowTable
  let operations: RowTable
  let interfaces: RowTable
  /// By operation: the links to and from itself.
  let incomingOfOperation: RowTable
  let outgoingOfOperation: RowTable
  /// By interface.
  let incomingOfInterface: RowTable
  let operationsOfInterface: RowTable

  /// O(links and rows).
  init(of topology: Topology) {
    let (parties, operations) = (topology.count(.party), topology.count(.operation))
    incoming = RowTable(count: parties, topology.incoming(ofParty:))
    outgoing = RowTable(count: parties, topology.outgoing(ofParty:))
    openIncoming = RowTable(count: parties) { party in
      topology.incoming(ofParty: party).filter { topology.targetOperation(ofLink: Int($0)) == nil }
    }
    wholeOutgoing = RowTable(count: parties, topology.componentLevelOutgoing(ofParty:))
    self.operations = RowTable(count: parties, topology.operations(ofParty:))
    interfaces = RowTable(count: parties, topology.interfaces(ofParty:))
    incomingOfOperation = RowTable(count: operations, topology.incoming(ofOperation:))
    outgoingOfOperation = RowTable(count: operations, topology.ownOutgoing(ofOperation:))
    incomingOfInterface = RowTable(count: topology.count(.interface)) { interface in
      topology.operations(ofInterface: interface).flatMap { topology.incoming(ofOperation: Int($0)) }
    }
    operationsOfInterface = RowTable(count: topology.count(.interface), topology.operations(ofInterface:))
  }
}
