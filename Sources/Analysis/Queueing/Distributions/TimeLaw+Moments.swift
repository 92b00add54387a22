extension TimeLaw {
  /// The mean and variance of what varies, and whether they are exact.
  static func moments(of shape: Shape) -> (TimeMoments, isExact: Bool) {
    switch shape {
    case .nothing: return (.zero, true)
    case .response(let wait, let service):
      return (TimeMoments(mean: wait.mean + service.mean, variance: wait.variance + service.variance), true)
    case .fitted(let moments): return (moments, true)
    case .sum(let parts):
      let total = parts.reduce(TimeMoments.zero) { $0 + $1.law.whole.repeated($1.count) }
      return (TimeMoments(mean: total.total, variance: total.variance), parts.allSatisfy(\.law.core.hasExactMoments))
    case .mixture(let parts):
      let mean = parts.reduce(0) { $0 + $1.share * $1.law.whole.total }
      let square = parts.reduce(0) { sum, part in
        let total = part.law.whole.total
        return sum + part.share * (part.law.whole.variance + total * total)
      }
      return (
        TimeMoments(mean: mean, variance: max(0, square - mean * mean)), parts.allSatisfy(\.law.core.hasExactMoments)
      )
    case .slowest(let parts): return (most(parts), false)
    case .quorum(let law, let needed, let count):
      return (most([Repeated(law: law, count: Double(needed == count ? count : 2 * needed))]), false)
    case .hedged(let law, _), .cut(let law, _):
      return (TimeMoments(mean: law.whole.total, variance: law.whole.variance), false)
    case .attempts(let call): return (call.roughMoments, false)
    }
  }

  /// The constant part with the moments of the rest.
  var whole: TimeMoments {

    let moments = core.moments
    return TimeMoments(constant: constant + moments.constant, mean: moments.mean, variance: moments.variance)

  }

  /// A bound on the mean of the last of several: the largest mean and the root of the sum of variances (Aven 1985).
  private static func most(_ parts: [Repeated]) -> TimeMoments {
    let mean = parts.reduce(0) { max($0, $1.law.whole.total) }
    let variance = parts.reduce(0) { $0 + $1.law.whole.variance * max(1, $1.count) }
    return TimeMoments(mean: mean + variance.squareRoot(), variance: variance)
  }
}
