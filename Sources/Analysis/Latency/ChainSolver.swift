import GraphAlgorithms
import Topology

/// The time from a request at a node to its answer, with all it waits for downstream, at one end of what is known.
///
/// Calls one after the other add up, calls of one `parallel` group overlap; hops are taken as independent.
struct ChainSolver {
  let topology: Topology
  let demand: Demand
  let bound: Bound
  private var responder: Responder
  private var times: [Int: TimeMoments] = [:]

  init(_ state: AnalysisState, _ load: LoadCase, _ bound: Bound) {
    topology = state.topology
    demand = state.demand
    self.bound = bound
    responder = Responder(state, load, bound)
  }

  /// The moments of the time for a request that enters at a node.
  ///
  /// - Parameter waitedFor: the nodes that the entry waits for, itself included.
  mutating func time(from entry: Int, waitedFor: [Int]) -> TimeMoments {
    let components = demand.network.components
    // A callee has the lower number, so its time is there when its callers need it.
    let order = waitedFor.sorted { (components.component(of: $0), $0) < (components.component(of: $1), $1) }
    var index = 0
    while index < order.count {
      let component = components.component(of: order[index])
      let end = order[index...].firstIndex { components.component(of: $0) != component } ?? order.count
      settle(order[index..<end], isLoop: components.isCyclic(component))
      index = end
    }
    return times[entry] ?? .zero
  }

  /// The exact share that takes longer, where the entry waits for nobody else.
  mutating func percentile(_ share: Double, alone node: Int) -> Double? {
    guard let own = responder.line(atNode: node) else { return nil }
    return own.delay + own.line.percentile(share, serviceTime: own.serviceTime)
  }

  /// A loop is gone round until its times stand still; what never does has no end.
  private mutating func settle(_ nodes: ArraySlice<Int>, isLoop: Bool) {
    for node in nodes { times[node] = isLoop ? .zero : compute(node) }
    guard isLoop else { return }
    for _ in 0..<2000 {
      var change = 0.0
      for node in nodes {
        let next = compute(node)
        change += abs(next.total - (times[node]?.total ?? 0))
        times[node] = next
      }
      if !change.isFinite { break }
      if change < 1e-12 { return }
    }
    for node in nodes { times[node] = .endless }
  }

  private mutating func compute(_ node: Int) -> TimeMoments {
    let own = demand.network.nodes.asksForWork(node) ? responder.time(atNode: node) : .zero
    var total = own
    var groups: [String: ParallelTime] = [:]
    for call in calls(from: node) {
      guard let group = call.link >= 0 ? topology.text(Facts.Link.parallel, call.link) : nil else {
        total = total + call.time.repeated(call.count)
        continue
      }
      groups[group, default: ParallelTime()].add(call.time, count: call.count)
    }
    for group in groups.keys.sorted() {
      if let parallel = groups[group] { total = total + parallel.longest() }
    }
    return total
  }

  /// What a node waits for: a link's own calls together, and the look-ups in its cache.
  private func calls(from node: Int) -> [(link: Int, time: TimeMoments, count: Double)] {
    demand.network.outgoing(node).compactMap { position in
      let edge = demand.network.edges[position]
      let count = bound.of(edge.gain)
      guard count > 0, SynchronousReach.waits(edge, topology), let time = times[Int(edge.target)] else { return nil }
      return (Int(edge.link), time + TimeMoments(constant: network(edge)), count)
    }
  }

  /// Both ways; a look-up in the cache beside a link has no stated latency.
  private func network(_ edge: DemandEdge) -> Double {
    guard edge.link >= 0 else { return 0 }
    let party = demand.network.nodes.party(ofNode: Int(edge.target), in: topology)
    guard party == topology.target(ofLink: Int(edge.link)) else { return 0 }
    return 2 * (topology.number(Facts.Link.latency, Int(edge.link)) ?? 0)
  }
}

extension DemandNodes {
  /// Whether requests at a node take a server, rather than only lead to other nodes.
  func asksForWork(_ node: Int) -> Bool { node < operations || node >= operations + parties }
}
