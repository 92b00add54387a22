/// Identical copies of which one serves and the others wait to take over: the steady state of a Markov chain.
///
/// Each copy fails on its own and is repaired on its own. When the serving copy fails, another one that is up takes over
/// after `takeover` (exponential); if the failed one is repaired first, it serves on. `needed` copies must be up, for
/// what is acknowledged by several.
struct StandbyChain {
  /// Share of time that requests are served.
  let availability: Double
  /// How often serving ends, per second.
  let failureFrequency: Double

  /// - Parameters:
  ///   - copies: at least 1.
  ///   - needed: at least 1.
  ///   - unavailability: of one copy, between 0 and 1, both excluded.
  ///   - repair: mean time to repair one copy, in seconds, above 0.
  ///   - takeover: mean time until another copy serves, in seconds, above 0; infinity if none ever does.
  init(copies: Int, needed: Int, unavailability: Double, repair: Double, takeover: Double) {
    let chain = Chain(
      copies: copies, failure: unavailability / (1 - unavailability) / repair, repair: 1 / repair,
      takeover: 1 / takeover)
    let serving = chain.servingShares()
    availability = min(1, serving.dropFirst(needed).reduce(0, +))
    // Serving ends when the serving copy fails, or when a follower fails that was needed.
    var ends = 0.0
    for up in serving.indices.dropFirst(needed) {
      ends += serving[up] * chain.failure * (up == needed ? Double(up) : 1)
    }
    failureFrequency = ends
  }

  /// The states: `up` copies are up, and one of them serves, or the one that served is down and another waits.
  private struct Chain {
    let copies: Int
    let failure: Double
    let repair: Double
    let takeover: Double

    /// Solves the balance equations by elimination of states (Grassmann, Taksar and Heyman 1985), which subtracts
    /// nothing and so keeps the digits of rare states.
    ///
    /// - Returns: the share of time that a copy serves while so many are up, by their number.
    func servingShares() -> [Double] {
      let count = 2 * copies
      var rates = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
      for up in 1...copies {
        let from = serving(up)
        rates[from][waiting(up - 1)] += failure
        if up > 1 { rates[from][serving(up - 1)] += Double(up - 1) * failure }
        if up < copies { rates[from][serving(up + 1)] += Double(copies - up) * repair }
      }
      for up in 0..<copies {
        let from = waiting(up)
        rates[from][serving(up + 1)] += repair
        if up > 0 {
          rates[from][waiting(up - 1)] += Double(up) * failure
          rates[from][serving(up)] += takeover
        }
        if up < copies - 1 { rates[from][waiting(up + 1)] += Double(copies - up - 1) * repair }
      }
      let shares = Self.eliminate(&rates)
      return [0] + (1...copies).map { shares[serving($0)] }
    }

    private func serving(_ up: Int) -> Int { 2 * (copies - up) }
    private func waiting(_ up: Int) -> Int { 2 * (copies - up) - 1 }

    private static func eliminate(_ rates: inout [[Double]]) -> [Double] {
      let count = rates.count
      for state in stride(from: count - 1, to: 0, by: -1) {
        let leaving = rates[state][..<state].reduce(0, +)
        for from in 0..<state where rates[from][state] > 0 {
          let share = rates[from][state] / leaving
          rates[from][state] = share
          for to in 0..<state where to != from { rates[from][to] += share * rates[state][to] }
        }
      }
      var shares = [1.0]
      for state in 1..<max(1, count) {
        shares.append((0..<state).reduce(0) { $0 + shares[$1] * rates[$1][state] })
      }
      let total = shares.reduce(0, +)
      return shares.map { $0 / total }
    }
  }
}
