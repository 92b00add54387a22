import Topology

/// Which part of a single-leader store's reads each copy bears.
struct ReadSplit {
  /// The leader's part.
  let leader: Interval
  /// The part of each copy that serves reads.
  let eachFollower: Interval
  let missing: [FactID]

  /// From `read_from` of the links that read, which must agree to settle it.
  init(party: Int, readers: Interval, topology: Topology) {
    let links = topology.incoming(ofParty: party).filter { topology.word(Facts.Link.access, Int($0)) != "write" }
    let open = links.filter { topology.state(Facts.Link.readFrom, Int($0)) == .unknown }
    let words = Set(links.compactMap { topology.word(Facts.Link.readFrom, Int($0)) })
    var parts: [(leader: Interval, follower: Interval)] = words.sorted().map { Self.parts($0, readers) }
    if !open.isEmpty || links.isEmpty { parts += ["leader", "replica", "any"].map { Self.parts($0, readers) } }
    guard readers.high > 0, let first = parts.first else {
      leader = .one
      eachFollower = .zero
      missing = []
      return
    }
    leader = parts.dropFirst().reduce(first.leader) { .hull($0, $1.leader) }
    eachFollower = parts.dropFirst().reduce(first.follower) { .hull($0, $1.follower) }
    missing = open.map { FactID(Facts.Link.readFrom, row: Int($0)) }
  }

  private static func parts(_ word: String, _ readers: Interval) -> (leader: Interval, follower: Interval) {
    switch word {
    case "leader": (.one, .zero)
    case "replica": (Interval(low: 0, high: readers.low > 0 ? 0 : 1), part(of: readers))
    default: (part(of: readers + .one), part(of: readers + .one))
    }
  }

  /// One of several equal parts; all of it where there may be one copy only.
  private static func part(of count: Interval) -> Interval {
    Interval(low: count.high.isFinite ? 1 / max(1, count.high) : 0, high: 1 / max(1, count.low))
  }
}
