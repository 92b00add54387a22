/// The values of one field for all rows of a table, in parallel arrays; a field that nobody states has no column.
struct Column: Sendable {
  private(set) var flags: [UInt8]
  private(set) var payloads: [UInt64]
  private(set) var places: [PlaceID]

  init(rows: Int) {
    flags = [UInt8](repeating: 0, count: rows)
    payloads = [UInt64](repeating: 0, count: rows)
    places = [PlaceID](repeating: .none, count: rows)
  }

  /// Rows beyond the end of the arrays were added after the last fact: unknown.
  subscript(row: Int) -> Cell {
    get { row < flags.count ? Cell(flags: flags[row], payload: payloads[row], place: places[row]) : .unknown }
    set {
      if row >= flags.count { grow(to: row + 1) }
      flags[row] = newValue.flags
      payloads[row] = newValue.payload
      places[row] = newValue.place
    }
  }

  private mutating func grow(to count: Int) {
    if count == flags.count + 1 {
      flags.append(0)
      payloads.append(0)
      places.append(.none)
      return
    }
    let missing = count - flags.count
    flags.append(contentsOf: repeatElement(0, count: missing))
    payloads.append(contentsOf: repeatElement(0, count: missing))
    places.append(contentsOf: repeatElement(.none, count: missing))
  }
}
