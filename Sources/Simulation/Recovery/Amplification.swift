/// Whether repeated calls could overload what carries the load easily (CAPACITY of a retry storm: `λ × A_max > C`;
/// Bronson et al. 2021).
struct Amplification {
  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  /// The station, among those that a repeated call waits for, that is below its capacity as things are, and farthest
  /// above it with every call tried as often as its retry allows.
  var vulnerableStation: Int? {
    let usual = utilizations { _ in 1 }
    let amplified = utilizations(Self.mostAttempts)
    let repeated = plan.calls.indices.filter { plan.calls[$0].retry.attempts > 1 }.map(Int32.init)
    return plan.awaitedStations(from: repeated).filter { usual[$0] < 1 && amplified[$0] > 1 }
      .max { (amplified[$0], $1) < (amplified[$1], $0) }
  }

  /// A budget bounds retries on the average.
  private static func mostAttempts(_ call: Call) -> Double {
    min(Double(call.retry.attempts), 1 + (call.retry.budget ?? .infinity))
  }

  private func utilizations(_ attempts: (Call) -> Double) -> [Double] {
    let rates = rates(attempts)
    return plan.stations.indices.map { station in
      let first = work(at: station, onFirst: true, rates)
      return max(first, work(at: station, onFirst: false, rates)) / Double(plan.stations[station].servers)
    }
  }

  /// Servers that one line needs: the first copy of a partition, or another one.
  private func work(at number: Int, onFirst: Bool, _ rates: [Double]) -> Double {
    let partitions = Double(plan.stations[number].partitions)
    return plan.nodes.indices.filter { plan.nodes[$0].station == number }.reduce(0) { sum, index in
      guard let service = plan.nodes[index].service else { return sum }
      switch plan.nodes[index].placement.copy {
      case .following: return onFirst ? sum : sum + rates[index] * service.mean / partitions
      case .balanced(let start, let count):
        guard onFirst ? start == 0 : start + count > 1 else { return sum }
        return sum + rates[index] * service.mean / partitions / Double(count)
      }
    }
  }

  /// Visits per second of each node, round by round along the calls; loops are followed for a while.
  private func rates(_ attempts: (Call) -> Double) -> [Double] {
    var total = [Double](repeating: 0, count: plan.nodes.count)
    var arriving = total
    for source in plan.sources {
      if case .open(let rate) = source.arrivals {
        add(plan.calls[Int(source.call)], rate, attempts, to: &arriving)
      }
    }
    for _ in 0..<Self.mostRounds where arriving.contains(where: { $0 > 0 }) {
      var next = [Double](repeating: 0, count: plan.nodes.count)
      for index in arriving.indices where arriving[index] > 0 {
        total[index] += arriving[index]
        let node = plan.nodes[index]
        for number in node.steps {
          let step = plan.steps[number]
          let misses = number < node.onward ? 1 : 1 - node.hitRate
          for (position, call) in step.calls.enumerated() {
            let rate = arriving[index] * misses * step.share(of: position)
            add(plan.calls[call], rate, attempts, to: &next)
          }
        }
      }
      arriving = next
    }
    return total
  }

  private static let mostRounds = 64

  private func add(_ call: Call, _ rate: Double, _ attempts: (Call) -> Double, to rates: inout [Double]) {
    let calls = rate * call.visits
    if call.cache >= 0 { rates[Int(call.cache)] += calls }
    rates[Int(call.target)] += calls * (1 - call.cacheHitRate) * attempts(call)
  }
}

extension Step {
  /// The part of requests that make the call at a position.
  func share(of position: Int) -> Double {
    guard case .choice(let weights) = kind else { return 1 }
    return weights[position] / weights.reduce(0, +)
  }
}
