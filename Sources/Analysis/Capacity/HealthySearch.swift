/// The largest rate at which a state is healthy, where asking is dear and asking roughly is cheap.
struct HealthySearch {
  /// Whether the state at a rate is healthy, by fitted distributions.
  let roughly: (Double) -> Bool
  /// The same exactly.
  let exactly: (Double) -> Bool

  /// As a share of the rate.
  private static let tolerance = 1e-4

  /// Per second; what cannot follow even that cannot follow at all.
  private static let least = 1e-6

  /// Infinite where every rate is healthy, zero where none is.
  var largest: Double {
    guard exactly(0), exactly(Self.least) else { return 0 }
    if exactly(1e12) { return .infinity }
    let rough = Bisection.falling(from: 1, tolerance: Self.tolerance) { roughly($0) ? 1 : -1 }
    var (low, high) = around(rough)
    while high - low > Self.tolerance * high {
      let middle = (low + high) / 2
      if exactly(middle) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// A healthy rate and one that is not, as near to a rough one as they are.
  private func around(_ rough: Double) -> (low: Double, high: Double) {
    var margin = 0.005
    var (low, high) = (max(Self.least, rough * (1 - margin)), max(2 * Self.least, rough * (1 + margin)))
    while !exactly(low) {
      margin *= 4
      (low, high) = (max(Self.least, rough * (1 - margin)), low)
      if low == Self.least { return (low, high) }
    }
    while exactly(high), high < 1e12 {
      margin *= 4
      (low, high) = (high, rough * (1 + margin))
    }
    return (low, high)
  }
}
