import Topology

extension DemandNodes {
  /// Where the calls along a link arrive: an operation, the unnamed calls of a component, or the sides of a store.
  func targets(ofLink link: Int, in topology: Topology) -> [Int] {
    let party = topology.target(ofLink: link)
    guard isStore(party) else {
      return [topology.targetOperation(ofLink: link).map { operation($0) } ?? unnamed(party)]
    }
    let all = topology.ordinal(Facts.Link.fanOut, link) == Words.allPartitions
    let sides: [StoreSide] =
      switch topology.ordinal(Facts.Link.access, link) {
      case Words.read: [.read]
      case Words.write: [.write]
      case Words.readWrite: [.read, .write]
      default: [.unsplit]
      }
    return sides.map { store(party, all ? $0.onAllPartitions : $0) }
  }

  /// Where the calls along a link start: an operation, the whole component, or the sides of a store. None for a client.
  func sources(ofLink link: Int, in topology: Topology) -> [Int] {
    let party = topology.source(ofLink: link)
    if isStore(party) { return entrances(ofParty: party) }
    if topology.kind(ofParty: party) == .client { return [] }
    return [topology.sourceOperation(ofLink: link).map { operation($0) } ?? self.party(party)]
  }
}
