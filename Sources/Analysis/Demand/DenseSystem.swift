/// Linear equations `(I − A) x = b` with no negative entry in `A`.
///
/// Solved by elimination without pivoting: `I − A` has a non-negative inverse exactly if every pivot is positive, which
/// is also how a loop of gain 1 or more shows itself (Berman and Plemmons 1994, M-matrices).
struct DenseSystem {
  private let size: Int
  private var matrix: [Double]

  init(size: Int) {
    self.size = size
    matrix = [Double](repeating: 0, count: size * size)
    for index in 0..<size { matrix[index * size + index] = 1 }
  }

  /// Adds to `A[row, column]`.
  mutating func add(_ value: Double, row: Int, column: Int) { matrix[row * size + column] -= value }

  /// The solution; `nil` where the loop feeds itself without end. O(size³).
  func solve(_ right: [Double]) -> [Double]? {
    var m = matrix
    var x = right
    for pivot in 0..<size {
      let diagonal = m[pivot * size + pivot]
      guard diagonal > 1e-12, diagonal.isFinite else { return nil }
      for row in pivot + 1..<size {
        let factor = m[row * size + pivot] / diagonal
        guard factor != 0 else { continue }
        for column in pivot..<size { m[row * size + column] -= factor * m[pivot * size + column] }
        x[row] -= factor * x[pivot]
      }
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      var rest = x[row]
      for column in row + 1..<size { rest -= m[row * size + column] * x[column] }
      x[row] = Swift.max(0, rest / m[row * size + row])
    }
    return x
  }
}
