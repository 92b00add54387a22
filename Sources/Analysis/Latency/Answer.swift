/// How long something takes, and how far the laws behind it may be off.
struct Answer: Sendable {
  var law: TimeLaw
  var doubt = Doubt.none

  static let none = Answer(law: .none)
  static let endless = Answer(law: .endless)
}

/// The declared errors of the laws behind a time, in seconds.
struct Doubt: Sendable {
  var ofMean = 0.0
  /// Beyond that of the mean, of percentiles.
  var ofTail = 0.0
  /// What of the mean is spent in lines: only waits depend on each other.
  var waited = 0.0

  static let none = Doubt()

  static func + (a: Doubt, b: Doubt) -> Doubt {
    Doubt(ofMean: a.ofMean + b.ofMean, ofTail: a.ofTail + b.ofTail, waited: a.waited + b.waited)
  }

  static func * (a: Doubt, factor: Double) -> Doubt {
    Doubt(
      ofMean: Interval.product(a.ofMean, factor), ofTail: Interval.product(a.ofTail, factor),
      waited: Interval.product(a.waited, factor))
  }
}
