/// First come, first served: how long what comes at a moment waits.
extension FluidQueue {
  /// The smallest `d` with `served(t + d) ≥ arrived(t)`: the backlog at a moment, through the capacity from then on.
  func delay(at time: Double) -> Double {
    guard let stretch = stretches.last(where: { $0.start <= time && time <= $0.end }) else { return 0 }
    var work = stretch.backlog(at: time)
    var now = time
    for end in capacity.corners where end > time {
      let served = capacity.piece(at: now).rate * (end - now)
      if served >= work { break }
      work -= served
      now = end
    }
    return now - time + Interval.quotient(work, capacity.piece(at: now).rate)
  }

  /// The age that the oldest waiting one reaches, in seconds.
  ///
  /// The delay grows where more comes than is served when its turn has come. So it is largest at a corner, where arrivals
  /// equal a capacity, or for the one whose turn comes as the capacity changes.
  var longestDelay: Double {
    if busyPeriods.contains(where: { $0.peak == .infinity }) { return .infinity }
    let moments = stretches.flatMap { $0.extremes + crossings(in: $0) } + served(at: capacity.corners)
    return moments.reduce(0) { max($0, delay(at: $1)) }
  }

  private func crossings(in stretch: Stretch) -> [Double] {
    let piece = arrivals.piece(at: stretch.start)
    guard piece.slope != 0 else { return [] }
    return capacity.pieces.map { piece.start + ($0.rate - piece.rate) / piece.slope }
      .filter { stretch.start < $0 && $0 < stretch.end }
  }

  /// When those came whose turn is at a moment.
  private func served(at moments: [Double]) -> [Double] {
    moments.compactMap { moment in
      guard let period = busyPeriods.first(where: { $0.start < moment && moment < $0.end }) else { return nil }
      var (low, high) = (period.start, moment)
      for _ in 0..<60 {
        let middle = (low + high) / 2
        if middle + delay(at: middle) < moment { low = middle } else { high = middle }
      }
      return low
    }
  }
}
