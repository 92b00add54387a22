import Topology

/// The waits between the attempts of one call, together: with every attempt failing, and without what jitter takes off.
///
/// Back-off that is exponential doubles each wait, up to `max_interval`.
struct RetryWait {
  private(set) var total = Interval.zero
  private(set) var derivation: Derivation

  /// - Parameter attempts: of the call, the first included.
  init(
    ofLink link: Int, attempts: Interval, topology: Topology, lists listed: Derivation.Listed = .inputsAndMissing
  ) {
    derivation = Derivation(lists: listed)
    guard attempts.high > 1 else { return }
    let retry = RetryColumns.holding(forLink: link, topology)
    guard let backoff = topology.word(retry.backoff, retry.row) else {
      derivation.lack(retry.backoff, retry.row, of: topology)
      total = .unbounded
      return
    }
    derivation.use(retry.backoff, retry.row, of: topology)
    if backoff == "none" { return }
    let first = firstWait(retry, topology)
    let ceiling = backoff == "constant" ? first : longestWait(retry, first, attempts, topology)
    total = Interval(
      low: Self.doubling(attempts.low, first.low, ceiling.low),
      high: Self.doubling(attempts.high, first.high, ceiling.high))
  }

  private mutating func firstWait(_ retry: RetryColumns, _ topology: Topology) -> Interval {
    if let stated = derivation.number(retry.initialInterval, retry.row, of: topology) {
      return Interval(stated)
    }
    guard topology.state(retry.initialInterval, retry.row) == .unknown else {
      derivation.use(retry.initialInterval, retry.row, of: topology)
      return .zero
    }
    derivation.lack(retry.initialInterval, retry.row, of: topology)
    return .unbounded
  }

  /// With two attempts there is one wait, which no later one can exceed.
  private mutating func longestWait(
    _ retry: RetryColumns, _ first: Interval, _ attempts: Interval, _ topology: Topology
  ) -> Interval {
    if attempts.high <= 2 { return first }
    if let stated = derivation.number(retry.maxInterval, retry.row, of: topology) {
      return Interval(stated)
    }
    guard topology.state(retry.maxInterval, retry.row) == .unknown else {
      derivation.use(retry.maxInterval, retry.row, of: topology)
      return Interval(.infinity)
    }
    derivation.lack(retry.maxInterval, retry.row, of: topology)
    return Interval(low: first.low, high: .infinity)
  }

  /// The sum of `attempts − 1` waits that double from `first` up to `ceiling`.
  static func doubling(_ attempts: Double, _ first: Double, _ ceiling: Double) -> Double {
    guard attempts > 1, first > 0, ceiling > 0 else { return 0 }
    var sum = 0.0
    var wait = first
    var left = attempts - 1
    while left >= 1, wait < ceiling {
      sum += wait
      wait *= 2
      left -= 1
      if !sum.isFinite { return .infinity }
    }
    return sum + Interval.product(left, min(wait, ceiling))
  }
}
