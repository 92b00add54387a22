import Topology

extension MessageLimit {
  /// The limit of the queue that alone feeds a component and feeds nothing else, where it loses what finds no place.
  init?(before party: Int, _ topology: Topology) {
    guard let queue = Self.onlyQueue(before: party, topology), let length = topology.number(Columns.maxLength, queue),
      length.isFinite, let overflow = topology.word(Columns.overflow, queue), overflow != "block"
    else { return nil }
    places = Int(min(length, 1e9))
    replacesOldest = overflow == "drop-oldest"
  }

  /// Whether runs act out what a queue does when it is full.
  static func isKept(ofQueue queue: Int, _ topology: Topology) -> Bool {
    guard let link = topology.outgoing(ofParty: queue).first else { return true }
    let consumer = topology.target(ofLink: Int(link))
    return onlyQueue(before: consumer, topology) == queue && MessageLimit(before: consumer, topology) != nil
  }

  private static func onlyQueue(before party: Int, _ topology: Topology) -> Int? {
    guard topology.kind(ofParty: party) == .service else { return nil }
    let sources = Set(topology.incoming(ofParty: party).map { topology.source(ofLink: Int($0)) })
    guard sources.count == 1, let queue = sources.first, topology.kind(ofParty: queue) == .queue,
      topology.outgoing(ofParty: queue).allSatisfy({ topology.target(ofLink: Int($0)) == party })
    else { return nil }
    return queue
  }
}
