import GraphAlgorithms
import Topology

/// At most how long requests take for what they wait for at the peak, and how much of that grows with the number of those
/// who are under way together: two sums along the demand graph, where the network of one resource is a walk for each.
///
/// They tell of most resources that these cannot be the narrowest, so that their networks are never built.
struct LongestInnerTimes: Sendable {
  /// By node: seconds without a wait, and seconds of waiting for each further request that is under way.
  private var alone: [Double]
  private var crowded: [Double]

  /// At the peak.
  init(_ state: AnalysisState) {
    let rates = state.rates(.peak)
    self.init(state, stations: state.stations(.byScaling)) { rates[$0] }
  }

  /// - Parameter rates: all requests at the nodes.
  init(_ state: AnalysisState, stations: StationTable, rates: @escaping (Int) -> Interval) {
    let network = state.awaitedVisits.network
    alone = [Double](repeating: 0, count: network.nodes.count)
    crowded = alone
    let reader = NodeReader(state: state, stations: stations, rates: rates)
    // A callee has the lower number.
    for component in 0..<network.components.count {
      for node in network.components.members(of: component).map(Int.init) {
        if network.components.isCyclic(component) {
          (alone[node], crowded[node]) = (.infinity, .infinity)
          continue
        }
        var (time, wait) = reader.own(node)
        for position in network.outgoing(node) {
          let edge = network.edges[position]
          guard edge.gain.high > 0 else { continue }
          let away = edge.link >= 0 ? state.networkTime(Int(edge.link)).high : 0
          time += Interval.product(edge.gain.high, away + alone[Int(edge.target)])
          wait += Interval.product(edge.gain.high, crowded[Int(edge.target)])
        }
        (alone[node], crowded[node]) = (time, wait)
      }
    }
  }

  /// A rate that the resource surely carries, by the bound that operational laws give (`ClosedNetwork.bounds`).
  func leastCapacity(of resource: HeldResource, _ entries: InnerNetworkBuilder.Entries) -> Double {
    // Servers of its own may be fewer than those of the station, and connections may be waited for.
    if let own = resource.ownServers, own.low.isFinite || !resource.pools.isEmpty { return 0 }
    var (time, wait) = (entries.delay, 0.0)
    for (node, weight) in entries.weights where weight > 0 {
      time += weight * alone[node]
      wait += weight * crowded[node]
    }
    guard time.isFinite, wait.isFinite else { return 0 }
    let most = resource.count.low
    // Sums in another order differ in the last digits.
    return 0.999_999 * (most.isFinite ? Interval.quotient(most, time + most * wait) : Interval.quotient(1, wait))
  }
}

/// What one visit to a node takes at most.
private struct NodeReader {
  let state: AnalysisState
  let stations: StationTable
  let rates: (Int) -> Interval
  private var topology: Topology { state.topology }

  func own(_ node: Int) -> (alone: Double, crowded: Double) {
    guard state.nodes.asksForWork(node) else { return (0, 0) }
    let party = state.nodes.party(ofNode: node, in: topology)
    let fixed = topology.number(Facts.Party.delay, party)
    guard let station = stations[party] else {
      let isUnknown = fixed == nil && topology.kind(ofParty: party) == .service
      return (isUnknown ? .infinity : fixed ?? 0, 0)
    }
    guard station.formula == .utilization else { return (.infinity, 0) }
    var (alone, crowded) = (fixed ?? 0, 0.0)
    for side in station.sides where side.kind != .busiestPartition {
      guard let time = time(atNode: node, side, party) else { continue }
      alone += time.alone
      crowded += time.crowded
    }
    return (alone, crowded)
  }

  /// The same at one side, where others leave as few servers free as they can; `nil` where the node asks nothing of it.
  private func time(atNode node: Int, _ side: Station.Side, _ party: Int) -> (alone: Double, crowded: Double)? {
    if side.kind == .follower, state.nodes.isWrite(node, ofParty: party) { return nil }
    let copies = side.kind == .follower ? state.nodes.followers(side, ofParty: party) : 1
    let work = side.terms.reduce(0) { $1.node == node ? $0 + $1.work.high * copies : $0 }
    guard work > 0 else { return nil }
    let servers = side.capacity.low * copies
    guard servers.isFinite else { return (work, 0) }
    let free = servers - Station.work(side, rates).high * copies
    guard free > 0 else { return (.infinity, .infinity) }
    // A broken number of servers is rounded up, and the last of them works slower.
    let slowed = work * (1 + 1 / free)
    return (slowed, slowed / min(servers, max(1, free.rounded(.up))))
  }
}
