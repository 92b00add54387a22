import GraphAlgorithms
import Topology

/// What a request at each node of the demand graph needs for its answer.
final class DependencyGraph: Sendable {
  let topology: Topology
  let nodes: DemandNodes
  /// By node.
  let calls: [[Call]]
  /// What the calls of each node rest on.
  let derivations: [Derivation]
  /// The strongly connected components, so that a node's needs can be solved before those of its callers.
  let components: Components
  private let walks = KnownWalks()
  private let standbys: [Int: [Int]]
  private let reader: CallReader

  init(of topology: Topology, nodes: DemandNodes) {
    let reader = CallReader(topology: topology, nodes: nodes)
    var calls: [[Call]] = []
    var derivations: [Derivation] = []
    for node in 0..<nodes.count {
      var derivation = Derivation()
      calls.append(reader.calls(ofNode: node, &derivation))
      derivations.append(derivation)
    }
    self.topology = topology
    self.nodes = nodes
    self.reader = reader
    self.calls = calls
    self.derivations = derivations
    let standbys = reader.standbys()
    self.standbys = standbys
    var edges: [(source: Int32, target: Int32)] = []
    for node in 0..<nodes.count {
      for call in calls[node] {
        for target in call.targets + (call.cache >= 0 ? [call.cache] : []) {
          edges.append((Int32(node), target))
          for standIn in Self.standIns(for: Int(target), standbys, reader) {
            edges.append((Int32(node), Int32(standIn)))
          }
        }
      }
    }
    components = Components(of: IndexGraph(count: nodes.count, edges: edges))
  }

  /// What requests may need that enter at a node.
  func walk(from entry: Int, _ reading: StructureReading) -> DependencyWalk { walks.walk(from: entry, self, reading) }

  /// The nodes of standbys that answer in place of a node.
  func standIns(for node: Int) -> [Int] { Self.standIns(for: node, standbys, reader) }

  /// The nodes that answer a call: its targets, the cache, and what stands in for them.
  func answering(_ call: Call) -> [Int] {
    let nodes = call.targets.map(Int.init) + (call.cache >= 0 ? [Int(call.cache)] : [])
    return nodes + nodes.flatMap { standIns(for: $0) }
  }

  /// Whether the caller turns to another component when one of its calls fails.
  func mayBeAnsweredElsewhere(_ node: Int) -> Bool {
    guard topology.hasFacts(Columns.linkFallbackTo) else { return false }
    return calls[node].contains { call in
      call.link >= 0 && call.necessity != .needed
        && topology.reference(Columns.linkFallbackTo, Int(call.link)) != nil
    }
  }

  func party(ofNode node: Int) -> Int { nodes.party(ofNode: node, in: topology) }

  /// What a request at a node asks of the copies of its component; `nil` for nodes that only lead to others.
  func use(atNode node: Int) -> NodeUse? {
    let party = party(ofNode: node)
    guard nodes.isStore(party) else { return node == nodes.party(party) ? .one(.serve) : nil }
    if StoreSide.reads.contains(where: { nodes.store(party, $0) == node }) { return .one(.read) }
    return nodes.isWrite(node, ofParty: party) ? .one(.serve) : .either
  }

  private static func standIns(for node: Int, _ standbys: [Int: [Int]], _ reader: CallReader) -> [Int] {
    guard !standbys.isEmpty else { return [] }
    let party = reader.nodes.party(ofNode: node, in: reader.topology)
    return (standbys[party] ?? []).map { reader.standIn($0, forNode: node) }
  }
}

/// What a node asks of the copies of its component.
enum NodeUse: Sendable {
  case one(CopyUse)
  /// Nobody says whether it reads or writes.
  case either
}
