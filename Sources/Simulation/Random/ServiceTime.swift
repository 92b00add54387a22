/// How long one server is busy with one request.
struct ServiceTime: Sendable {
  /// In seconds.
  let mean: Double
  let variation: Variation

  /// Draws a time.
  func draw(_ stream: inout RandomStream) -> Double { mean * variation.draw(&stream) }
}

/// The shape of a time with mean 1.
enum Variation: Sendable {
  case constant
  case exponential
  case gamma(shape: Double)
  case lognormal(sigma: Double)
  /// Two exponential branches with balanced means: the first with probability `share` and rate `2 × share`.
  case hyperexponential(share: Double)

  /// The shape with a squared coefficient of variation: gamma below 1, two balanced exponential branches above
  /// (Tijms 2003, appendix B).
  init(squaredVariation: Double) {
    switch squaredVariation {
    case ...0: self = .constant
    case 1: self = .exponential
    case ..<1: self = .gamma(shape: 1 / squaredVariation)
    default:
      self = .hyperexponential(share: (1 + ((squaredVariation - 1) / (squaredVariation + 1)).squareRoot()) / 2)
    }
  }

  /// The lognormal shape of which a percentile is so many times the mean; its variation is largest at `e^(z²/2)`.
  ///
  /// - Parameter z: The standard normal quantile of the percentile.
  init(percentileOverMean ratio: Double, z: Double) {
    guard ratio > 1 else {
      self = .constant
      return
    }
    self = .lognormal(sigma: z - max(0, z * z - 2 * Real.log(ratio)).squareRoot())
  }

  /// The lognormal shape of which a percentile is so many times the median.
  init(percentileOverMedian ratio: Double, z: Double) {
    self = ratio > 1 ? .lognormal(sigma: Real.log(ratio) / z) : .constant
  }

  func draw(_ stream: inout RandomStream) -> Double {
    switch self {
    case .constant: return 1
    case .exponential: return stream.exponential()
    case .gamma(let shape): return stream.gamma(shape: shape) / shape
    case .lognormal(let sigma): return Real.exp(sigma * stream.normal() - sigma * sigma / 2)
    case .hyperexponential(let share):
      let isFirst = stream.uniform() < share
      return stream.exponential() / (2 * (isFirst ? share : 1 - share))
    }
  }
}
