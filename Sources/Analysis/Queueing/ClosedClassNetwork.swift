/// Several kinds of clients that share stations, each kind with its own number of clients and thinking time, solved exactly.
///
/// Exact for product-form networks (Baskett, Chandy, Muntz and Palacios 1975): exponential service that takes all kinds
/// equally long, first come first served, or processors that all share. By convolution over the numbers of clients of
/// each kind (Reiser and Kobayashi 1975), in logarithms.
struct ClosedClassNetwork {
  private let classes: [ClosedClasses.Class]
  private let servers: [Double]
  /// How far the states of two numbers of clients are apart that differ by one client of a kind.
  private let strides: [Int]
  private let states: Int

  /// - Parameter servers: of each station.
  ///
  /// `nil` where it would take too long, or numbers of clients are not whole.
  init?(_ network: ClosedClasses) {
    let clients = network.classes.map(\.clients)
    let all = clients.reduce(1) { $0 * ($1 + 1) }
    let total = clients.reduce(0, +)
    guard all < 1e6, clients.allSatisfy({ $0 >= 0 && $0 == $0.rounded() }) else { return nil }
    // Combinations of as many clients as there are servers, at the most.
    let sums = network.servers.reduce(0.0) { sum, servers in
      guard servers < total else { return sum }
      return sum + (1...clients.count).reduce(1.0) { $0 * (servers + Double($1)) / Double($1) }
    }
    guard all * (sums + 1) < Self.mostSums, network.servers.allSatisfy({ $0 >= 1 }) else { return nil }
    classes = network.classes
    servers = network.servers
    var strides = [1]
    for count in clients { strides.append(strides[strides.count - 1] * (Int(count) + 1)) }
    states = strides.removeLast()
    self.strides = strides
  }

  /// Above so many sums, an approximation has to do.
  private static let mostSums = 1e6

  /// Requests over time of each kind.
  func throughputs() -> [Double] {
    let total = classes.reduce(0) { $0 + $1.clients }
    // More servers than clients are a delay.
    let queues = servers.indices.filter { servers[$0] < total }
    let delays = classes.map { kind in
      kind.thinkTime
        + servers.indices.reduce(0) { servers[$1] < total ? $0 : $0 + kind.demands[$1] }
    }
    var constants = (0..<states).map { state in
      logProduct(counts(state), delays)
    }
    for station in queues { constants = convolved(constants, station) }
    return classes.indices.map { kind in
      guard classes[kind].clients > 0 else { return 0 }
      return Real.exp(constants[states - 1 - strides[kind]] - constants[states - 1])
    }
  }

  private func counts(_ state: Int) -> [Int] {
    strides.indices.map { state / strides[$0] % (Int(classes[$0].clients) + 1) }
  }

  /// The logarithm of `Π timeⁿ / n!`.
  private func logProduct(_ counts: [Int], _ times: [Double]) -> Double {
    zip(counts, times).reduce(0) { sum, item in
      guard item.0 > 0 else { return sum }
      guard item.1 > 0 else { return -.infinity }
      return (1...item.0).reduce(sum) { $0 + Real.log(item.1 / Double($1)) }
    }
  }

  /// The constants with one more station. Once all its servers are busy, its weights follow from those with one client less,
  /// as at one server of their joint speed.
  private func convolved(_ constants: [Double], _ station: Int) -> [Double] {
    let demands = classes.map { $0.demands[station] }
    let speeds = demands.map { $0 > 0 ? Real.log($0 / servers[station]) : -.infinity }
    let most = Int(servers[station])
    let few = combinations(upTo: most, demands)
    var busy = [Double](repeating: -.infinity, count: states)
    return (0..<states).map { state in
      let counts = counts(state)
      for kind in classes.indices where counts[kind] > 0 {
        busy[state] = Self.sum(busy[state], speeds[kind] + busy[state - strides[kind]])
      }
      var rest = -Double.infinity
      for one in few where zip(one.counts, counts).allSatisfy({ $0 <= $1 }) {
        let term = one.weight + constants[state - one.offset]
        if one.total == most { busy[state] = Self.sum(busy[state], term) } else { rest = Self.sum(rest, term) }
      }
      return Self.sum(rest, busy[state])
    }
  }

  private struct Combination {
    let counts: [Int]
    let total: Int
    let offset: Int
    let weight: Double
  }

  /// So many clients at a station, none of whom waits, and the logarithms of their weights.
  private func combinations(upTo most: Int, _ demands: [Double]) -> [Combination] {
    var all: [[Int]] = [[]]
    for kind in classes {
      all = all.flatMap { start -> [[Int]] in
        let left = min(most - start.reduce(0, +), Int(kind.clients))
        return (0...left).map { start + [$0] }
      }
    }
    return all.compactMap { counts in
      let weight = logProduct(counts, demands)
      guard weight > -.infinity else { return nil }
      let offset = zip(counts, strides).reduce(0) { $0 + $1.0 * $1.1 }
      return Combination(counts: counts, total: counts.reduce(0, +), offset: offset, weight: weight)
    }
  }

  /// The logarithm of a sum, from those of its parts.
  private static func sum(_ a: Double, _ b: Double) -> Double {
    let (small, large) = a < b ? (a, b) : (b, a)
    return small == -.infinity ? large : large + Real.log1p(Real.exp(small - large))
  }
}
