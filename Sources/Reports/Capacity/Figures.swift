public import Analysis
import Topology

/// Computed numbers for people: at most three significant digits, for no model knows more.
public enum Figures {
  /// A plain number, e.g. `5420`.
  public static func number(_ value: Double) -> String { finite(value) { Quantity.trimmed($0) } }

  /// Per second, e.g. `200/s`.
  public static func rate(_ value: Double) -> String {
    // Small rates are written per hour or day: digits cut off per second would come back as wrong ones.
    if value < 0.1 { return Quantity.format(value, as: .rate) }
    return finite(value) { Quantity.format($0, as: .rate) }
  }

  /// Seconds, e.g. `40ms`.
  public static func duration(_ value: Double) -> String { finite(value) { Quantity.format($0, as: .duration) } }

  /// Seconds that add up over weeks, in the unit that people count them in, e.g. `19.7min`.
  static func longTime(_ value: Double) -> String {
    for (unit, seconds) in [("d", 86_400.0), ("h", 3600), ("min", 60)] where value.isFinite && value >= 2 * seconds {
      return Quantity.trimmed(rounded(value / seconds)) + unit
    }
    return duration(value)
  }

  /// A fraction as a percentage, e.g. `33.8%`; near one, by what is missing to it: `99.987%`.
  public static func share(_ value: Double) -> String {
    if value > 0.99, value < 1 { return Quantity.format(1 - rounded(1 - value), as: .fraction) }
    return finite(value) { Quantity.format($0, as: .fraction) }
  }

  /// Bytes, e.g. `371 GB`.
  public static func size(_ value: Double) -> String {
    value.isFinite ? Quantity.format(rounded(value), as: .size) : "unbounded"
  }

  /// A figure with what is known of it: `200/s`, `at most 200/s`, `at least 3`, `120/s to 300/s`, `not known`, `-`.
  public static func estimate(_ estimate: Estimate, _ format: (Double) -> String) -> String {
    guard let value = estimate.value else { return estimate.isApplicable ? "not known" : "-" }
    return interval(value, format)
  }

  static func interval(_ value: Interval, _ format: (Double) -> String) -> String {
    if value.isPoint { return format(value.low) }
    if value.high == .infinity { return value.low > 0 ? "at least \(format(value.low))" : "not known" }
    if value.low == 0 { return "at most \(format(value.high))" }
    let (low, high) = (format(value.low), format(value.high))
    return low == high ? low : "\(low) to \(high)"
  }

  private static func finite(_ value: Double, _ format: (Double) -> String) -> String {
    guard value.isFinite else { return "unbounded" }
    // Beyond that the model has said what it can: too much.
    return value > 1e12 ? "over \(format(1e12))" : format(rounded(value))
  }

  /// To three significant digits.
  static func rounded(_ value: Double) -> Double {
    guard value.isFinite, value != 0 else { return value }
    var scale = 1.0
    while abs(value) * scale < 100, scale < 1e30 { scale *= 10 }
    if scale > 1 { return (value * scale).rounded() / scale }
    while abs(value) / scale >= 1000 { scale *= 10 }
    return (value / scale).rounded() * scale
  }
}
