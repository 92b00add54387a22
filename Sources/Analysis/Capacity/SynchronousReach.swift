import Topology

/// The nodes for whose answer a workload's client waits.
struct SynchronousReach {
  /// In the order in which they were found.
  private var found: [Int32] = []
  private var isFound: [Bool]

  init(ofWorkload workload: WorkloadDemand, _ demand: Demand) { self.init(from: workload.entry, demand) }

  /// What a request that enters at a node waits for.
  init(from entry: Int?, _ demand: Demand) {
    isFound = [Bool](repeating: false, count: demand.network.nodes.count)
    guard let entry else { return }
    add(Int32(entry))
    var next = 0
    while next < found.count {
      for position in demand.network.outgoing(Int(found[next])) {
        let edge = demand.network.edges[position]
        if edge.gain.high > 0, Self.waits(edge, demand.topology) { add(edge.target) }
      }
      next += 1
    }
  }

  private mutating func add(_ node: Int32) {
    guard !isFound[Int(node)] else { return }
    isFound[Int(node)] = true
    found.append(node)
  }

  /// Ascending.
  var sorted: [Int] { found.sorted().map(Int.init) }

  func contains(_ node: Int) -> Bool { isFound[node] }

  /// Whether the caller waits along an edge.
  static func waits(_ edge: DemandEdge, _ topology: Topology) -> Bool {
    edge.link < 0 || topology.ordinal(Facts.Link.mode, Int(edge.link)) != Words.async
  }
}
