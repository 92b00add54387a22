/// A fixed number of clients that ask, wait for the answer, think and ask again, served by stations of parallel servers.
///
/// Exact for product-form networks (exponential service, first come first served; Gordon and Newell 1967), by convolution
/// (Buzen 1973). Mean value analysis (Reiser and Lavenberg 1980) gives the same figures but loses the chance of
/// an empty station where one is nearly full.
struct ClosedNetwork: Hashable, Sendable {
  /// What one request asks of one station.
  struct Station: Hashable, Sendable {
    /// Visits times seconds of service.
    var demand: Double
    /// Infinity for a mere delay.
    var servers: Double
    /// How many times as fast it is with `1, 2, …` requests as with one, where that is not their number; `servers` is the
    /// last of them, which holds for all further requests.
    var speeds: [Double] = []

    /// From so many requests on it gets no faster.
    var most: Int { speeds.isEmpty ? max(1, Int(servers)) : speeds.count }

    /// How many times as fast it is with so many requests, from one to `most`.
    func speed(_ requests: Int) -> Double { speeds.isEmpty ? Double(requests) : speeds[requests - 1] }

    /// Whether none of so many clients ever waits for another.
    func isDelay(_ clients: Double) -> Bool { speeds.isEmpty && servers >= clients }

    /// The mean time of a request where requests come at random, at so many over time.
    func openTime(_ arrivals: Double) -> Double {
      guard servers < 1e9 else { return demand }
      guard speeds.isEmpty else {
        let line = StateDependentLine(rates: speeds.map { $0 / demand }, arrivals: arrivals)
        return line.meanWait + line.meanService
      }
      return demand + QueueLine(servers: most, arrivals: arrivals, serviceTime: demand).meanWait
    }

    /// The longest that others among so many clients make one wait.
    func longestWait(_ clients: Double) -> Double {
      guard servers.isFinite else { return 0 }
      guard speeds.isEmpty else { return demand * (clients / speed(min(most, max(1, Int(clients)))) - 1) }
      return demand * max(0, clients - max(1, servers)) / servers
    }
  }

  /// Seconds between an answer and the next request.
  let thinkTime: Double
  /// Those that clients may wait in line for.
  let stations: [Station]

  init(_ stations: [Station], thinkTime: Double) {
    self.thinkTime = thinkTime
    self.stations = stations.filter { $0.demand > 0 }
  }

  /// The time of one request without any wait.
  var demand: Double { stations.reduce(0) { $0 + $1.demand } }

  /// The rate that no number of clients exceeds.
  var ceiling: Double { stations.reduce(.infinity) { min($0, $1.servers / $1.demand) } }

  /// The clients that would keep the busiest station busy if nobody ever waited, `N* = (Z + D) / Dmax`.
  var saturation: Double { ceiling.isFinite ? (thinkTime + demand) * ceiling : .infinity }

  /// What operational laws alone say of the rate: at most `min(ceiling, N / (Z + D))`, and at least what clients reach who all wait
  /// for each other at every station (Lazowska et al. 1984, 5.2). With `m` servers, only the `N − m` who find all of them busy
  /// are waited for.
  func bounds(_ clients: Double) -> Interval {
    guard clients > 0 else { return .zero }
    let alone = thinkTime + demand
    guard alone > 0 else { return Interval(.infinity) }
    let waits = stations.reduce(0) { $0 + $1.longestWait(clients) }
    let most = min(ceiling, clients / alone)
    return Interval(low: min(most, clients / (alone + waits)), high: most)
  }

  /// About how many sums the solution for so many clients takes.
  func sums(_ clients: Double) -> Double {
    stations.reduce(clients) { $0 + clients * min(clients, $1.servers.isFinite ? Double($1.most) : .infinity) }
  }

  /// Above so many sums, bounds have to do.
  static let mostSums = 4e6

  /// Requests over time with `1, 2, …` clients.
  ///
  /// It is solved for so many as bring all but nothing of the ceiling, since more of them bring no more.
  func throughputs(upTo clients: Int) -> [Double] {
    guard clients > 0 else { return [] }
    guard thinkTime + demand > 0 else { return [Double](repeating: .infinity, count: clients) }
    var solved = firstSolved(clients)
    while solved < clients {
      let rates = solution(upTo: solved)
      if let last = rates.last, last >= ceiling * (1 - Self.nothing) {
        return rates + [Double](repeating: ceiling, count: clients - solved)
      }
      solved *= 2
    }
    return solution(upTo: clients)
  }

  /// Clients that are not worth saving.
  private static let fewest = 64
  /// As a share of the ceiling.
  private static let nothing = 1e-12

  /// The same for each number of clients. O(stations × clients × servers).
  private func solution(upTo clients: Int) -> [Double] {
    let (queues, delay) = parts(clients)
    return ScaledConstants(queues, delay: delay, clients: clients)?.throughputs
      ?? LogarithmicConstants(queues, delay: delay, clients: clients).throughputs
  }

  /// Requests over time; the mean response is `clients / throughput − thinkTime` (Little).
  func throughput(_ clients: Int) -> Double {
    guard clients > 0 else { return 0 }
    guard thinkTime + demand > 0 else { return .infinity }
    var solved = firstSolved(clients)
    while solved < clients {
      if lastRate(solved) >= ceiling * (1 - Self.nothing) { return ceiling }
      solved *= 2
    }
    return lastRate(clients)
  }

  /// So many clients are tried first.
  private func firstSolved(_ clients: Int) -> Int {
    saturation < Double(clients) ? max(Self.fewest, Int(2 * saturation)) : clients
  }

  private func lastRate(_ clients: Int) -> Double {
    let (queues, delay) = parts(clients)
    return ScaledConstants(queues, delay: delay, clients: clients, isLastOnly: true)?.throughputs.last
      ?? LogarithmicConstants(queues, delay: delay, clients: clients).throughputs.last ?? 0
  }

  /// The stations that clients wait at, and the time that they spend elsewhere: more servers than clients are a delay.
  func parts(_ clients: Int) -> (queues: [Station], delay: Double) {
    let delay = thinkTime + stations.reduce(0) { $0 + ($1.isDelay(Double(clients)) ? $1.demand : 0) }
    return (stations.filter { !$0.isDelay(Double(clients)) }, delay)
  }
}
