/// Some columns, of which it is kept at least that they are among them: a bit for each, or for two or three that share one.
///
/// Most changes are of columns that a result never read, which this tells at once.
struct ColumnMask: Sendable {
  private var bits = SIMD4<UInt64>()

  /// The bit of a column, by its position among those of all tables.
  mutating func insert(_ position: Int) { bits[position >> 6 & 3] |= 1 << (position & 63) }

  mutating func formUnion(_ other: ColumnMask) { bits |= other.bits }

  /// Whether a column is among both, or seems to be.
  func intersects(_ other: ColumnMask) -> Bool { bits & other.bits != SIMD4() }
}
