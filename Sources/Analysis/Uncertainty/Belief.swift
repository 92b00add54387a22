import Topology

/// What an author believes of a figure that is not known exactly, as a distribution with the stated 5th and 95th
/// percentiles.
///
/// Shares: the logit is normal. A ratio above 2: the logarithm is normal. Else a normal distribution cut off where the figure
/// cannot be. With a likely value, each is the beta distribution of PERT with that mode instead, on the same scale.
struct Belief: Sendable {
  private enum Shape: Sendable {
    case constant
    case logitNormal(mean: Double, deviation: Double)
    case lognormal(mean: Double, deviation: Double)
    case normal(mean: Double, deviation: Double)
    case pert(Scale, least: Double, width: Double, Beta)
  }

  /// What is spread evenly about its middle.
  private enum Scale: Sendable {
    case linear, logarithm, logit

    func of(_ value: Double) -> Double {
      switch self {
      case .linear: value
      case .logarithm: Real.log(value)
      case .logit: Belief.logit(value)
      }
    }

    func value(_ scaled: Double) -> Double {
      switch self {
      case .linear: scaled
      case .logarithm: Real.exp(scaled)
      case .logit: 1 / (1 + Real.exp(-scaled))
      }
    }
  }

  private let shape: Shape
  private let low: Double
  private let bounds: ClosedRange<Double>
  private let isWhole: Bool

  init(low: Double, likely: Double?, high: Double, type: FieldType) {
    self.low = low
    bounds = Self.bounds(of: type)
    if case .integer = type { isWhole = true } else { isWhole = false }
    shape = Self.shape(low, likely, high, isShare: bounds == 0...1)
  }

  /// A figure that differs from time to time, by its mean and percentiles: lognormal, of shares with a normal logit, through
  /// the median, or else the mean, and the farthest percentile. `nil` where these do not say how far it spreads.
  init?(mean: Double?, percentiles: [LognormalFit.Point], type: FieldType) {
    bounds = Self.bounds(of: type)
    if case .integer = type { isWhole = true } else { isWhole = false }
    guard let last = percentiles.last, last.quantile > 0 else { return nil }
    let first = percentiles.count > 1 ? percentiles.first : nil
    if bounds == 0...1 {
      guard let first, first.value > 0, last.value < 1, last.value > first.value else { return nil }
      let deviation = (Self.logit(last.value) - Self.logit(first.value)) / (last.quantile - first.quantile)
      shape = .logitNormal(mean: Self.logit(first.value) - first.quantile * deviation, deviation: deviation)
    } else {
      let spread = first.map { LognormalFit.spread($0, last) } ?? mean.flatMap { LognormalFit.spread(mean: $0, last) }
      guard let spread, spread > 0, last.value > 0 else { return nil }
      shape = .lognormal(mean: Real.log(last.value) - last.quantile * spread, deviation: spread)
    }
    low = 0
  }

  /// The point below which the figure lies with a probability. Whole numbers are rounded.
  func quantile(_ probability: Double) -> Double {
    let value = min(max(raw(probability), bounds.lowerBound), bounds.upperBound)
    return isWhole ? value.rounded() : value
  }

  private func raw(_ probability: Double) -> Double {
    switch shape {
    case .constant: return low
    case .logitNormal(let mean, let deviation):
      return 1 / (1 + Real.exp(-(mean + deviation * Normal.quantile(probability))))
    case .lognormal(let mean, let deviation): return Real.exp(mean + deviation * Normal.quantile(probability))
    case .normal(let mean, let deviation):
      let cut = 1 - Normal.share(above: (bounds.lowerBound - mean) / deviation)
      return mean + deviation * Normal.quantile(cut + probability * (1 - cut))
    case .pert(let scale, let least, let width, let beta):
      return scale.value(least + width * beta.quantile(probability))
    }
  }

  private static func shape(_ low: Double, _ likely: Double?, _ high: Double, isShare: Bool) -> Shape {
    guard low < high, high.isFinite else { return .constant }
    if let likely, low < likely, likely < high {
      let scale: Scale =
        isShare && low > 0 && high < 1 ? .logit : !isShare && low > 0 && high / low > 2 ? .logarithm : .linear
      return pert(scale, scale.of(low), scale.of(likely), scale.of(high))
    }
    if isShare, low > 0, high < 1 {
      return .logitNormal(
        mean: (logit(low) + logit(high)) / 2, deviation: (logit(high) - logit(low)) / (2 * Normal.p95))
    }
    if !isShare, low > 0, high / low > 2 {
      return .lognormal(
        mean: (Real.log(low) + Real.log(high)) / 2, deviation: Real.log(high / low) / (2 * Normal.p95))
    }
    guard let likely else { return .normal(mean: (low + high) / 2, deviation: (high - low) / (2 * Normal.p95)) }
    return pert(.linear, low, likely, high)
  }

  /// The PERT distribution with a mode and two percentiles: where the mode lies between its ends follows from how far the
  /// percentiles are from it.
  private static func pert(_ scale: Scale, _ low: Double, _ mode: Double, _ high: Double) -> Shape {
    func beta(_ position: Double) -> Beta { Beta(1 + 4 * position, 5 - 4 * position) }
    var (left, right) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (left + right) / 2
      let beta = beta(middle)
      let above = (beta.quantile(0.95) - middle) * (mode - low)
      let below = (middle - beta.quantile(0.05)) * (high - mode)
      if above > below { left = middle } else { right = middle }
    }
    let position = (left + right) / 2
    let shape = beta(position)
    let width = (high - low) / (shape.quantile(0.95) - shape.quantile(0.05))
    return .pert(scale, least: mode - position * width, width: width, shape)
  }

  private static func logit(_ share: Double) -> Double { Real.log(share) - Real.log1p(-share) }

  private static func bounds(of type: FieldType) -> ClosedRange<Double> {
    switch type {
    case .integer(let minimum, _): Double(minimum)...Double.greatestFiniteMagnitude
    case .number(let minimum): minimum...Double.greatestFiniteMagnitude
    case .quantity(_, .share): 0...1
    case .quantity(_, .any): -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    default: 0...Double.greatestFiniteMagnitude
    }
  }
}
