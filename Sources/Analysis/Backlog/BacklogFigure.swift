/// What is asked of the line in front of a component or of a queue.
enum BacklogFigure {
  /// Messages that wait at most.
  case backlog
  /// Seconds from the largest backlog until it is gone.
  case drainTime
  /// Seconds that the oldest message has waited at most.
  case oldestAge
  /// Messages that found the queue full.
  case loss

  var formula: Formula {
    switch self {
    case .backlog: .burstBacklog
    case .drainTime: .drainTime
    case .oldestAge: .oldestAge
    case .loss: .burstLoss
    }
  }
}

extension FluidQueue {
  /// The figure for one kind of what comes here; `limit` is the most that may wait of it.
  func figure(_ figure: BacklogFigure, of kind: Fluid, limit: Double = .infinity) -> Double {
    if figure == .loss { return loss(of: kind, limit) }
    let line = limited(limit, of: kind) ?? self
    switch figure {
    case .drainTime: return line.drainTime
    case .oldestAge: return line.longestDelay
    case .backlog, .loss:
      let most = line.busyPeriods.reduce(0) { most, period in
        // Of endless work, nobody can tell how many requests it is.
        let isOpen = period.peak == .infinity && !kind.isNothing
        return max(most, isOpen ? .infinity : Interval.product(period.peak, line.share(of: kind, in: period)))
      }
      return min(limit, most)
    }
  }

  /// The same line with no more of a kind waiting than fit; `nil` where they do anyway.
  private func limited(_ limit: Double, of kind: Fluid) -> FluidQueue? {
    guard limit.isFinite, !isEndless, let fullest = busyPeriods.max(by: { $0.peak < $1.peak }) else { return nil }
    let share = share(of: kind, in: fullest)
    guard share > 0, fullest.peak * share > limit else { return nil }
    return FluidQueue(arrivals: arrivals, capacity: capacity, batch: batch, limit: limit / share)
  }

  /// What finds no place, if no more than a limit of the kind may wait, or else no more than the line has room for.
  private func loss(of kind: Fluid, _ limit: Double) -> Double {
    guard let fullest = busyPeriods.max(by: { $0.peak < $1.peak }) else { return 0 }
    let share = share(of: kind, in: fullest)
    guard limit.isFinite else { return Interval.product(lost, share) }
    if isEndless { return .infinity }
    return (limited(limit, of: kind)?.lost ?? 0) * share
  }
}
