import Topology

/// The requests over time at every node, over all workloads.
final class DemandRates: Sendable {
  private let low: [Double]
  /// The bounded part; what workloads without a bound add is counted apart, so that one of them can be taken out.
  private let high: [Double]
  private let unbounded: [Int32]

  /// - Parameter requests: of each workload over time.
  convenience init(_ demand: Demand, _ requests: [Interval], _ failures: LoadCase.Failures) {
    self.init(demand, requests, demand.visits(failures))
  }

  init(_ demand: Demand, _ requests: [Interval], _ visits: [WorkloadVisits]) {
    let count = demand.network.nodes.count
    var low = [Double](repeating: 0, count: count)
    var high = low
    var unbounded = [Int32](repeating: 0, count: count)
    for ((workload, requests), visits) in zip(zip(demand.workloads, requests), visits) {
      // Demand that enters nobody knows where may be anywhere.
      if workload.entry == nil, requests.high > 0 {
        for node in 0..<count { unbounded[node] += 1 }
      }
      Self.add(visits.low, requests.low, to: &low)
      for (node, value) in zip(visits.high.nodes, visits.high.values) {
        let rate = Interval.product(requests.high, value)
        if rate.isFinite { high[Int(node)] += rate } else { unbounded[Int(node)] += 1 }
      }
    }
    self.low = low
    self.high = high
    self.unbounded = unbounded
  }

  private init(low: [Double], high: [Double], unbounded: [Int32]) {
    self.low = low
    self.high = high
    self.unbounded = unbounded
  }

  private static func add(_ visits: Visits, _ requests: Double, to rates: inout [Double]) {
    for (node, value) in zip(visits.nodes, visits.values) {
      rates[Int(node)] += Interval.product(requests, value)
    }
  }

  /// The rate at a node.
  subscript(node: Int) -> Interval {
    Interval(low: low[node], high: max(low[node], unbounded[node] > 0 ? .infinity : high[node]))
  }

  /// All of them, for a multiple of the demand, per multiple.
  func divided(by factor: Double) -> DemandRates {
    DemandRates(low: low.map { $0 / factor }, high: high.map { $0 / factor }, unbounded: unbounded)
  }

  /// The rate at a node without what one workload brings.
  func others(at node: Int, without own: Interval) -> Interval {
    let rest = low[node] - own.low
    let isOwnUnbounded = own.high == .infinity
    let open = unbounded[node] - (isOwnUnbounded ? 1 : 0) > 0
    let least = rest.isNaN ? .infinity : Self.withoutNoise(rest, of: low[node])
    let most = open ? .infinity : Self.withoutNoise(high[node] - (isOwnUnbounded ? 0 : own.high), of: high[node])
    return Interval(low: least, high: max(least, most))
  }

  /// A difference that is nothing but rounding is nothing.
  private static func withoutNoise(_ rest: Double, of whole: Double) -> Double { rest < 1e-12 * whole ? 0 : rest }
}
