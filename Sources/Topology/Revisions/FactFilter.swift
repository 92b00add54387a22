/// Some facts, of which it is kept at least that they are among them: once they are many, others may seem to be too.
///
/// What is computed from the whole model reads a hundred thousand facts, what is computed of a component a handful.
struct FactFilter: Sendable {
  /// All of them while they are few.
  private var few: [FactID] = []
  /// By column, once they are many.
  private var columns: [UInt64] = []
  /// By row, whatever the column.
  private var rows: [UInt64] = []
  /// Columns of which every row counts.
  private var wholeColumns: [UInt64] = []

  private static let mostFew = 24
  private static let rowBits = 1024

  mutating func insert(_ fact: FactID) {
    guard rows.isEmpty else { return mark(fact) }
    if few.last == fact { return }
    few.append(fact)
    if few.count > Self.mostFew { spill() }
  }

  /// Every row of a column.
  mutating func insert(_ column: ColumnID) {
    let position = Schema.position(of: column)
    if wholeColumns.isEmpty { wholeColumns = Self.noColumns }
    wholeColumns[position >> 6] |= 1 << (position & 63)
  }

  private mutating func spill() {
    columns = Self.noColumns
    rows = [UInt64](repeating: 0, count: Self.rowBits / 64)
    for fact in few { mark(fact) }
    few = []
  }

  private mutating func mark(_ fact: FactID) {
    let position = Schema.position(of: fact.column)
    columns[position >> 6] |= 1 << (position & 63)
    let row = fact.row & (Self.rowBits - 1)
    rows[row >> 6] |= 1 << (row & 63)
  }

  private static let noColumns = [UInt64](repeating: 0, count: (Schema.columnCount + 63) / 64)

  /// Whether the fact is among them, or seems to be.
  func mayContain(_ fact: FactID) -> Bool {
    let position = Schema.position(of: fact.column)
    if !wholeColumns.isEmpty, wholeColumns[position >> 6] & 1 << (position & 63) != 0 { return true }
    guard !rows.isEmpty else { return few.contains(fact) }
    let row = fact.row & (Self.rowBits - 1)
    return columns[position >> 6] & 1 << (position & 63) != 0 && rows[row >> 6] & 1 << (row & 63) != 0
  }
}

extension Schema {
  /// The position of each table's first column among all columns.
  private static let offsets = tables.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.columns.count) }

  /// How many columns there are.
  static let columnCount = offsets.last ?? 0

  /// The position of a column among those of all tables.
  static func position(of column: ColumnID) -> Int { offsets[Int(column.table.rawValue)] + column.index }
}
