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
    switch figure {
    case .backlog:
      busyPeriods.reduce(0) { max($0, Interval.product($1.peak, share(of: kind, in: $1))) }
    case .drainTime: drainTime
    case .oldestAge: longestDelay
    case .loss: loss(of: kind, limit)
    }
  }

  /// What finds no place, if no more than a limit of the kind may wait, or else no more than the line has room for.
  private func loss(of kind: Fluid, _ limit: Double) -> Double {
    guard let fullest = busyPeriods.max(by: { $0.peak < $1.peak }) else { return 0 }
    let share = share(of: kind, in: fullest)
    guard limit.isFinite else { return Interval.product(lost, share) }
    if isEndless { return .infinity }
    guard share > 0 else { return 0 }
    return FluidQueue(arrivals: arrivals, capacity: capacity, batch: batch, limit: limit / share).lost * share
  }
}
