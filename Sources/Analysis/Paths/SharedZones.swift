import GraphAlgorithms
import Topology

/// The zones in which requests at each node can be answered whatever happens to the others: those of the component and
/// of all that it needs. What stands in for another adds its own.
struct SharedZones: Sendable {
  private let graph: NeedGraph
  private let numbers: [String: Int]
  private var zones: [ZoneSet]
  private var derivations: [Derivation]

  /// O((nodes + needs) · zones / 64).
  init(_ graph: NeedGraph) {
    let topology = graph.topology
    var numbers: [String: Int] = [:]
    for party in topology.rows(of: .party) {
      for zone in topology.textList(Columns.zones, party) ?? [] where numbers[zone] == nil {
        numbers[zone] = numbers.count
      }
    }
    self.graph = graph
    self.numbers = numbers
    zones = [ZoneSet](repeating: .everywhere(numbers.count), count: graph.nodes.count)
    derivations = [Derivation](repeating: Derivation(), count: graph.nodes.count)
    let components = graph.dependencies.components
    for component in 0..<components.count {
      let members = components.members(of: component).map(Int.init)
      settle(members, isLoop: components.isCyclic(component))
    }
  }

  /// The number of zones in which all requests of a component can be answered; not applicable to what is in no zone.
  func count(ofParty party: Int) -> Estimate {
    var zones = ZoneSet.everywhere(numbers.count)
    var derivation = Derivation()
    for node in graph.nodes(ofParty: party) {
      zones = zones.intersection(self.zones[node])
      derivation.inherit(derivations[node])
    }
    guard let count = zones.size(numbers.count) else { return .notApplicable }
    if graph.topology.state(Columns.zones, party) == .value { derivation.use(Columns.zones, party, of: graph.topology) }
    return PathValue(count, derivation).estimate(.sharedZones)
  }

  // MARK: Parts

  /// A loop is gone round until nothing changes; zones only ever go away.
  private mutating func settle(_ members: [Int], isLoop: Bool) {
    var isChanging = true
    while isChanging {
      isChanging = false
      for node in members {
        let (all, derivation) = compute(node)
        if all != zones[node] || derivation.missing.count > derivations[node].missing.count { isChanging = isLoop }
        zones[node] = all
        derivations[node] = derivation
      }
    }
  }

  private func compute(_ node: Int) -> (ZoneSet, Derivation) {
    var derivation = Derivation()
    var all = own(node, &derivation)
    // Sure needs first, so that a link in doubt counts as an assumption only where it makes a difference.
    for isDoubtful in [false, true] {
      for edge in graph.needs(of: node) where (edge.doubt >= 0) == isDoubtful {
        let (callee, from) = answering(Int(edge.target))
        let shared = all.intersection(callee)
        if isDoubtful, shared != all { derivation.assume(.requiredLink) }
        if shared != all || !from.missing.isEmpty { derivation.inherit(from) }
        all = shared
      }
    }
    return (all, derivation)
  }

  private func answering(_ node: Int) -> (ZoneSet, Derivation) {
    var derivation = derivations[node]
    var all = zones[node]
    for standIn in graph.dependencies.standIns(for: node) {
      all = all.union(zones[standIn])
      derivation.inherit(derivations[standIn])
    }
    return (all, derivation)
  }

  private func own(_ node: Int, _ derivation: inout Derivation) -> ZoneSet {
    let topology = graph.topology
    let party = graph.dependencies.party(ofNode: node)
    // An operation is where its component is, which it needs.
    guard graph.nodes.isStore(party) || node == graph.nodes.party(party) else { return .everywhere(numbers.count) }
    switch topology.state(Columns.zones, party) {
    case .none: return .everywhere(numbers.count)
    case .unknown:
      derivation.lack(Columns.zones, party, of: topology)
      return .unknown(numbers.count)
    case .value:
      derivation.weaken(to: topology.basis(Columns.zones, party))
      return ZoneSet((topology.textList(Columns.zones, party) ?? []).compactMap { numbers[$0] }, numbers.count)
    }
  }
}
