/// The `k`-th to end of several independent, equal times.
enum OrderStatistic {
  /// The share of cases in which `needed` of `count` have ended, when each has with the share `each`:
  /// `Σ_{j ≥ k} C(n, j) F^j (1 − F)^(n − j)`.
  static func share(needed: Int, of count: Int, each: Double) -> Double {
    guard each > 0 else { return 0 }
    guard each < 1 else { return 1 }
    if needed == count { return Real.pow(each, Double(count)) }
    let odds = each / (1 - each)
    var term = Real.pow(1 - each, Double(count))
    guard term > 0 else { return 1 }
    var less = 0.0
    for ended in 0..<needed {
      less += term
      term *= odds * Double(count - ended) / Double(ended + 1)
    }
    return min(1, max(0, 1 - less))
  }

  /// The mean of the `needed`-th of `count` exponential times with mean 1: `Σ 1/j` for `j` from `count − needed + 1` to
  /// `count`.
  static func exponentialMean(needed: Int, of count: Int) -> Double {
    (count - needed + 1...count).reduce(0) { $0 + 1 / Double($1) }
  }
}
