/// Equally spaced times at which distributions are computed.
///
/// A time is rounded at random to one of the two points beside it such that its mean is kept; what the masses up to the
/// point `k` add up to is then, but for a term of the square of the step, the share below `k + ½` steps.
struct Lattice: Sendable {
  /// Seconds between two points.
  let step: Double

  /// - Parameter horizon: the time of the last point, above zero.
  init(horizon: Double) { step = horizon / Double(Spectrum.points) }

  /// The spectrum of a time, given the mean of what is above each time, `E[max(0, X − t)]`.
  func spectrum(excess: (Double) -> Double) -> Spectrum {
    var masses = [Double](repeating: 0, count: Spectrum.points)
    var before = excess(0)
    var here = excess(step)
    masses[0] = max(0, 1 - (before - here) / step)
    for point in 1..<Spectrum.points {
      let after = excess(Double(point + 1) * step)
      masses[point] = max(0, (before - 2 * here + after) / step)
      (before, here) = (here, after)
    }
    return Spectrum(masses: masses)
  }

  func spectrum(_ law: ServiceLaw) -> Spectrum {
    switch law {
    case .constant(let time): Spectrum(at: time / step)
    case .exponential(let mean): Spectrum(exponentialWithMean: mean / step)
    case .gamma, .lognormal: spectrum { law.beyond($0).excess($0) }
    case .mixture(let parts): parts.reduce(Spectrum(0)) { $0 + spectrum($1.law) * $1.share }
    }
  }

  /// The time that a service under way still takes, at a moment at random: its density is the share of longer services
  /// over the mean.
  func residualSpectrum(_ law: ServiceLaw) -> Spectrum {
    switch law {
    case .exponential(let mean): Spectrum(exponentialWithMean: mean / step)
    case .mixture(let parts):
      parts.reduce(Spectrum(0)) { sum, part in
        part.law.mean > 0 ? sum + residualSpectrum(part.law) * (part.share * part.law.mean / law.mean) : sum
      }
    default: spectrum { law.beyond($0).squaredExcess($0) / (2 * law.mean) }
    }
  }

  /// Evenly anywhere between nothing and a time.
  func uniformSpectrum(upTo end: Double) -> Spectrum {
    spectrum { $0 < end ? (end - $0) * (end - $0) / (2 * end) : 0 }
  }

  // MARK: Cumulative shares

  /// The shares up to each point.
  static func cumulative(_ masses: [Double]) -> [Double] {
    var sum = 0.0
    return masses.map {
      sum = min(1, sum + max(0, $0))
      return sum
    }
  }

  /// The masses whose shares up to each point are these.
  static func masses(_ cumulative: [Double]) -> [Double] {
    var before = 0.0
    return cumulative.map { share in
      defer { before = share }
      return share - before
    }
  }

  /// The share below a time.
  func share(_ cumulative: [Double], below time: Double) -> Double {
    let place = time / step - 0.5
    guard place >= 0 else { return time <= 0 ? 0 : cumulative[0] * (time / step * 2) }
    let point = Int(min(place, Double(cumulative.count - 1)))
    guard point + 1 < cumulative.count else { return cumulative[cumulative.count - 1] }
    return cumulative[point] + (place - Double(point)) * (cumulative[point + 1] - cumulative[point])
  }

  /// The time below which a share lies, and the point before it; `nil` beyond the last point.
  func time(_ cumulative: [Double], share: Double) -> (time: Double, point: Int)? {
    guard let last = cumulative.last, last >= share else { return nil }
    var low = 0
    var high = cumulative.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] < share { low = middle + 1 } else { high = middle }
    }
    let before = low > 0 ? cumulative[low - 1] : 0
    let part = cumulative[low] > before ? (share - before) / (cumulative[low] - before) : 1
    return (max(0, (Double(low) - 0.5 + part) * step), low)
  }
}
