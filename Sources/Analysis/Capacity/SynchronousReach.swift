import Topology

/// The nodes for whose answer a workload's client waits.
struct SynchronousReach {
  private let nodes: Set<Int32>

  init(ofWorkload workload: WorkloadDemand, _ demand: Demand) {
    guard let entry = workload.entry else {
      nodes = []
      return
    }
    var seen: Set<Int32> = [Int32(entry)]
    var line = [Int32(entry)]
    while let node = line.popLast() {
      for position in demand.network.outgoing(Int(node)) {
        let edge = demand.network.edges[position]
        guard edge.gain.high > 0, Self.waits(edge, demand.topology) else { continue }
        if seen.insert(edge.target).inserted { line.append(edge.target) }
      }
    }
    nodes = seen
  }

  /// Ascending.
  var sorted: [Int] { nodes.sorted().map(Int.init) }

  func contains(_ node: Int) -> Bool { nodes.contains(Int32(node)) }

  /// Whether the caller waits along an edge.
  static func waits(_ edge: DemandEdge, _ topology: Topology) -> Bool {
    edge.link < 0 || topology.word(Facts.Link.mode, Int(edge.link)) != "async"
  }
}
