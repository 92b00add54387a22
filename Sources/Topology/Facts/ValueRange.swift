/// A quantity that is more than one number.
public enum ValueRange: Hashable, Sendable {
  /// Not knowing: 5th percentile, mode (if one is stated) and 95th percentile of what the author believes.
  case uncertain(low: Double, likely: Double?, high: Double)
  /// Variation: a figure that differs from request to request. At least one member is there.
  case varying(mean: Double?, p50: Double?, p95: Double?, p99: Double?)

  /// The one number to compute with where one is wanted: the likely value, or the mean (the median if no mean is given).
  ///
  /// Without a likely value the middle; where the high end is more than twice the low one, the geometric middle.
  public var point: Double? {
    switch self {
    case .uncertain(let low, let likely, let high):
      likely ?? (low > 0 && high > 2 * low ? (low * high).squareRoot() : (low + high) / 2)
    case .varying(let mean, let p50, _, _): mean ?? p50
    }
  }

  /// The interval in which the figure lies as far as its author knows.
  public var interval: ClosedRange<Double>? {
    switch self {
    case .uncertain(let low, _, let high): low...high
    case .varying: point.map { $0...$0 }
    }
  }
}
