import GraphAlgorithms
import Topology

/// How long a request can take at each node of the demand graph, its waiting for others included.
///
/// Calls one after the other add up, each as often as `visits` says, rounded up; of one `parallel` group the longest
/// counts. A loop that neither a timeout nor a deadline cuts has no end.
struct WorstTimes {
  let topology: Topology
  let calls: SynchronousCalls

  // MARK: Order

  /// Callees before callers as far as a caller depends on how long they take.
  func order() -> [Int32] {
    // Without loops an order of all waits is one of those too.
    guard (0..<calls.components.count).contains(where: calls.components.isCyclic) else { return calls.calleesFirst }
    let network = calls.network
    let edges = (0..<network.nodes.count).flatMap { node in
      calls.calls(from: node).filter { dependsOnCallee($0) }.map {
        (source: $0.source, target: $0.target)
      }
    }
    let unbounded = Components(of: IndexGraph(count: network.nodes.count, edges: edges))
    return calls.calleesFirst.sorted { a, b in
      let first = (calls.components.component(of: Int(a)), unbounded.component(of: Int(a)))
      return first < (calls.components.component(of: Int(b)), unbounded.component(of: Int(b)))
    }
  }

  private func dependsOnCallee(_ edge: DemandEdge) -> Bool {
    edge.link < 0 || !CallTime(link: Int(edge.link), topology: topology).isBounded
  }

  // MARK: Times

  /// The longest time of a request at a node, given those of nodes that come before it.
  func time(atNode node: Int, _ before: (Int) -> PathValue?) -> PathValue {
    let nodes = calls.network.nodes
    var total = OwnTime(topology: topology, nodes: nodes).time(atNode: node)
    if let open = OpenLinks(atNode: node, nodes, topology) {
      total = total + .unknown(open.derivation)
    }
    var groups: [String: PathValue] = [:]
    for position in calls.network.outgoing(node) where calls.waits(at: position) {
      let edge = calls.network.edges[position]
      let time = time(along: edge, before)
      guard edge.link >= 0 else {
        total = total + time.further
        continue
      }
      if let group = topology.text(Facts.Link.parallel, Int(edge.link)) {
        groups[group] = groups[group].map { .max($0, time) } ?? time
      } else {
        total = total + time.repeated(topology.number(Facts.Link.visits, Int(edge.link)) ?? 1)
      }
    }
    for group in groups.keys.sorted() { total = total + (groups[group] ?? .zero) }
    return total
  }

  /// A loop meets nodes that are not known yet: nothing is known of them.
  private func time(along edge: DemandEdge, _ before: (Int) -> PathValue?) -> PathValue {
    func callee() -> PathValue { before(Int(edge.target))?.further ?? .unknown(Derivation()) }
    guard edge.link >= 0 else { return callee() }
    let party = calls.network.nodes.party(ofNode: Int(edge.target), in: topology)
    // A look-up in the cache beside the link has no limits of its own.
    guard party == topology.target(ofLink: Int(edge.link)) else { return callee() }
    return CallTime(link: Int(edge.link), topology: topology, lists: .missing).longest(callee: callee)
  }
}

/// The same for those who ask about single nodes and links.
struct WorstTimeTable: Sendable {
  let times: RowsInTurn<PathValue>
  let nodes: DemandNodes
  let topology: Topology

  /// The longest time of a request at a node.
  subscript(node: Int) -> PathValue { times[node] }

  /// The longest time of one call along a link.
  func call(_ link: Int) -> PathValue {
    CallTime(link: link, topology: topology).longest { callee(ofLink: link) }
  }

  /// What the callee of a link can take.
  func callee(ofLink link: Int) -> PathValue {
    nodes.targets(ofLink: link, in: topology).reduce(.zero) { .max($0, self[$1].further) }
  }
}

extension PathValue {
  /// Several calls, each at most this long.
  fileprivate func repeated(_ visits: Double) -> PathValue {
    PathValue(value * visits.rounded(.up), derivation)
  }
}
