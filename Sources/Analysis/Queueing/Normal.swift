/// The standard normal distribution.
enum Normal {
  /// The share above `x`.
  static func share(above x: Double) -> Double { Real.erfc(x * 0.5.squareRoot()) / 2 }

  /// The point below which a share lies, between -38 and 38.
  static func quantile(_ share: Double) -> Double {
    // The tail is exact where it is small.
    if share > 0.5 { return -quantile(1 - share) }
    var (low, high) = (0.0, 38.0)
    for _ in 0..<64 {
      let middle = (low + high) / 2
      if Self.share(above: middle) > share { low = middle } else { high = middle }
    }
    return -(low + high) / 2
  }

  /// The point below which a share lies, for the percentiles that people state.
  static let median = 0.0
  static let p95 = 1.644_853_626_951_472_2
  static let p99 = 2.326_347_874_040_840_8
}
