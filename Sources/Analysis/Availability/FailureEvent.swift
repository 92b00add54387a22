/// Something that is true or not independently of all the others, and on which the fate of a request depends.
enum FailureEvent: Hashable, Sendable {
  /// A zone or region is up.
  case domain(FailureDomain)
  /// The copies that a component has left, when so many are not lost with their zones, meet a use; `isStricter` for what
  /// the more demanding of its two uses needs beyond the other.
  case copies(party: Int, CopiesLeft, isStricter: Bool)
  /// The same of all partitions of a store but the one that a request asks anyway.
  case otherPartitions(party: Int, CopiesLeft, isStricter: Bool)
  /// While the place of the copy that serves alone is down, another one has already taken over.
  case leaderMoved(party: Int)
  /// While a component is down, its standby has already taken over.
  case takenOver(party: Int)
  /// A request at a node does not make the call along a link, however often it is there.
  case skipped(node: Int, link: Int)
  /// The cache beside a link has what is asked for, each time.
  case hit(node: Int, link: Int)
  /// The calls of a request at a node to another do not get to what is down, while no more than a level of them succeeds,
  /// given that they would not if it were the next level.
  case spared(node: Int, target: Int, link: Int, level: Int)

  /// Whether it says how things are rather than what a request happens to ask.
  var isState: Bool {
    switch self {
    case .domain, .copies, .otherPartitions, .leaderMoved, .takenOver: true
    case .skipped, .hit, .spared: false
    }
  }
}
