/// How far two figures rise and fall together, whatever their scales (Spearman 1904).
enum RankCorrelation {
  /// Positions in ascending order from 0; equal values share the mean of theirs.
  static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for position in start..<end { ranks[order[position]] = Double(start + end - 1) / 2 }
      start = end
    }
    return ranks
  }

  /// Pearson's correlation of two lists of ranks; 0 where one of them is all the same.
  static func correlation(_ a: [Double], _ b: [Double]) -> Double {
    let mean = Double(a.count - 1) / 2
    var (products, squaresA, squaresB) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
      products += (x - mean) * (y - mean)
      squaresA += (x - mean) * (x - mean)
      squaresB += (y - mean) * (y - mean)
    }
    guard squaresA > 0, squaresB > 0 else { return 0 }
    return products / (squaresA * squaresB).squareRoot()
  }
}
