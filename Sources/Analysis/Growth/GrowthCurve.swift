import Topology

/// A sum of amounts that each grow at their own rate.
struct GrowthCurve {
  /// What is there today, and what a month makes of it.
  struct Part {
    var today: Interval
    var growth: Growth
  }

  private(set) var parts: [Part] = []

  init(_ parts: [Part]) { self.parts = parts.filter { $0.today.high > 0 } }

  var today: Interval { parts.reduce(.zero) { $0 + $1.today } }

  func amount(after seconds: Double) -> Interval {
    parts.reduce(.zero) { $0 + $1.today * $1.growth.factor(after: seconds) }
  }

  /// Seconds until the sum reaches a limit: zero if it is there, infinite if it never will be.
  func time(until limit: Interval) -> Interval {
    let early = time(until: limit.low, parts.map { ($0.today.high, $0.growth.monthly.high) })
    let late = time(until: limit.high, parts.map { ($0.today.low, $0.growth.monthly.low) })
    return Interval(low: min(early, late), high: late)
  }

  /// `ln(limit / today) / ln(1 + growth)` for one part. A sum of exponentials is convex, so that from below the limit
  /// it is crossed at most once.
  private func time(until limit: Double, _ parts: [(today: Double, factor: Double)]) -> Double {
    let today = parts.reduce(0) { $0 + $1.today }
    if today >= limit { return 0 }
    let rising = parts.filter { $0.today > 0 && $0.factor > 1 }
    if limit == .infinity || rising.isEmpty { return .infinity }
    if rising.contains(where: { $0.factor == .infinity }) { return 0 }
    // Each part alone is there no earlier than the sum.
    let latest = rising.map { Real.log(limit / $0.today) / Real.log($0.factor) }.min() ?? .infinity
    if parts.count == 1 { return latest * QuantityKind.secondsPerMonth }
    var (low, high) = (0.0, latest)
    for _ in 0..<100 where high - low > 1e-14 * high {
      let middle = (low + high) / 2
      let sum = parts.reduce(0) { $0 + Interval.product($1.today, Real.pow($1.factor, middle)) }
      if sum < limit { low = middle } else { high = middle }
    }
    return high * QuantityKind.secondsPerMonth
  }
}
