/// Where a figure of at least zero lies as far as the facts say; a point when both ends are equal.
public struct Interval: Hashable, Sendable {
  /// The least it can be.
  public var low: Double
  /// Infinity where nothing bounds the figure.
  public var high: Double

  /// One number.
  public init(_ point: Double) {
    low = point
    high = point
  }

  /// Precondition: `low <= high`, neither is NaN.
  public init(low: Double, high: Double) {
    precondition(low <= high, "an interval ends before it begins")
    self.low = low
    self.high = high
  }

  /// Nothing.
  public static let zero = Interval(0)
  /// Exactly one.
  public static let one = Interval(1)
  /// Nothing is known.
  public static let unbounded = Interval(low: 0, high: .infinity)
  /// A share nobody states.
  static let share = Interval(low: 0, high: 1)
  /// A count nobody states, of things of which there is at least one.
  static let atLeastOne = Interval(low: 1, high: .infinity)

  /// Whether it is one number.
  public var isPoint: Bool { low == high }

  /// The figure where it is one number.
  public var point: Double? { isPoint ? low : nil }

  static func + (a: Interval, b: Interval) -> Interval { Interval(low: a.low + b.low, high: a.high + b.high) }

  /// Nothing of an unbounded figure is nothing.
  static func * (a: Interval, b: Interval) -> Interval {
    Interval(low: product(a.low, b.low), high: product(a.high, b.high))
  }

  static func * (a: Interval, factor: Double) -> Interval { a * Interval(factor) }

  /// Zero over zero is zero: no load on nothing is no load.
  static func / (a: Interval, b: Interval) -> Interval {
    Interval(low: quotient(a.low, b.high), high: quotient(a.high, b.low))
  }

  static func max(_ a: Interval, _ b: Interval) -> Interval {
    Interval(low: Swift.max(a.low, b.low), high: Swift.max(a.high, b.high))
  }

  static func min(_ a: Interval, _ b: Interval) -> Interval {
    Interval(low: Swift.min(a.low, b.low), high: Swift.min(a.high, b.high))
  }

  /// The smallest interval that holds both.
  static func hull(_ a: Interval, _ b: Interval) -> Interval {
    Interval(low: Swift.min(a.low, b.low), high: Swift.max(a.high, b.high))
  }

  /// The interval under a function that never falls.
  func map(_ rising: (Double) -> Double) -> Interval {
    let low = rising(self.low)
    return Interval(low: low, high: isPoint ? low : Swift.max(low, rising(high)))
  }

  static func product(_ a: Double, _ b: Double) -> Double { a == 0 || b == 0 ? 0 : a * b }

  static func quotient(_ a: Double, _ b: Double) -> Double {
    if a == 0 { return 0 }
    return a.isInfinite ? .infinity : a / b
  }
}
