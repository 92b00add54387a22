/// A list whose members may be uncertain.
public final class ListValue: Sendable {
  /// The members and the perhaps-members, in order.
  public let items: [Value]
  /// Empty if all items are surely members; else one entry per item, `nil` where the item surely is one, otherwise the
  /// facts that would decide it.
  public let maybe: [Unknown?]
  /// The facts that would tell whether there are more members; `nil` if there are none.
  public let tail: Unknown?

  /// Creates a list; `maybe` is empty or as long as `items`.
  public init(_ items: [Value], maybe: [Unknown?] = [], tail: Unknown? = nil) {
    precondition(maybe.isEmpty || maybe.count == items.count, "a mark for each item")
    self.items = items
    self.maybe = maybe.contains { $0 != nil } ? maybe : []
    self.tail = tail
  }

  static let empty = ListValue([])

  /// Whether all members are known to be members, and all of them are here.
  public var isCertain: Bool { maybe.isEmpty && tail == nil }

  /// The mark of one item.
  public func mark(_ index: Int) -> Unknown? { maybe.isEmpty ? nil : maybe[index] }

  /// All that would make the list certain.
  public var doubt: Unknown? {
    maybe.reduce(tail) { $0.union($1) }
  }

  /// How many items surely are members.
  var certainCount: Int { maybe.isEmpty ? items.count : maybe.count { $0 == nil } }
}
