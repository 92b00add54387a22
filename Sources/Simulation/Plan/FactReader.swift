import Topology

/// Reads facts, and remembers which of them were missing and what was taken in place of others.
struct FactReader {
  let topology: Topology
  private(set) var missing: [FactID] = []
  private(set) var conventions: Set<ConventionUse> = []

  init(_ topology: Topology) { self.topology = topology }

  func number(_ column: ColumnID, _ row: Int) -> Double? { topology.number(column, row) }

  /// The number, or zero with the fact on the list of what is missing.
  mutating func needed(_ column: ColumnID, _ row: Int) -> Double {
    if let value = number(column, row) { return value }
    lack(column, row)
    return 0
  }

  func count(_ column: ColumnID, _ row: Int) -> Int? { number(column, row).map(Self.count) }

  mutating func lack(_ column: ColumnID, _ row: Int) {
    missing.append(topology.shortestUnstated(FactID(column, row: row)))
  }

  mutating func take(_ convention: Convention, _ table: TableID, _ row: Int) {
    conventions.insert(ConventionUse(convention: convention, entity: EntityID(table, row)))
  }

  /// Whole numbers are stored as floating point, `unlimited` as infinity.
  static func count(_ value: Double) -> Int { value < 1e15 ? Int(value) : .max }

  mutating func add(_ other: FactReader) {
    missing += other.missing
    conventions.formUnion(other.conventions)
  }
}

/// A convention and whom it was used for.
struct ConventionUse: Hashable, Comparable, Sendable {
  let convention: Convention
  let entity: EntityID

  static func < (a: ConventionUse, b: ConventionUse) -> Bool {
    (a.convention, a.entity.table.rawValue, a.entity.row) < (b.convention, b.entity.table.rawValue, b.entity.row)
  }
}
