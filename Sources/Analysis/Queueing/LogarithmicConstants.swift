/// Normalizing constants of a closed network by the number of its clients, as logarithms: they may be of any size.
struct LogarithmicConstants {
  let constants: [Double]

  /// - Parameters:
  ///   - delay: Seconds that a request spends where nobody waits in line.
  ///   - clients: At least one.
  init(_ stations: [ClosedNetwork.Station], delay: Double, clients: Int) {
    constants = stations.reduce(Self.delays(delay, clients)) { Self.convolved($0, with: $1) }
  }

  /// Requests over time with `1, 2, …` clients.
  var throughputs: [Double] { zip(constants, constants.dropFirst()).map { Real.exp($0 - $1) } }

  /// The logarithms of `Zⁿ / n!`.
  private static func delays(_ delay: Double, _ clients: Int) -> [Double] {
    guard delay > 0 else { return [0] + [Double](repeating: -.infinity, count: clients) }
    var constants = [0.0]
    for n in 1...clients { constants.append(constants[n - 1] + Real.log(delay / Double(n))) }
    return constants
  }

  /// The constants with one more station. Once all its servers are busy its weights fall by a constant ratio, so that the rest of
  /// the sum follows from the one before: every term is positive and nothing cancels.
  private static func convolved(_ constants: [Double], with station: ClosedNetwork.Station) -> [Double] {
    let servers = station.most
    var weights = [0.0]
    for n in 1...servers { weights.append(weights[n - 1] + Real.log(station.demand / station.speed(n))) }
    let ratio = Real.log(station.demand / station.servers)
    var busy = -Double.infinity
    return constants.indices.map { n in
      busy = n < servers ? busy : sum(busy + ratio, weights[servers] + constants[n - servers])
      var total = busy
      for own in 0..<min(servers, n + 1) { total = sum(total, weights[own] + constants[n - own]) }
      return total
    }
  }

  /// The logarithm of a sum, from those of its parts.
  private static func sum(_ a: Double, _ b: Double) -> Double {
    let (small, large) = a < b ? (a, b) : (b, a)
    return small == -.infinity ? large : large + Real.log1p(Real.exp(small - large))
  }
}
