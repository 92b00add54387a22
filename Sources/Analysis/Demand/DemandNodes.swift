import Topology

/// What a call to a store does, and whether it loads one partition or each of them.
enum StoreSide: Int, CaseIterable, Sendable {
  case read, write
  /// Nobody says whether it reads or writes.
  case unsplit
  case readAll, writeAll, unsplitAll

  var loadsAllPartitions: Bool { rawValue >= StoreSide.readAll.rawValue }

  static let reads: [StoreSide] = [.read, .readAll]
  static let writes: [StoreSide] = [.write, .writeAll]
  static let unknown: [StoreSide] = [.unsplit, .unsplitAll]
}

/// The numbering of the demand graph: operations, then one node for each client and component, then one for its calls
/// that name no operation, then the sides of the stores.
///
/// The node of a component stands for every request that it serves: its operations and its unnamed calls lead to it,
/// and links on the whole component leave from it. A store is entered through its sides only.
struct DemandNodes: Sendable {
  let operations: Int
  let parties: Int
  let count: Int
  /// The number of each store among the stores; -1 for other parties.
  private let storeNumbers: [Int32]
  private let stores: [Int32]

  init(of topology: Topology) {
    operations = topology.count(.operation)
    parties = topology.count(.party)
    var numbers = [Int32](repeating: -1, count: parties)
    var stores: [Int32] = []
    for party in 0..<parties where topology.kind(ofParty: party) == .store {
      numbers[party] = Int32(stores.count)
      stores.append(Int32(party))
    }
    storeNumbers = numbers
    self.stores = stores
    count = operations + 2 * parties + stores.count * StoreSide.allCases.count
  }

  func operation(_ row: Int) -> Int { row }

  func party(_ row: Int) -> Int { operations + row }

  /// Calls of a component that name none of its operations.
  func unnamed(_ row: Int) -> Int { operations + parties + row }

  /// Precondition: the party is a store.
  func store(_ row: Int, _ side: StoreSide) -> Int {
    operations + 2 * parties + Int(storeNumbers[row]) * StoreSide.allCases.count + side.rawValue
  }

  func isStore(_ party: Int) -> Bool { storeNumbers[party] >= 0 }

  /// Nodes whose rates add up to all requests that a party serves.
  func entrances(ofParty row: Int) -> [Int] {
    isStore(row) ? StoreSide.allCases.map { store(row, $0) } : [party(row)]
  }

  /// The party that a node belongs to.
  func party(ofNode node: Int, in topology: Topology) -> Int {
    if node < operations { return topology.owner(EntityID(.operation, node)) }
    if node < operations + 2 * parties { return (node - operations) % parties }
    return Int(stores[(node - operations - 2 * parties) / StoreSide.allCases.count])
  }

  /// What people know the node as.
  func entity(ofNode node: Int, in topology: Topology) -> EntityID {
    node < operations ? EntityID(.operation, node) : EntityID(.party, party(ofNode: node, in: topology))
  }
}
