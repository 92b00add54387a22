import Topology

/// Who fails when a zone is lost with all that runs nowhere else. What has a standby in another zone does not.
struct ZoneLosses: Sendable {
  private let graph: NeedGraph
  /// The zones that somebody runs in alone, ascending, each with what its loss reaches.
  private let zones: [(name: String, loss: NeedReach)]
  /// The same for zones that nobody names.
  private let unnamed: NeedReach

  /// O(zones · (nodes + needs)), though only of what a loss reaches.
  init(_ graph: NeedGraph) {
    self.graph = graph
    let topology = graph.topology
    var inside: [String: [Int]] = [:]
    var open: [(node: Int, doubt: FactID)] = []
    for party in topology.rows(of: .party) where topology.kind(ofParty: party) != .client {
      if topology.state(Columns.zones, party) == .unknown {
        open += graph.nodes(ofParty: party).map { ($0, FactID(Columns.zones, row: party)) }
      } else if let own = topology.textList(Columns.zones, party), let zone = own.first, own.allSatisfy({ $0 == zone })
      {
        inside[zone, default: []] += graph.nodes(ofParty: party)
      }
      if topology.flag(Facts.Party.linksComplete, party) == false {
        // It may need something that nobody has drawn, wherever that runs.
        open += graph.nodes(ofParty: party).map { ($0, FactID(Facts.Party.linksComplete, row: party)) }
      }
    }
    zones = inside.keys.sorted().map {
      (name: $0, loss: NeedReach(graph, from: inside[$0] ?? [], perhaps: open, .loss))
    }
    unnamed = NeedReach(graph, from: [], perhaps: open, .loss)
  }

  /// The zones of which the loss takes away something that one of the nodes needs of another component, with what keeps
  /// each from being sure.
  func zones(neededBy nodes: [Int]) -> [(name: String, doubts: [FactID])] {
    zones.compactMap { zone in loss(zone.loss, nodes).map { (zone.name, $0) } }
  }

  /// What keeps it from being sure that no other zone is needed so; empty where it is.
  func doubts(of nodes: [Int]) -> [FactID] { loss(unnamed, nodes) ?? [] }

  /// `nil` where the loss takes nothing away that the nodes need; else what keeps that from being sure.
  private func loss(_ loss: NeedReach, _ nodes: [Int]) -> [FactID]? {
    var found: Set<FactID>?
    for node in nodes {
      for edge in graph.needs(of: node) where isElsewhere(edge, node) {
        let answering = [Int(edge.target)] + graph.dependencies.standIns(for: Int(edge.target))
        guard answering.allSatisfy(loss.isReached) else { continue }
        let link = edge.doubt < 0 ? [] : [FactID(Columns.linkRequired, row: Int(edge.doubt))]
        let doubts = link + answering.flatMap(loss.doubts)
        if doubts.isEmpty { return [] }
        found = (found ?? []).union(doubts)
      }
    }
    return found.map { Array($0.sorted().prefix(NeedReach.mostDoubts)) }
  }

  private func isElsewhere(_ edge: NeedGraph.Edge, _ node: Int) -> Bool {
    graph.dependencies.party(ofNode: Int(edge.target)) != graph.dependencies.party(ofNode: node)
  }
}
