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

  /// Of the busier of a partition's first copy and another one.
  private func utilizations(_ attempts: (Call) -> Double) -> [Double] {
    var first = [Double](repeating: 0, count: plan.stations.count)
    var others = first
    for (node, rate) in zip(plan.nodes, rates(attempts)) {
      guard node.station >= 0, let service = node.service else { continue }
      let station = plan.stations[node.station]
      let work = rate * service.mean / Double(station.partitions)
      switch node.placement.copy {
      case .following where station.hasLeader: others[node.station] += work / Double(station.copies - 1)
      case .following:
        first[node.station] += work / Double(station.copies)
        others[node.station] += work / Double(station.copies)
      case .balanced(let start, let count):
        if start == 0 { first[node.station] += work / Double(count) }
        if start + count > 1 { others[node.station] += work / Double(count) }
      }
    }
    return plan.stations.indices.map { max(first[$0], others[$0]) / Double(plan.stations[$0].servers) }
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
