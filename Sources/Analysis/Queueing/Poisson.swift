/// The Poisson distribution.
enum Poisson {
  /// The chance of exactly `count` events where `mean` are expected.
  static func probability(_ count: Int, mean: Double) -> Double {
    guard mean > 0 else { return count == 0 ? 1 : 0 }
    return Real.exp(Double(count) * Real.log(mean) - mean - Gamma.logGamma(Double(count) + 1))
  }
}
