/// How the time that one request takes of a server varies.
indirect enum ServiceLaw: Hashable, Sendable {
  case constant(Double)
  case exponential(mean: Double)
  /// `variation` is the squared coefficient of variation; above zero.
  case gamma(mean: Double, variation: Double)
  /// `spread` is the standard deviation of the logarithm; above zero.
  case lognormal(mean: Double, spread: Double)
  /// Requests of several kinds; the shares add up to 1.
  case mixture([Part])

  /// One kind of a mixture.
  struct Part: Hashable, Sendable {
    var share: Double
    var law: ServiceLaw
  }

  /// The law of several kinds of request, by how often each comes; `nil` if none does.
  static func mixture(of kinds: [(weight: Double, law: ServiceLaw)]) -> ServiceLaw? {
    let coming = kinds.filter { $0.weight > 0 }
    guard let first = coming.first else { return nil }
    if coming.allSatisfy({ $0.law == first.law }) { return first.law }
    let total = coming.reduce(0) { $0 + $1.weight }
    return .mixture(coming.map { Part(share: $0.weight / total, law: $0.law) })
  }

  /// Mean seconds.
  var mean: Double {
    switch self {
    case .constant(let time): time
    case .exponential(let mean), .gamma(let mean, _), .lognormal(let mean, _): mean
    case .mixture(let parts): parts.reduce(0) { $0 + $1.share * $1.law.mean }
    }
  }

  /// The mean of the square.
  var secondMoment: Double {
    switch self {
    case .constant(let time): time * time
    case .exponential(let mean): 2 * mean * mean
    case .gamma(let mean, let variation): (1 + variation) * mean * mean
    case .lognormal(let mean, let spread): Real.exp(spread * spread) * mean * mean
    case .mixture(let parts): parts.reduce(0) { $0 + $1.share * $1.law.secondMoment }
    }
  }

  /// The mean of the cube.
  var thirdMoment: Double {
    switch self {
    case .constant(let time): time * time * time
    case .exponential(let mean): 6 * mean * mean * mean
    case .gamma(let mean, let variation): (1 + variation) * (1 + 2 * variation) * mean * mean * mean
    case .lognormal(let mean, let spread): Real.exp(3 * spread * spread) * mean * mean * mean
    case .mixture(let parts): parts.reduce(0) { $0 + $1.share * $1.law.thirdMoment }
    }
  }

  var variance: Double { max(0, secondMoment - mean * mean) }

  /// The squared coefficient of variation; zero of no time.
  var variation: Double { mean > 0 ? max(0, secondMoment / (mean * mean) - 1) : 0 }

  /// The same with all times multiplied.
  func scaled(by factor: Double) -> ServiceLaw {
    switch self {
    case .constant(let time): .constant(time * factor)
    case .exponential(let mean): .exponential(mean: mean * factor)
    case .gamma(let mean, let variation): .gamma(mean: mean * factor, variation: variation)
    case .lognormal(let mean, let spread): .lognormal(mean: mean * factor, spread: spread)
    case .mixture(let parts):
      .mixture(parts.map { Part(share: $0.share, law: $0.law.scaled(by: factor)) })
    }
  }
}

/// What lies beyond a time.
extension ServiceLaw {
  /// The share above `time`, and the mean of the first and of the second power of what is above it.
  struct Beyond: Sendable {
    var share = 0.0
    var first = 0.0
    var second = 0.0

    /// The mean of `max(0, S − time)`.
    func excess(_ time: Double) -> Double { max(0, first - time * share) }

    /// The mean of its square.
    func squaredExcess(_ time: Double) -> Double { max(0, second - time * (2 * first - time * share)) }
  }

  func beyond(_ time: Double) -> Beyond {
    guard time > 0 else { return Beyond(share: 1, first: mean, second: secondMoment) }
    switch self {
    case .constant(let value):
      return value > time ? Beyond(share: 1, first: value, second: value * value) : Beyond()
    case .exponential(let mean):
      guard mean > 0 else { return Beyond() }
      let share = Real.exp(-time / mean)
      let first = share * (time + mean)
      return Beyond(share: share, first: first, second: share * time * time + 2 * mean * first)
    case .gamma(let mean, let variation):
      // So narrow a gamma distribution is no different, and its series is long.
      guard variation > 1e-3 else {
        return ServiceLaw.lognormal(mean: mean, spread: Real.log1p(variation).squareRoot()).beyond(time)
      }
      let shape = 1 / variation
      let x = time * shape / mean
      let share = 1 - Gamma.share(shape: shape, below: x)
      // Q(k + 1, x) = Q(k, x) + x^k e^(−x) / Γ(k + 1)
      let step = Real.exp(shape * Real.log(x) - x - Gamma.logGamma(shape + 1))
      return Beyond(
        share: share, first: mean * (share + step), second: secondMoment * (share + step + step * x / (shape + 1)))
    case .lognormal(let mean, let spread):
      let deviation = (Real.log(time / mean) + spread * spread / 2) / spread
      return Beyond(
        share: Normal.share(above: deviation), first: mean * Normal.share(above: deviation - spread),
        second: secondMoment * Normal.share(above: deviation - 2 * spread))
    case .mixture(let parts):
      return parts.reduce(into: Beyond()) { sum, part in
        let beyond = part.law.beyond(time)
        sum.share += part.share * beyond.share
        sum.first += part.share * beyond.first
        sum.second += part.share * beyond.second
      }
    }
  }
}
