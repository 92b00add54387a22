/// One exponential server that gets every n-th of the requests of a Poisson stream (E_n/M/1), as one of n replicas does
/// that are served in turn.
enum EvenArrivals {
  /// The share of requests that find the server busy: the root of `σ = A*(μ(1 − σ))` below 1, where `A*` is the
  /// transform of the time between arrivals; the wait of those is exponential with rate `μ(1 − σ)` (GI/M/1, exact).
  static func waitingShare(inTurnOf replicas: Double, utilization: Double) -> Double {
    guard utilization > 0 else { return 0 }
    guard utilization < 1 else { return 1 }
    func surplus(_ share: Double) -> Double {
      let rate = replicas * utilization
      return Real.pow(rate / (rate + 1 - share), replicas) - share
    }
    // The function falls from above zero to the root, and comes back to zero at 1.
    var low = 0.0
    var high = 1.0
    for _ in 0..<200 where high - low > 1e-16 {
      let middle = (low + high) / 2
      if surplus(middle) > 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
