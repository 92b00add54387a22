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
    /// As many services that end at the rate of all servers as stand before one, at most so many: each further one is
    /// `ratio` times as likely (M/M/c/K).
    case bounded(each: Double, ratio: Double, most: Int)
    /// The same with the chances of `1, 2, …` services.
    case counted(each: Double, shares: [Double])
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
    case .bounded(let each, let ratio, let most):
      // A sum of `j` exponential times has the square `j (j + 1)`.
      let counts = BoundedCount(ratio: ratio, most: most)
      return (each * counts.mean, each * each * (counts.square + counts.mean))
    case .counted(let each, let shares):
      var sums = (first: 0.0, second: 0.0)
      for (index, share) in shares.enumerated() {
        let count = Double(index + 1)
        sums.first += share * count
        sums.second += share * count * (count + 1)
      }
      return (each * sums.first, each * each * sums.second)
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
    case .bounded(let each, let ratio, let most):
      other.shape = .bounded(each: each * stretch, ratio: ratio, most: most)
    case .counted(let each, let shares): other.shape = .counted(each: each * stretch, shares: shares)
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

/// A number from 1 to `most`, each further one `ratio` times as likely.
private struct BoundedCount {
  private(set) var mean = 1.0
  /// The mean of the square.
  private(set) var square = 1.0

  init(ratio: Double, most: Int) {
    // From the likely end on, until what is left is lost in rounding.
    let rises = ratio > 1
    let step = rises ? 1 / ratio : ratio
    var weight = 1.0
    var sums = (all: 0.0, first: 0.0, second: 0.0)
    for index in 0..<max(1, most) {
      guard weight > 1e-24 else { break }
      let count = Double(rises ? most - index : index + 1)
      sums.all += weight
      sums.first += weight * count
      sums.second += weight * count * count
      weight *= step
    }
    mean = sums.first / sums.all
    square = sums.second / sums.all
  }
}

extension Lattice {
  func spectrum(_ wait: WaitLaw) -> Spectrum {
    guard wait.waitingShare > 0 else { return Spectrum(1) }
    let waiting =
      switch wait.shape {
      case .exponential(let mean): Spectrum(exponentialWithMean: mean / step)
      case .residuals(let law, let utilization): residualSpectrum(law).repeatedAtRandom(utilization)
      case .bounded(let each, let ratio, let most):
        Spectrum(exponentialWithMean: each / step).repeatedAtMost(most, ratio: ratio)
      case .counted(let each, let shares): Spectrum(exponentialWithMean: each / step).repeated(shares)
      }
    return waiting.withChance(wait.waitingShare)
  }
}
