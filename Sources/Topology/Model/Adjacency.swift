/// A relation from rows to rows in compressed sparse rows: the items of all rows one after another, with offsets.
public struct Adjacency: Sendable {
  private var offsets: [Int32]
  private var items: [Int32]

  /// The relation of `pairs`, items of one row in the order of the pairs. O(rows + pairs).
  ///
  /// Keys below zero are left out.
  public init(rows: Int, keys: [Int32]) {
    var counts = [Int32](repeating: 0, count: rows + 1)
    for key in keys where key >= 0 { counts[Int(key) + 1] += 1 }
    for row in 0..<rows { counts[row + 1] += counts[row] }
    offsets = counts
    var next = counts
    items = [Int32](repeating: 0, count: Int(counts[rows]))
    for (item, key) in keys.enumerated() where key >= 0 {
      items[Int(next[Int(key)])] = Int32(item)
      next[Int(key)] += 1
    }
  }

  public static let empty = Adjacency(rows: 0, keys: [])

  public subscript(row: Int) -> ArraySlice<Int32> {
    guard row >= 0, row + 1 < offsets.count else { return [] }
    return items[Int(offsets[row])..<Int(offsets[row + 1])]
  }
}
