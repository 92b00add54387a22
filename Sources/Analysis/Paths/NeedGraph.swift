import Topology

/// Who needs whom for an answer, over the nodes of the demand graph; without what the caller can do without.
struct NeedGraph: Sendable {
  /// A need of one node of another.
  struct Edge: Sendable {
    var source: Int32
    var target: Int32
    /// The link whose `required` would tell whether it is one; -1 where it surely is.
    var doubt: Int32
  }

  let dependencies: DependencyGraph
  private let edges: [Edge]
  private let outgoing: Adjacency
  private let incoming: Adjacency
  /// The nodes that each node answers in place of.
  private let replaced: Adjacency
  private let replacements: [(node: Int32, standIn: Int32)]

  init(_ dependencies: DependencyGraph) {
    var edges: [Edge] = []
    var replacements: [(node: Int32, standIn: Int32)] = []
    let count = dependencies.nodes.count
    for node in 0..<count {
      for call in dependencies.calls[node] {
        var doubt: Int32 = -1
        if call.link >= 0 {
          switch Requirement(ofLink: Int(call.link), dependencies.topology) {
          case .needed: break
          case .optional: continue
          case .unsaid: doubt = call.link
          }
        }
        for target in call.targets { edges.append(Edge(source: Int32(node), target: target, doubt: doubt)) }
      }
      for standIn in dependencies.standIns(for: node) { replacements.append((Int32(node), Int32(standIn))) }
    }
    self.dependencies = dependencies
    self.edges = edges
    self.replacements = replacements
    outgoing = Adjacency(rows: count, keys: edges.map(\.source))
    incoming = Adjacency(rows: count, keys: edges.map(\.target))
    replaced = Adjacency(rows: count, keys: replacements.map(\.standIn))
  }

  var nodes: DemandNodes { dependencies.nodes }
  var topology: Topology { dependencies.topology }

  /// Whether any component stands in for another one.
  var hasStandbys: Bool { !replacements.isEmpty }

  /// Whether another component stands in for one.
  func hasStandby(_ party: Int) -> Bool {
    hasStandbys && nodes(ofParty: party).contains { !dependencies.standIns(for: $0).isEmpty }
  }

  /// What a node needs.
  func needs(of node: Int) -> some Sequence<Edge> { outgoing[node].lazy.map { edges[Int($0)] } }

  /// Who needs a node.
  func dependants(of node: Int) -> some Sequence<Edge> { incoming[node].lazy.map { edges[Int($0)] } }

  /// The node and those it stands in for.
  func served(by node: Int) -> [Int] { [node] + replaced[node].map { Int(replacements[Int($0)].node) } }

  /// Every node of a component.
  func nodes(ofParty party: Int) -> [Int] {
    if nodes.isStore(party) { return nodes.entrances(ofParty: party) }
    return nodes.everything(ofParty: party, in: topology) + [nodes.party(party)]
  }
}
