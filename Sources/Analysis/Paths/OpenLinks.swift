import Topology

/// A component that says that not all its links are drawn: it may call others, and others may call it.
struct OpenLinks {
  let derivation: Derivation

  /// At the nodes where a component's own links start; `nil` if all its links are drawn.
  init?(atNode node: Int, _ nodes: DemandNodes, _ topology: Topology) {
    guard topology.hasFacts(Facts.Party.linksComplete) else { return nil }
    let party = nodes.party(ofNode: node, in: topology)
    guard node == nodes.party(party) || nodes.isStore(party),
      topology.flag(Facts.Party.linksComplete, party) == false
    else { return nil }
    var derivation = Derivation()
    derivation.lack(FactID(Facts.Party.linksComplete, row: party))
    self.derivation = derivation
  }
}
