import GraphAlgorithms
import Topology

/// How long a request takes at each node where nobody waits for a server, in the mean: work, stated delays and network
/// latency along what is waited for, one after the other, the longest of parallel calls.
struct UnloadedTimes: Sendable {
  /// Which calls a request makes.
  enum Calls: Sendable {
    /// As many as on the average.
    case mean
    /// Each of them, as often as `visits` says, rounded up, and past every cache.
    case all
  }

  private let topology: Topology
  private let calls: SynchronousCalls
  private let counted: Calls
  private var times: [PathValue?]

  init(_ calls: SynchronousCalls, _ counted: Calls, _ topology: Topology) {
    self.topology = topology
    self.calls = calls
    self.counted = counted
    times = [PathValue?](repeating: nil, count: calls.network.nodes.count)
    for node in calls.calleesFirst { times[Int(node)] = compute(Int(node)) }
  }

  subscript(node: Int) -> PathValue { times[node] ?? .unknown(Derivation()) }

  private func compute(_ node: Int) -> PathValue {
    let nodes = calls.network.nodes
    var total = OwnTime(topology: topology, nodes: nodes).time(atNode: node)
    if let open = OpenLinks(atNode: node, nodes, topology) { total = total + .unknown(open.derivation) }
    var groups: [String: PathValue] = [:]
    for position in calls.network.outgoing(node) where calls.waits(at: position) {
      let edge = calls.network.edges[position]
      let callee = times[Int(edge.target)]?.further ?? .unknown(Derivation())
      guard edge.link >= 0 else {
        total = total + callee
        continue
      }
      let time = isCall(edge) ? CallTime.network(Int(edge.link), topology, lists: .missing) + callee : callee
      let count = count(edge)
      if let group = topology.text(Facts.Link.parallel, Int(edge.link)) {
        let overlapping = PathValue(time.value * .min(count, .one), time.derivation)
        groups[group] = groups[group].map { .max($0, overlapping) } ?? overlapping
      } else {
        total = total + PathValue(time.value * count, time.derivation)
      }
    }
    for group in groups.keys.sorted() { total = total + (groups[group] ?? .zero) }
    return total
  }

  private func isCall(_ edge: DemandEdge) -> Bool {
    calls.network.nodes.party(ofNode: Int(edge.target), in: topology) == topology.target(ofLink: Int(edge.link))
  }

  private func count(_ edge: DemandEdge) -> Interval {
    if counted == .mean { return edge.calls }
    return Interval((topology.number(Facts.Link.visits, Int(edge.link)) ?? 1).rounded(.up))
  }
}
