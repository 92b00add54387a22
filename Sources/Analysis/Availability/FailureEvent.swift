/// Something that is true or not independently of all the others, and on which the fate of a request depends.
enum FailureEvent: Hashable, Sendable {
  /// A zone or region is up.
  case domain(FailureDomain)
  /// The copies that a component has left, when so many are not lost with their zones, meet a use; `isStricter` for what
  /// the more demanding of its two uses needs beyond the other.
  case copies(party: Int, CopiesLeft, isStricter: Bool)
  /// While a component is down, its standby has already taken over.
  case takenOver(party: Int)
  /// A request does not make the call along a link.
  case skipped(link: Int)
  /// The cache beside a link has what is asked for.
  case hit(link: Int)

  /// Whether it says how things are rather than what a request happens to ask.
  var isState: Bool {
    switch self {
    case .domain, .copies, .takenOver: true
    case .skipped, .hit: false
    }
  }
}
