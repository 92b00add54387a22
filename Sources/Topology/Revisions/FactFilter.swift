/// Some facts, of which it is kept at least that they are among them: once they are many, others may seem to be too.
///
/// What is computed from the whole model reads a hundred thousand facts, what is computed of a component a handful.
struct FactFilter: Sendable {
  /// All of them while they are few.
  private var few: [FactID] = []
  /// By column, once they are many.
  private var columns: [UInt64] = []
  /// By column and row: two bits of each fact. Few facts leave most of it empty.
  private var bits: [UInt64] = []
  /// Columns of which every row counts.
  private var wholeColumns: [UInt64] = []

  private static let mostFew = 24
  /// A power of two.
  private static let bitCount = 4096
  /// The columns of them all.
  private(set) var mask = ColumnMask()

  mutating func insert(_ fact: FactID) {
    guard bits.isEmpty else { return mark(fact) }
    if few.last == fact { return }
    mask.insert(Schema.position(of: fact.column))
    few.append(fact)
    if few.count > Self.mostFew { spill() }
  }

  /// Every row of a column.
  mutating func insert(_ column: ColumnID) {
    let position = Schema.position(of: column)
    mask.insert(position)
    if wholeColumns.isEmpty { wholeColumns = Self.noColumns }
    wholeColumns[position >> 6] |= 1 << (position & 63)
  }

  private mutating func spill() {
    columns = Self.noColumns
    bits = [UInt64](repeating: 0, count: Self.bitCount / 64)
    for fact in few { mark(fact) }
    few = []
  }

  private mutating func mark(_ fact: FactID) {
    let position = Schema.position(of: fact.column)
    columns[position >> 6] |= 1 << (position & 63)
    mask.insert(position)
    let (first, second) = Self.places(position, fact.row)
    bits[first >> 6] |= 1 << (first & 63)
    bits[second >> 6] |= 1 << (second & 63)
  }

  /// Two bits that facts share with few others (Bloom 1970).
  private static func places(_ column: Int, _ row: Int) -> (Int, Int) {
    var hash = UInt64(truncatingIfNeeded: column) &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(truncatingIfNeeded: row)
    hash = (hash ^ hash >> 30) &* 0xbf58_476d_1ce4_e5b9
    hash ^= hash >> 27
    let last = UInt64(bitCount - 1)
    return (Int(hash & last), Int(hash >> 32 & last))
  }

  private static let noColumns = [UInt64](repeating: 0, count: (Schema.columnCount + 63) / 64)

  /// Whether the fact is among them, or seems to be.
  func mayContain(_ fact: FactID) -> Bool {
    let position = Schema.position(of: fact.column)
    if !wholeColumns.isEmpty, wholeColumns[position >> 6] & 1 << (position & 63) != 0 { return true }
    guard !bits.isEmpty else { return few.contains(fact) }
    guard columns[position >> 6] & 1 << (position & 63) != 0 else { return false }
    let (first, second) = Self.places(position, fact.row)
    return bits[first >> 6] & 1 << (first & 63) != 0 && bits[second >> 6] & 1 << (second & 63) != 0
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
