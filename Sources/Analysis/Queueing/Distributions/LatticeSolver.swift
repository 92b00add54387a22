/// Computes the spectra of time laws on one lattice; laws that are used several times are computed once.
struct LatticeSolver {
  let lattice: Lattice
  /// With the laws themselves, whose identity would pass to others if they were let go.
  private var known: [ObjectIdentifier: (core: TimeLaw.Core, spectrum: Spectrum)] = [:]

  init(_ lattice: Lattice) { self.lattice = lattice }

  /// The shares of what varies of a law up to each point, its constant part left out.
  mutating func cumulative(_ core: TimeLaw.Core) -> [Double] { Lattice.cumulative(spectrum(core).masses()) }

  /// The spectrum of a law with its constant part.
  private mutating func spectrum(_ law: TimeLaw) -> Spectrum {
    let varying = spectrum(law.core)
    return law.constant > 0 ? varying * Spectrum(at: law.constant / lattice.step) : varying
  }

  private mutating func spectrum(_ core: TimeLaw.Core) -> Spectrum {
    if let known = known[ObjectIdentifier(core)] { return known.spectrum }
    let result = spectrum(of: core.shape)
    known[ObjectIdentifier(core)] = (core, result)
    return result
  }

  private mutating func spectrum(of shape: TimeLaw.Shape) -> Spectrum {
    switch shape {
    case .nothing: return Spectrum(1)
    case .response(let wait, let service): return lattice.spectrum(wait) * lattice.spectrum(service)
    case .fitted(let moments): return fitted(moments)
    case .sum(let parts):
      var result = Spectrum(1)
      for part in parts { result = result * repeated(part) }
      return result
    case .mixture(let parts):
      var result = Spectrum(0)
      for part in parts { result = result + spectrum(part.law) * part.share }
      return result
    case .slowest(let parts): return slowest(parts)
    case .quorum(let law, let needed, let count):
      return transformed(law) { OrderStatistic.share(needed: needed, of: count, each: $0) }
    case .hedged(let law, let delay): return hedged(law, delay)
    case .attempts(let call): return call.spectrum(of: shares(call.attempt), on: lattice).total
    case .cut(let law, let end): return cut(law, end)
    }
  }

  private func fitted(_ moments: TimeMoments) -> Spectrum {
    let constant = Spectrum(at: moments.constant / lattice.step)
    guard moments.mean > 0 else { return constant }
    let variation = moments.variance / (moments.mean * moments.mean)
    let law: ServiceLaw =
      variation > 1e-9 ? .gamma(mean: moments.mean, variation: variation) : .constant(moments.mean)
    return constant * lattice.spectrum(law)
  }

  private mutating func repeated(_ part: TimeLaw.Repeated) -> Spectrum {
    let whole = part.count.rounded(.down)
    let one = spectrum(part.law)
    let all = one.repeated(Int(min(whole, 1e6)))
    return part.count > whole ? all * one.withChance(part.count - whole) : all
  }

  // MARK: What needs the shares themselves

  /// The shares up to each point of a law with its constant part.
  mutating func shares(_ law: TimeLaw) -> [Double] { Lattice.cumulative(spectrum(law).masses()) }

  private mutating func transformed(_ law: TimeLaw, _ function: (Double) -> Double) -> Spectrum {
    Spectrum(masses: Lattice.masses(shares(law).map(function)))
  }

  private mutating func slowest(_ parts: [TimeLaw.Repeated]) -> Spectrum {
    var product = [Double](repeating: 1, count: Spectrum.points)
    for part in parts {
      let whole = part.count.rounded(.down)
      let chance = part.count - whole
      for (point, share) in shares(part.law).enumerated() {
        product[point] *= Real.pow(share, whole) * (1 - chance + chance * share)
      }
    }
    return Spectrum(masses: Lattice.masses(product))
  }

  /// Later than `t` is only what neither the first nor the second, started after the delay, has answered.
  private mutating func hedged(_ law: TimeLaw, _ delay: Double) -> Spectrum {
    let first = shares(law)
    let answered = first.enumerated().map { point, share in
      let rest = (Double(point) + 0.5) * lattice.step - delay
      return rest > 0 ? 1 - (1 - share) * (1 - lattice.share(first, below: rest)) : share
    }
    return Spectrum(masses: Lattice.masses(answered))
  }

  private mutating func cut(_ law: TimeLaw, _ end: Double) -> Spectrum {
    let (masses, late) = lattice.masses(shares(law), before: end)
    return Spectrum(masses: masses) + Spectrum(at: end / lattice.step) * late
  }
}

extension Lattice {
  /// The masses of what ends before a time, and the share of what does not.
  func masses(_ cumulative: [Double], before end: Double) -> ([Double], late: Double) {
    let done = share(cumulative, below: end)
    let shares = cumulative.enumerated().map { point, share in
      (Double(point) + 0.5) * step < end ? share : done
    }
    return (Self.masses(shares), max(0, 1 - done))
  }
}
