/// A number between two bounds, and the facts that would narrow it.
///
/// The arithmetic is that of closed intervals (Moore, Interval Analysis, 1966, ch. 2).
struct Interval {
  var low: Double
  var high: Double
  var trail: Unknown?

  init(low: Double, high: Double, trail: Unknown? = nil) {
    self.low = low.isNaN ? -.infinity : low
    self.high = high.isNaN ? .infinity : high
    self.trail = trail
  }

  /// The interval of a number; `nil` for anything else.
  init?(_ value: Value) {
    switch value {
    case .double(let number): (low, high) = (number, number)
    case .int(let number): (low, high) = (Double(number), Double(number))
    case .uint(let number): (low, high) = (Double(number), Double(number))
    case .range(let range): (low, high, trail) = (range.low, range.high, range.trail)
    default: return nil
    }
  }

  var value: Value { .interval(low, high, trail) }
  var isPoint: Bool { low == high }

  static func + (a: Interval, b: Interval) -> Interval {
    Interval(low: a.low + b.low, high: a.high + b.high, trail: a.trail.union(b.trail))
  }

  static func - (a: Interval, b: Interval) -> Interval {
    Interval(low: a.low - b.high, high: a.high - b.low, trail: a.trail.union(b.trail))
  }

  static prefix func - (a: Interval) -> Interval { Interval(low: -a.high, high: -a.low, trail: a.trail) }

  static func * (a: Interval, b: Interval) -> Interval {
    let corners = [
      times(a.low, b.low), times(a.low, b.high), times(a.high, b.low), times(a.high, b.high),
    ]
    return Interval(
      low: corners.reduce(.infinity, Swift.min), high: corners.reduce(-.infinity, Swift.max),
      trail: a.trail.union(b.trail))
  }

  /// Nothing times anything is nothing, also where the bound is missing.
  private static func times(_ a: Double, _ b: Double) -> Double { a == 0 || b == 0 ? 0 : a * b }

  /// The quotient; `nil` if `b` may be 0.
  static func / (a: Interval, b: Interval) -> Interval? {
    if b.low <= 0 && b.high >= 0 { return nil }
    return a * Interval(low: 1 / b.high, high: 1 / b.low, trail: b.trail)
  }

  /// The least interval that holds both.
  func hull(_ other: Interval) -> Interval {
    Interval(low: min(low, other.low), high: max(high, other.high), trail: trail.union(other.trail))
  }

  /// Whether `a` is below `b`, or unknown.
  static func isLess(_ a: Interval, _ b: Interval) -> Value {
    if a.high < b.low { return .bool(true) }
    if a.low >= b.high { return .bool(false) }
    return undecided(a, b)
  }

  /// Whether `a` is at most `b`, or unknown.
  static func isAtMost(_ a: Interval, _ b: Interval) -> Value {
    if a.high <= b.low { return .bool(true) }
    if a.low > b.high { return .bool(false) }
    return undecided(a, b)
  }

  static func undecided(_ a: Interval, _ b: Interval) -> Value {
    .unknown(a.trail.union(b.trail) ?? Unknown(facts: []))
  }
}
