import Topology

/// How long a component itself works on one request at a node, in the mean and without waiting for a server, with its
/// fixed delay. A delay that nobody states is none.
struct OwnTime {
  let topology: Topology
  let nodes: DemandNodes

  func time(atNode node: Int) -> PathValue {
    // The node of a component only leads on from its operations.
    guard nodes.asksForWork(node) else { return .zero }
    let party = nodes.party(ofNode: node, in: topology)
    let work = nodes.isStore(party) ? access(node, party) : work(node, party)
    var derivation = Derivation()
    guard let delay = derivation.number(Facts.Party.delay, party, of: topology) else { return work }
    return work + PathValue(Interval(delay), derivation)
  }

  private func work(_ node: Int, _ party: Int) -> PathValue {
    var derivation = Derivation()
    let own =
      node < nodes.operations
      ? (Facts.Operation.serviceTimeMean, node) : (Facts.Party.serviceTimeMean, party)
    for (column, row) in [own, (Facts.Party.serviceTimeMean, party)] {
      if let time = derivation.number(column, row, of: topology) {
        return PathValue(Interval(time), derivation)
      }
    }
    // A queue that states no time hands on at once; of a third party, the stated delay is all there is.
    if topology.kind(ofParty: party) == .queue { return .zero }
    let isExternal = topology.flag(Columns.external, party) == true
    if isExternal, topology.number(Facts.Party.delay, party) != nil { return .zero }
    derivation.lack(own.0, own.1, of: topology)
    return .unknown(derivation)
  }

  private func access(_ node: Int, _ store: Int) -> PathValue {
    let read = time(store, Facts.Party.serviceTimeRead)
    let write = time(store, Facts.Party.serviceTimeWrite)
    if nodes.isRead(node, ofParty: store) { return read }
    if nodes.isWrite(node, ofParty: store) { return write }
    var derivation = Derivation()
    for fact in DemandTrail.missingAccess(into: store, of: topology) { derivation.lack(fact) }
    let both = read + write
    derivation.inherit(both.derivation)
    return PathValue(
      Interval(low: min(read.value.low, write.value.low), high: both.value.high), derivation)
  }

  private func time(_ store: Int, _ column: ColumnID) -> PathValue {
    let stated = StoreTime(store, column, topology)
    var derivation = Derivation()
    for fact in stated.inputs { derivation.use(fact.column, fact.row, of: topology) }
    for fact in stated.missing { derivation.lack(fact) }
    return PathValue(stated.value, derivation)
  }
}

extension DemandNodes {
  func isRead(_ node: Int, ofParty party: Int) -> Bool {
    isStore(party) && StoreSide.reads.contains { store(party, $0) == node }
  }
}
