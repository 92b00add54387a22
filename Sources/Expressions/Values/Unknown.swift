/// The facts whose absence keeps a value from being known.
///
/// At most `limit` are kept, the smallest first, so that a union stays cheap; which ones does not change what is
/// decided, only what is named.
public struct Unknown: Hashable, Sendable {
  /// How many facts are kept.
  public static let limit = 32

  private final class Storage: Sendable {
    let facts: [UInt64]
    init(_ facts: [UInt64]) { self.facts = facts }
  }

  private let storage: Storage

  /// One missing fact, by a number that the source of facts gives it.
  public init(fact: UInt64) { storage = Storage([fact]) }

  /// Several missing facts, in any order. O(n log n).
  public init(facts: some Sequence<UInt64>) {
    var kept: [UInt64] = []
    for fact in facts.sorted() where kept.last != fact && kept.count < Self.limit { kept.append(fact) }
    storage = Storage(kept)
  }

  /// The facts, sorted and unique.
  public var facts: [UInt64] { storage.facts }

  /// The facts of both.
  public func union(_ other: Unknown) -> Unknown {
    if storage === other.storage { return self }
    if other.facts.allSatisfy(facts.contains) { return self }
    return Unknown(facts: facts + other.facts)
  }

  public static func == (a: Unknown, b: Unknown) -> Bool { a.facts == b.facts }

  public func hash(into hasher: inout Hasher) { hasher.combine(facts) }
}

extension Optional where Wrapped == Unknown {
  /// The facts of both, where either may be absent.
  func union(_ other: Unknown?) -> Unknown? {
    guard let self else { return other }
    guard let other else { return self }
    return self.union(other)
  }
}
