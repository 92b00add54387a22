/// Requests that arrive in batches of a fixed size and are served one by one (M^[b]/M/c with Poisson batches).
struct BatchLine: Sendable {
  let servers: Int
  /// Requests of one batch, at least 1.
  let batch: Double
  /// Requests over time, all batches together.
  let arrivals: Double
  let serviceTime: Double

  /// Mean time from arrival to answer, over the requests of a batch.
  ///
  /// With one server `S (b + 1) / (2 (1 − ρ))`, exact. With several, the work of a batch is shared: the same formula for
  /// one server of their joint speed, with the last service at the speed of one; exact for one server only.
  var meanResponse: Double {
    let each = serviceTime / Double(servers)
    let utilization = Interval.product(arrivals, each)
    guard utilization < 1 else { return .infinity }
    return max(serviceTime, each * (batch + 1) / (2 * (1 - utilization)) + serviceTime - each)
  }

  var meanWait: Double { meanResponse - serviceTime }
}
