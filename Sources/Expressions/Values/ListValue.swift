/// A list whose members may be uncertain.
public final class ListValue: Sendable, RandomAccessCollection {
  /// The members and the perhaps-members, in order.
  private enum Storage {
    case values([Value])
    /// Objects of one type, as the relations of a model hold them: a list of neighbours is a piece of an array that is
    /// there already, or two of them.
    case rows(type: UInt32, ArraySlice<Int32>, ArraySlice<Int32>)
  }

  private let storage: Storage
  /// How many items there are.
  public let count: Int
  /// Empty if all items are surely members; else one entry per item, `nil` where the item surely is one, otherwise the
  /// facts that would decide it.
  public let maybe: [Unknown?]
  /// The facts that would tell whether there are more members; `nil` if there are none.
  public let tail: Unknown?

  /// Creates a list; `maybe` is empty or as long as `items`.
  public init(_ items: [Value], maybe: [Unknown?] = [], tail: Unknown? = nil) {
    precondition(maybe.isEmpty || maybe.count == items.count, "a mark for each item")
    storage = .values(items)
    count = items.count
    self.maybe = maybe.contains { $0 != nil } ? maybe : []
    self.tail = tail
  }

  /// Creates a list of objects that surely are members: some rows, and then others. O(1).
  public init(type: UInt32, rows: ArraySlice<Int32>, _ others: ArraySlice<Int32> = [], tail: Unknown? = nil) {
    storage = .rows(type: type, rows, others)
    count = rows.count + others.count
    maybe = []
    self.tail = tail
  }

  /// The same list for somebody who keeps it for as long as anything is evaluated with it. O(n).
  public var kept: ListValue {
    if isCertain { return self }
    return ListValue(items, maybe: maybe.map { $0?.kept }, tail: tail?.kept)
  }

  /// The list without members, and without doubts.
  public static let empty = ListValue([])

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  public subscript(index: Int) -> Value {
    switch storage {
    case .values(let items): items[index]
    case .rows(let type, let rows, let others):
      Self.object(type, Self.element(index, rows, others))
    }
  }

  private static func object(_ type: UInt32, _ row: Int32) -> Value {
    .object(ObjectRef(type: type, row: UInt32(row)))
  }

  private static func element(_ index: Int, _ rows: ArraySlice<Int32>, _ others: ArraySlice<Int32>) -> Int32 {
    index < rows.count ? rows[rows.startIndex + index] : others[others.startIndex + index - rows.count]
  }

  /// The members and the perhaps-members as an array. O(n) for a list of rows.
  public var items: [Value] {
    if case .values(let items) = storage { items } else { Array(self) }
  }

  /// Hands the members to `visit`, each with its mark, until that returns false.
  func each(_ machine: inout Machine, _ visit: (inout Machine, Value, Unknown?) -> Bool) -> ListEnd {
    switch storage {
    case .values(let items):
      for index in items.indices where !visit(&machine, items[index], mark(index)) { return .stopped }
    case .rows(let type, let rows, let others):
      for row in rows where !visit(&machine, Self.object(type, row), nil) { return .stopped }
      for row in others where !visit(&machine, Self.object(type, row), nil) { return .stopped }
    }
    return .complete(tail)
  }

  /// How many members there are; what that depends on is left on the stack.
  func count(_ machine: inout Machine) -> MemberCount {
    for case let mark? in maybe { machine.lack(mark) }
    if let tail { machine.lack(tail) }
    let certain = certainCount
    return MemberCount(certain: certain, possible: count - certain, end: .complete(tail))
  }

  /// Whether all members are known to be members, and all of them are here.
  public var isCertain: Bool { maybe.isEmpty && tail == nil }

  /// The mark of one item.
  public func mark(_ index: Int) -> Unknown? { maybe.isEmpty ? nil : maybe[index] }

  /// All that would make the list certain.
  public var doubt: Unknown? {
    maybe.isEmpty ? tail : maybe.reduce(tail) { $0.union($1) }
  }

  /// How many items surely are members.
  var certainCount: Int { maybe.isEmpty ? count : maybe.count { $0 == nil } }
}
