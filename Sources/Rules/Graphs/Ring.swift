internal import Expressions
internal import Topology

/// A group of operations that call each other in a circle: a cyclic strongly connected component.
struct Ring: Sendable {
  /// The ids of the members, sorted and joined: what a finding on the ring is known by.
  var id: String
  /// By id.
  var members: [EntityID]
  /// A shortest circle through one of the members, in order.
  var links: [Int32]
  /// What keeps the ring from being certain; `nil` if it is there in every completion.
  var doubt: Unknown?
  /// What may add members or other circles to a certain ring.
  var openness: Unknown?

  /// The member that stands for the ring where one entity must: rings share no members.
  var key: EntityID { members.min() ?? EntityID(.system, 0) }
}
