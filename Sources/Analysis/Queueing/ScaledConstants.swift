/// Normalizing constants of a closed network by the number of its clients, as plain numbers up to a common factor.
///
/// Time is counted in what the busiest station needs for a request, so that the constants neither grow nor shrink much with each
/// client, and all are divided by the largest after each station (dynamic scaling; Lam 1982). A tenth of the time that logarithms
/// take.
struct ScaledConstants {
  private let constants: [Double]
  private let unit: Double

  /// Below it digits may be missing that count.
  private static let least = 1e-250

  /// `nil` if the constants that are asked for lie too far from the largest for plain numbers; what is lost of others is too
  /// little to count.
  ///
  /// - Parameters:
  ///   - delay: Seconds that a request spends where nobody waits in line.
  ///   - clients: At least one.
  ///   - isLastOnly: Whether the rate of fewer clients is not asked for.
  init?(_ stations: [ClosedNetwork.Station], delay: Double, clients: Int, isLastOnly: Bool = false) {
    unit = stations.reduce(delay / Double(clients)) { max($0, $1.demand / $1.servers) }
    guard unit > 0, unit.isFinite else { return nil }
    var constants = Self.weights(delay / unit, upTo: clients)
    // Without a delay there is nobody anywhere yet; the first station then holds all.
    guard delay == 0 || isLastOnly || constants.allSatisfy({ $0 >= Self.least }) else { return nil }
    for station in stations {
      constants = Self.convolved(constants, with: station, demand: station.demand / unit)
      guard isLastOnly || constants.allSatisfy({ $0 >= Self.least }), let largest = constants.max(), largest.isFinite,
        largest > 0
      else { return nil }
      for index in constants.indices { constants[index] /= largest }
    }
    guard constants.suffix(2).allSatisfy({ $0 >= Self.leastOfLast }) else { return nil }
    self.constants = constants
  }

  /// Far above what is lost of the others.
  private static let leastOfLast = 1e-200

  /// Requests over time with `1, 2, …` clients.
  var throughputs: [Double] { zip(constants, constants.dropFirst()).map { $0 / $1 / unit } }

  /// `xⁿ / n!` for `n` up to `most`, as multiples of the largest of them.
  private static func weights(_ x: Double, upTo most: Int) -> [Double] {
    var weights = [Double](repeating: 0, count: most + 1)
    let peak = Int(min(x, Double(most)))
    weights[peak] = 1
    for n in stride(from: peak, to: 0, by: -1) { weights[n - 1] = weights[n] * Double(n) / x }
    for n in stride(from: peak, to: most, by: 1) { weights[n + 1] = weights[n] * x / Double(n + 1) }
    return weights
  }

  /// The same for a station whose speeds are its own, as multiples of the first.
  private static func weights(of station: ClosedNetwork.Station, demand: Double) -> [Double] {
    var weights = [1.0]
    for (index, speed) in station.speeds.enumerated() { weights.append(weights[index] * demand / speed) }
    return weights
  }

  /// The constants with one more station. Once all its servers are busy its weights fall by a constant ratio, so that the rest of
  /// the sum follows from the one before: every term is positive and nothing cancels.
  private static func convolved(
    _ constants: [Double], with station: ClosedNetwork.Station, demand: Double
  ) -> [Double] {
    let servers = station.most
    let weights = station.speeds.isEmpty ? weights(demand, upTo: servers) : weights(of: station, demand: demand)
    let ratio = demand / station.servers
    var result = [Double](repeating: 0, count: constants.count)
    var busy = 0.0
    for n in constants.indices {
      if n >= servers { busy = busy * ratio + weights[servers] * constants[n - servers] }
      var sum = busy
      for free in 0..<min(servers, n + 1) { sum += weights[free] * constants[n - free] }
      result[n] = sum
    }
    return result
  }
}
