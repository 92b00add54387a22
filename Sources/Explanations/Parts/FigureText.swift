internal import Analysis
internal import Topology

/// Figures as people read them: at most three significant digits, and what is not known said so.
enum FigureText {
  static func text(_ estimate: Estimate, _ unit: FigureUnit) -> String {
    guard let value = estimate.value else { return estimate.missing.isEmpty ? "does not apply" : "not known" }
    return text(value, unit, isOpen: !estimate.missing.isEmpty)
  }

  /// - Parameter isOpen: whether missing facts may move the ends, so that an end without bound reads "at least".
  static func text(_ value: Interval, _ unit: FigureUnit, isOpen: Bool = true) -> String {
    if let point = value.point { return number(point, unit) }
    if isOpen, value.high == .infinity { return "at least \(number(value.low, unit))" }
    if isOpen, value.low == 0 { return "at most \(number(value.high, unit))" }
    let (low, high) = (number(value.low, unit), number(value.high, unit))
    return low == high ? low : "\(low) to \(high)"
  }

  static func number(_ value: Double, _ unit: FigureUnit) -> String {
    guard value.isFinite else { return "without bound" }
    let rounded = unit == .count && value == value.rounded() ? value : rounded(value)
    switch unit {
    // Small rates are written per hour or day: digits cut off per second would come back as wrong ones.
    case .rate: return Quantity.format(value < 0.1 ? value : rounded, as: .rate)
    // Near one, what is missing to it counts: 99.95 % is not 100 %.
    case .fraction where value > 0.99 && value < 1:
      return Quantity.format(1 - Self.rounded(1 - value), as: .fraction)
    case .fraction: return Quantity.format(rounded, as: .fraction)
    // Nobody waits for less than a nanosecond.
    case .duration: return Quantity.format(value < 1e-9 ? 0 : rounded, as: .duration)
    case .count: return Quantity.trimmed(rounded)
    case .factor: return "\(Quantity.trimmed(rounded)) times"
    case .size: return Quantity.format(rounded, as: .size)
    case .bandwidth: return Quantity.format(rounded, as: .bandwidth)
    case .flag: return value == 0 ? "no" : "yes"
    }
  }

  /// Three significant digits.
  private static func rounded(_ value: Double) -> Double {
    var scale = 1.0
    let magnitude = abs(value)
    guard magnitude > 0 else { return value }
    while magnitude * scale < 100, scale < 1e12 { scale *= 10 }
    while magnitude * scale >= 1000 { scale /= 10 }
    return (value * scale).rounded() / scale
  }
}
