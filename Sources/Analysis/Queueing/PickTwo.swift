/// Every request goes to the less loaded of two servers picked at random.
enum PickTwo {
  /// How many times the service time an answer takes on the average, with exponential service and endlessly many
  /// servers: `Σ ρ^(2^i − 2)` (Mitzenmacher 2001). A lower bound for any number of them.
  static func leastSlowdown(utilization: Double) -> Double {
    guard utilization < 1 else { return .infinity }
    var sum = 0.0
    var exponent = 0.0
    while exponent < 1e18 {
      let term = Real.pow(utilization, exponent)
      sum += term
      if term < 1e-17 { break }
      exponent = 2 * exponent + 2
    }
    return sum
  }
}
