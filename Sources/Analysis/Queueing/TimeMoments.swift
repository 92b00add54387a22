/// A time that varies: a constant part, and mean and variance of the rest, in seconds.
struct TimeMoments: Hashable, Sendable {
  var constant = 0.0
  /// Of the part that varies.
  var mean = 0.0
  var variance = 0.0

  static let zero = TimeMoments()
  /// Longer than any time.
  static let endless = TimeMoments(mean: .infinity, variance: .infinity)

  var isFinite: Bool { total.isFinite && variance.isFinite }

  /// The mean of the whole.
  var total: Double { constant + mean }

  /// One after the other, independently.
  static func + (a: TimeMoments, b: TimeMoments) -> TimeMoments {
    TimeMoments(
      constant: a.constant + b.constant, mean: a.mean + b.mean, variance: a.variance + b.variance)
  }

  /// `times` calls one after the other; of a broken number, the fraction is the chance of one more.
  func repeated(_ times: Double) -> TimeMoments {
    guard times > 0 else { return .zero }
    guard isFinite, times.isFinite else { return .endless }
    let whole = times.rounded(.down)
    let chance = times - whole
    return TimeMoments(
      constant: constant * whole, mean: mean * whole + total * chance,
      variance: variance * times + chance * (1 - chance) * total * total)
  }

  /// The time within which a share of all is done, with a gamma distribution of the same mean and variance.
  func percentile(_ share: Double) -> Double {
    guard isFinite else { return .infinity }
    guard mean > 0, variance > 1e-18 * mean * mean else { return total }
    let shape = mean * mean / variance
    let scale = variance / mean
    let late = 1 - share
    return constant + scale
      * Bisection.falling(from: shape) { 1 - Gamma.share(shape: shape, below: $0) - late }
  }

  /// The share of all that takes longer.
  func tail(_ time: Double) -> Double { 1 - share(within: time) }

  /// The share of all that is done within a time.
  func share(within time: Double) -> Double {
    guard isFinite else { return 0 }
    guard mean > 0, variance > 1e-18 * mean * mean else { return time >= total ? 1 : 0 }
    guard time > constant else { return 0 }
    return Gamma.share(shape: mean * mean / variance, below: (time - constant) * mean / variance)
  }
}
