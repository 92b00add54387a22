/// How the wait for a free server varies: most often nobody waits, and the waits of the others have a shape.
struct WaitLaw: Hashable, Sendable {
  /// The share of requests that wait.
  var waitingShare: Double
  /// The wait of those.
  var shape: Shape

  /// How the wait of those that wait is distributed.
  enum Shape: Hashable, Sendable {
    /// Exponential, as in every line with exponential service.
    case exponential(mean: Double)
    /// What services under way still take, one or more of them, each followed by another with the chance of the
    /// utilization: exact for one server and Poisson arrivals (Pollaczek and Khinchine, in the form of Beneš 1957).
    case residuals(ServiceLaw, utilization: Double)
  }

  static let none = WaitLaw(waitingShare: 0, shape: .exponential(mean: 0))
  /// The servers cannot follow.
  static let endless = WaitLaw(waitingShare: 1, shape: .exponential(mean: .infinity))

  var isEndless: Bool { !conditional.first.isFinite && waitingShare > 0 }

  /// Mean seconds, over those too that do not wait.
  var mean: Double { Interval.product(waitingShare, conditional.first) }

  var variance: Double {
    guard waitingShare > 0 else { return 0 }
    return isEndless ? .infinity : max(0, waitingShare * conditional.second - mean * mean)
  }

  /// The first two moments of the wait of those that wait.
  private var conditional: (first: Double, second: Double) {
    switch shape {
    case .exponential(let mean): return (mean, 2 * mean * mean)
    case .residuals(let law, let utilization):
      let mean = law.mean
      guard mean > 0 else { return (0, 0) }
      let residual = (first: law.secondMoment / (2 * mean), second: law.thirdMoment / (3 * mean))
      let first = residual.first / (1 - utilization)
      // Of a sum of geometrically many: mean number × variance of one + variance of the number × square of one.
      let variance =
        (residual.second - residual.first * residual.first) / (1 - utilization)
        + utilization * first * first
      return (first, variance + first * first)
    }
  }

  /// The same shape with another mean: the share of those that wait and their wait change by the same factor, as far as
  /// not all wait.
  func stretched(by factor: Double) -> WaitLaw {
    guard waitingShare > 0, factor.isFinite, factor > 0 else { return factor > 0 ? self : .none }
    var other = self
    other.waitingShare = min(1, waitingShare * factor.squareRoot())
    let stretch = factor * waitingShare / other.waitingShare
    switch shape {
    case .exponential(let mean): other.shape = .exponential(mean: mean * stretch)
    case .residuals(let law, let utilization):
      other.shape = .residuals(law.scaled(by: stretch), utilization: utilization)
    }
    return other
  }

  /// The share of requests that wait longer, where the shape is exponential.
  func tail(_ time: Double) -> Double? {
    guard case .exponential(let mean) = shape else { return nil }
    guard waitingShare > 0, mean > 0 else { return 0 }
    return mean.isFinite ? waitingShare * Real.exp(-time / mean) : waitingShare
  }
}

extension Lattice {
  func spectrum(_ wait: WaitLaw) -> Spectrum {
    guard wait.waitingShare > 0 else { return Spectrum(1) }
    let waiting =
      switch wait.shape {
      case .exponential(let mean): Spectrum(exponentialWithMean: mean / step)
      case .residuals(let law, let utilization): residualSpectrum(law).repeatedAtRandom(utilization)
      }
    return waiting.withChance(wait.waitingShare)
  }
}
