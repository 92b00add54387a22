/// Rows that come and go, in an array with a list of free places. O(1).
struct Slots<Row> {
  private(set) var rows: [Row] = []
  private var free: [Int32] = []

  subscript(index: Int32) -> Row {
    get { rows[Int(index)] }
    _modify { yield &rows[Int(index)] }
  }

  /// A free place, with what was left there; `make` if there is none.
  mutating func take(_ make: () -> Row) -> Int32 {
    if let index = free.popLast() { return index }
    rows.append(make())
    return Int32(rows.count - 1)
  }

  mutating func release(_ index: Int32) { free.append(index) }
}
