import Topology

/// Finds what binds the demand of one workload, the others at their peak, or of the whole mix.
struct LimitSearch {
  let analysis: CapacityAnalysis
  /// `nil` for the mix, whose demand counts in multiples of the peak.
  let workload: Int?
  private let rates: DemandRates
  private let stations: StationTable
  /// Requests at each node for one request of the workload.
  private let own: [Interval]

  init(_ analysis: CapacityAnalysis, workload: Int?) {
    self.analysis = analysis
    self.workload = workload
    rates = analysis.state.rates(.peak)
    stations = analysis.state.stations(.byScaling)
    own = workload.map { analysis.state.demand.visits(.nothingFails)[$0].byNode(analysis.state.nodes.count) } ?? []
  }

  /// The limits of all components that the demand visits, the narrowest first.
  func limits() -> [Limit] {
    let topology = analysis.topology
    let parties = workload.map { analysis.parties(visitedBy: $0) } ?? Array(topology.rows(of: .party))
    let waits = waitingNodes()
    var limits: [Limit] = []
    for party in parties {
      guard let station = stations[party] else { continue }
      for side in station.sides {
        guard let limit = limit(of: side, party, waits) else { continue }
        limits.append(limit)
      }
    }
    return limits.sorted { ($0.rate.high, $0.rate.low, $0.party) < ($1.rate.high, $1.rate.low, $1.party) }
  }

  private func waitingNodes() -> [SynchronousReach] {
    let demand = analysis.state.demand
    let workloads = workload.map { [demand.workloads[$0]] } ?? demand.workloads
    return workloads.map { SynchronousReach(ofWorkload: $0, demand) }
  }

  private func limit(of side: Station.Side, _ party: Int, _ waits: [SynchronousReach]) -> Limit? {
    let own = Station.work(side, perUnit)
    guard own.high > 0 else { return nil }
    let others = Station.work(side, others)
    let rate = Interval(
      low: Interval.quotient(max(0, minus(side.capacity.low, others.high)), own.high),
      high: own.low > 0
        ? Interval.quotient(max(0, minus(side.capacity.high, others.low)), own.low) : .infinity)
    let heaviest = side.terms.max { ($0.work * perUnit($0.node)).low < ($1.work * perUnit($1.node)).low }
    let operation = heaviest.flatMap { $0.node < analysis.state.nodes.operations ? $0.node : nil }
    let isWaitedFor = side.terms.contains { term in waits.contains { $0.contains(term.node) } }
    return Limit(
      party: party, operation: operation, side: side.kind, isAsynchronous: !isWaitedFor,
      rate: Interval(low: min(rate.low, rate.high), high: rate.high),
      peakUtilization: Station.work(side) { rates[$0] } / side.capacity)
  }

  private func minus(_ a: Double, _ b: Double) -> Double { b == .infinity ? -.infinity : a - b }

  /// Requests at a node for one unit of the demand.
  private func perUnit(_ node: Int) -> Interval {
    workload == nil ? rates[node] : own[node]
  }

  /// Requests at a node that are there anyway.
  private func others(_ node: Int) -> Interval {
    guard let workload else { return .zero }
    let own = perUnit(node) * analysis.state.demand.workloads[workload].peak
    return rates.others(at: node, without: own)
  }
}
