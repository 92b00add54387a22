/// The tables of the model: one for each kind of entity, and one for each kind of record that comes in lists.
public enum TableID: UInt8, CaseIterable, Hashable, Sendable {
  case system, party, interface, operation, link, dataSet, workload
  /// Records in lists; their rows are owned by rows of other tables.
  case copy, transformation, pool, distance, backup

  /// The word people use for one row.
  public var word: String {
    switch self {
    case .dataSet: "data set"
    case .party: "component"
    default: "\(self)"
    }
  }
}

/// The kinds of row in the `party` table. All but clients are components.
public enum PartyKind: UInt8, CaseIterable, Hashable, Sendable {
  case client, service, store, queue

  /// The section of the file that holds them.
  public var section: String { "\(self)s" }

  public static let components: [PartyKind] = [.service, .store, .queue]
}

/// Names one column of one table.
public struct ColumnID: Hashable, Sendable {
  public let table: TableID
  public let index: Int

  public init(table: TableID, index: Int) {
    self.table = table
    self.index = index
  }
}

/// Names one row of one table.
public struct EntityID: Hashable, Comparable, Sendable {
  public let table: TableID
  public let row: Int

  public init(_ table: TableID, _ row: Int) {
    self.table = table
    self.row = row
  }

  public static func < (a: EntityID, b: EntityID) -> Bool { (a.table.rawValue, a.row) < (b.table.rawValue, b.row) }
}
