/// Servers that all requests in progress share, each request at most one server (M/G/c with processor sharing).
struct ProcessorSharing: Sendable {
  /// How many times the bare service time an answer takes on the average; whatever the distribution of service times.
  ///
  /// `1 / (1 − ρ)` with one server (Kleinrock 1967); with several, that of M/M/c, because the number in progress has the
  /// same distribution (symmetric queues, Kelly 1979).
  let slowdown: Double
  /// The squared coefficient of variation of the response time with exponential service; exact.
  let variation: Double

  /// - Parameters:
  ///   - servers: at least 1.
  ///   - load: arrival rate × service time.
  init(servers: Int, load: Double) {
    let line = QueueLine(servers: servers, arrivals: load, serviceTime: 1)
    guard line.isStable else {
      slowdown = .infinity
      variation = 1
      return
    }
    let moments = Self.moments(servers: Double(servers), load: load, line)
    slowdown = 1 + line.meanWait
    variation = max(0, moments.second / (moments.first * moments.first) - 1)
  }

  /// Where a request finds so many others with these chances; the variation is that of one processor as slow.
  init(found: [Double], servers: Int) {
    // Of those who share servers alike, each is as slow as the number there says when it ends (Little 1961).
    let wait = found.enumerated().reduce(0) { sum, item in
      sum + item.element * max(0, Double(item.offset + 1 - servers)) / Double(servers)
    }
    slowdown = 1 + wait
    let utilization = wait / slowdown
    variation = (2 + utilization) / (2 - utilization)
  }

  /// The moments for a request that finds `n` others, from the equations of the Markov chain of a tagged request, summed
  /// over what an arrival finds.
  private static func moments(servers: Double, load: Double, _ line: QueueLine) -> (first: Double, second: Double) {
    let utilization = load / servers
    // Beyond it less than 1e-9 of all arrivals find more.
    let beyond = line.waitingShare > 1e-9 && utilization > 0 ? -21 / Real.log(utilization) : 0
    let count = Int(min(servers + max(50, beyond), 20_000))
    var chain = TaggedRequest(servers: servers, load: load, count: count)
    let first = chain.solve([Double](repeating: 1, count: count))
    let second = chain.solve(first.map { 2 * $0 })
    var share = 1.0
    var total = 0.0
    var sums = (first: 0.0, second: 0.0)
    for found in 0..<count {
      sums.first += share * first[found]
      sums.second += share * second[found]
      total += share
      share *= load / min(Double(found + 1), servers)
      // Scaled down before it overflows; only the ratios count.
      if share > 1e250 {
        share *= 1e-250
        total *= 1e-250
        sums = (sums.first * 1e-250, sums.second * 1e-250)
      }
    }
    return (sums.first / total, sums.second / total)
  }
}

/// The Markov chain of one request among `n` others that share the servers, with a service time of 1.
private struct TaggedRequest {
  let servers: Double
  let load: Double
  let count: Int

  /// The time to the end that earns `reward[n]` per second: a system of three diagonals, by elimination.
  mutating func solve(_ reward: [Double]) -> [Double] {
    var upper = [Double](repeating: 0, count: count)
    var right = upper
    for others in 0..<count {
      let speed = min(1, servers / Double(others + 1))
      let arrivals = others + 1 < count ? load : 0
      let leaving = Double(others) * speed
      let below = others > 0 ? (upper[others - 1], right[others - 1]) : (0, 0)
      let pivot = arrivals + leaving + speed - leaving * below.0
      upper[others] = arrivals / pivot
      right[others] = (reward[others] + leaving * below.1) / pivot
    }
    for others in stride(from: count - 2, through: 0, by: -1) { right[others] += upper[others] * right[others + 1] }
    return right
  }
}
