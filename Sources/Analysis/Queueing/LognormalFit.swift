/// The lognormal distribution that a mean or percentiles of service times leave.
///
/// With `s` the standard deviation of the logarithm and `z` the normal quantile of a percentile: `percentile / median =
/// e^(z s)` and `mean / median = e^(s²/2)`.
enum LognormalFit {
  /// One known percentile, by its normal quantile.
  struct Point: Sendable {
    var quantile: Double
    var value: Double
  }

  /// The standard deviation of the logarithm from the mean and one percentile: the smaller root of
  /// `s²/2 − z s + ln(percentile / mean) = 0`, or `z` where the percentile is farther from the mean than any lognormal
  /// distribution has it (14.97 times at p99).
  static func spread(mean: Double, _ point: Point) -> Double? {
    guard mean > 0, point.value > 0 else { return nil }
    let distance = 2 * Real.log(point.value / mean)
    let square = point.quantile * point.quantile
    if point.quantile == 0 { return distance < 0 ? (-distance).squareRoot() : nil }
    let root = point.quantile - max(0, square - distance).squareRoot()
    return root > 0 ? root : nil
  }

  /// The same from two percentiles.
  static func spread(_ low: Point, _ high: Point) -> Double? {
    guard low.value > 0, high.value > low.value, high.quantile > low.quantile else { return nil }
    return Real.log(high.value / low.value) / (high.quantile - low.quantile)
  }

  /// The mean that goes with a percentile.
  static func mean(_ point: Point, spread: Double) -> Double {
    point.value * Real.exp(spread * spread / 2 - point.quantile * spread)
  }
}
