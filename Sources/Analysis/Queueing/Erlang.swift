/// Erlang's formulas for `servers` parallel servers and an offered load of `load` busy servers.
enum Erlang {
  /// The share of requests refused where none may wait (Erlang B).
  ///
  /// The sum `1/B = 1 + c/a + c(c−1)/a² + …`, whose terms are all positive; it ends early where the rest is lost in
  /// rounding, so that a million servers cost no more than a few thousand steps.
  static func loss(servers: Int, load: Double) -> Double {
    guard load > 0 else { return servers == 0 ? 1 : 0 }
    var sum = 1.0
    var term = 1.0
    for taken in 0..<max(0, servers) {
      let ratio = Double(servers - taken) / load
      term *= ratio
      sum += term
      if sum > 1e290 { return 0 }
      if ratio < 1, term < sum * 1e-17 { break }
    }
    return 1 / sum
  }

  /// The share of requests that wait (Erlang C); 1 where the load is more than the servers can do.
  static func waiting(servers: Int, load: Double) -> Double {
    let utilization = load / Double(servers)
    guard utilization < 1 else { return 1 }
    let loss = loss(servers: servers, load: load)
    return loss / (1 - utilization * (1 - loss))
  }
}
