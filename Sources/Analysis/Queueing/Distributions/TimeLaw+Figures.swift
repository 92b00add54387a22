extension TimeLaw {
  /// The mean of the whole; infinite of what has no end.
  var mean: Double {
    guard isFinite else { return .infinity }
    return core.hasExactMoments ? whole.total : constant + integratedMean()
  }

  /// The time within which a share of all is done.
  func percentile(_ share: Double) -> Double { percentiles([share])[0] }

  /// The times within which shares of all are done, in their order.
  func percentiles(_ shares: [Double]) -> [Double] {
    guard isFinite else { return shares.map { _ in .infinity } }
    let closed = shares.compactMap { closedPercentile($0) }
    if closed.count == shares.count { return closed.map { constant + $0 } }
    var results = [Double](repeating: 0, count: shares.count)
    var horizon = firstHorizon
    guard horizon > 0 else { return shares.map { _ in constant } }
    // From the largest share down: what is coarse for a small one is refined for it alone.
    var cumulative: (lattice: Lattice, shares: [Double])?
    for index in shares.indices.sorted(by: { shares[$0] > shares[$1] }) {
      for round in 0..<Self.mostRefinements {
        let current = cumulative ?? solved(horizon)
        cumulative = current
        guard let found = current.lattice.time(current.shares, share: shares[index]) else {
          horizon *= 4
          cumulative = nil
          continue
        }
        results[index] = constant + found.time
        if found.point >= Self.finePoint || round == Self.mostRefinements - 1 { break }
        horizon = 3 * Double(found.point + 2) * current.lattice.step
        cumulative = nil
      }
    }
    return results
  }

  /// The share of all that takes longer than a time.
  func tail(_ time: Double) -> Double {
    if let tail = plainTail(time) { return tail }
    let rest = time - constant
    let (lattice, shares) = solved(1.5 * rest)
    return 1 - lattice.share(shares, below: rest)
  }

  /// The same where no lattice is needed.
  func plainTail(_ time: Double) -> Double? {
    guard isFinite else { return 1 }
    let rest = time - constant
    guard rest > 0 else { return 1 }
    if let line = closedLine { return line.tail(rest) }
    if case .fitted(let moments) = shape { return moments.tail(rest) }
    return firstHorizon > 0 ? nil : 0
  }

  // MARK: On a lattice

  /// A percentile at or beyond this point of the lattice is as exact as it needs to be.
  private static let finePoint = Spectrum.points / 32
  private static let mostRefinements = 16

  private var firstHorizon: Double {
    let moments = core.moments
    return moments.total > 0 ? moments.total + 6 * moments.variance.squareRoot() : 0
  }

  private func solved(_ horizon: Double) -> (lattice: Lattice, shares: [Double]) {
    let lattice = Lattice(horizon: horizon)
    var solver = LatticeSolver(lattice)
    return (lattice, solver.cumulative(core))
  }

  /// The integral of what is not yet done, over lattices that reach farther and farther.
  private func integratedMean() -> Double {
    var horizon = firstHorizon
    guard horizon > 0 else { return 0 }
    var mean = 0.0
    var from = 0.0
    for _ in 0..<Self.mostRefinements {
      let (lattice, shares) = solved(horizon)
      let end = (Double(shares.count) - 1) * lattice.step
      for point in shares.indices.dropLast() {
        let (start, stop) = (Double(point) * lattice.step, Double(point + 1) * lattice.step)
        mean += max(0, stop - max(start, from)) * (1 - shares[point])
      }
      if 1 - (shares.last ?? 1) < 1e-9 { break }
      from = max(from, end)
      horizon *= 8
    }
    return mean
  }

  // MARK: In closed form

  /// An exponential wait, which some have, before an exponential service.
  private struct ClosedLine {
    let wait: WaitLaw
    let waitMean: Double
    let serviceMean: Double

    /// `e^(−μt) (1 + C μ (1 − e^(−δt)) / δ)` with `δ = θ − μ`, which goes to `e^(−μt) (1 + C μ t)` for `δ → 0` (Tijms).
    func tail(_ time: Double) -> Double {
      guard serviceMean > 0 else { return wait.waitingShare * Real.exp(-time / waitMean) }
      let rate = 1 / serviceMean
      let alone = Real.exp(-rate * time)
      guard wait.waitingShare > 0, waitMean > 0 else { return alone }
      let difference = 1 / waitMean - rate
      let scaled = difference * time
      if abs(difference) < 1e-6 * rate { return alone * (1 + wait.waitingShare * rate * time) }
      if abs(scaled) < 1 { return alone * (1 - wait.waitingShare * rate * Real.expm1(-scaled) / difference) }
      return alone + wait.waitingShare * rate * (alone - Real.exp(-time / waitMean)) / difference
    }
  }

  private var closedLine: ClosedLine? {
    guard case .response(let wait, .exponential(let mean)) = shape, case .exponential(let waiting) = wait.shape else {
      return nil
    }
    return ClosedLine(wait: wait, waitMean: waiting, serviceMean: mean)
  }

  private func closedPercentile(_ share: Double) -> Double? {
    if case .nothing = shape { return 0 }
    if case .fitted(let moments) = shape { return moments.percentile(share) }
    guard let line = closedLine else { return nil }
    let late = 1 - share
    guard line.serviceMean > 0 || line.wait.waitingShare > late else { return 0 }
    return Bisection.falling(from: max(line.serviceMean, line.waitMean, 1e-9)) { line.tail($0) - late }
  }
}
