/// A line of requests before parallel servers: Poisson arrivals, exponential service, first come first served (M/M/c).
///
/// Kinds of request with different service times wait in the same line and wait the same; the wait is that of the mean
/// service time.
struct QueueLine: Sendable {
  /// The share of requests that wait.
  let waitingShare: Double
  /// How fast the wait of those that wait dies out, `c/S − λ`; zero or less where the servers cannot follow.
  let decay: Double

  /// - Parameters:
  ///   - servers: at least 1.
  ///   - arrivals: requests per second.
  ///   - serviceTime: mean seconds, over all requests.
  init(servers: Int, arrivals: Double, serviceTime: Double) {
    let load = Interval.product(arrivals, serviceTime)
    guard load.isFinite, load < Double(servers) else {
      waitingShare = 1
      decay = 0
      return
    }
    waitingShare = Erlang.waiting(servers: servers, load: load)
    decay = serviceTime > 0 ? Double(servers) / serviceTime - arrivals : .infinity
  }

  /// A line nobody ever waits in.
  static let empty = QueueLine(servers: 1, arrivals: 0, serviceTime: 0)

  var isStable: Bool { decay > 0 }

  /// Mean wait in seconds, over those too that do not wait; infinite where the servers cannot follow.
  var meanWait: Double { isStable ? waitingShare / decay : .infinity }

  /// Mean and variance of the time from arrival to answer of a request with its own mean service time.
  func response(serviceTime: Double) -> TimeMoments {
    guard isStable else { return .endless }
    let squareOfWait = decay.isInfinite ? 0 : 2 * waitingShare / (decay * decay)
    return TimeMoments(
      mean: meanWait + serviceTime,
      variance: squareOfWait - meanWait * meanWait + serviceTime * serviceTime)
  }

  /// The share of requests that take longer than `time` seconds.
  ///
  /// `e^(−μt) (1 + C μ (1 − e^(−δt)) / δ)` with `δ = decay − μ`, which goes to `e^(−μt) (1 + C μ t)` for `δ → 0` (Tijms).
  func tail(_ time: Double, serviceTime: Double) -> Double {
    guard isStable else { return 1 }
    guard serviceTime > 0 else { return waitingShare * Real.exp(-decay * time) }
    let rate = 1 / serviceTime
    let alone = Real.exp(-rate * time)
    guard waitingShare > 0, decay.isFinite else { return alone }
    let difference = decay - rate
    let scaled = difference * time
    if abs(difference) < 1e-6 * rate { return alone * (1 + waitingShare * rate * time) }
    if abs(scaled) < 1 {
      return alone * (1 - waitingShare * rate * Real.expm1(-scaled) / difference)
    }
    return alone + waitingShare * rate * (alone - Real.exp(-decay * time)) / difference
  }

  /// The time within which a share of requests is answered; infinite where the servers cannot follow.
  func percentile(_ share: Double, serviceTime: Double) -> Double {
    guard isStable else { return .infinity }
    let late = 1 - share
    guard tail(0, serviceTime: serviceTime) > late else { return 0 }
    return Bisection.falling(from: max(serviceTime, meanWait, 1e-9)) {
      tail($0, serviceTime: serviceTime) - late
    }
  }
}
