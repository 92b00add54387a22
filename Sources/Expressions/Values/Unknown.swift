/// The facts whose absence keeps a value from being known.
///
/// At most `limit` are kept, the smallest first, so that a union stays cheap; which ones does not change what is
/// decided, only what is named.
public struct Unknown: Sendable {
  /// How many facts are kept.
  public static let limit = 32

  /// Mostly it is one fact, and that one needs no memory of its own.
  private enum Storage {
    case one(UInt64)
    case many(Facts)
  }

  private final class Facts: Sendable {
    let sorted: [UInt64]
    /// Whether somebody keeps them for as long as anybody evaluates with them.
    let isKept: Bool

    init(_ sorted: [UInt64], isKept: Bool) {
      self.sorted = sorted
      self.isKept = isKept
    }
  }

  private let storage: Storage

  /// One missing fact, by a number that the source of facts gives it.
  public init(fact: UInt64) { storage = .one(fact) }

  /// Several missing facts, in any order. O(n log n).
  public init(facts: some Sequence<UInt64>) { self.init(facts: Array(facts)) }

  /// The same of a piece of an array. What is short is put in order in place.
  public init(facts: ArraySlice<UInt64>) { self.init(facts: Array(facts)) }

  /// The same of an array.
  public init(facts: [UInt64]) { self.init(facts, isKept: false) }

  /// Several missing facts that whoever makes this keeps for as long as anything is evaluated with it: the doubt of many
  /// subjects, which need not be copied for each.
  public init(kept facts: [UInt64]) { self.init(facts, isKept: true) }

  /// The same facts, kept by whoever asks.
  public var kept: Unknown { onlyFact == nil && !isKept ? Unknown(kept: facts) : self }

  private init(_ facts: [UInt64], isKept: Bool) {
    if facts.count == 1 {
      storage = .one(facts[0])
      return
    }
    var sorted = facts
    Self.sort(&sorted)
    var kept = 0
    for fact in sorted where kept < Self.limit && (kept == 0 || sorted[kept - 1] != fact) {
      sorted[kept] = fact
      kept += 1
    }
    if kept < sorted.count { sorted.removeLast(sorted.count - kept) }
    storage = kept == 1 ? .one(sorted[0]) : .many(Facts(sorted, isKept: isKept))
  }

  private static func sort(_ facts: inout [UInt64]) {
    // Mostly they are a few runs that are in order already.
    if facts.count > 64 { return facts.sort() }
    for end in facts.indices.dropFirst() {
      let fact = facts[end]
      var place = end
      while place > 0, fact < facts[place - 1] {
        facts[place] = facts[place - 1]
        place -= 1
      }
      facts[place] = fact
    }
  }

  /// At most `limit` facts in order, each once, and at least one.
  init(sorted facts: [UInt64]) { storage = facts.count == 1 ? .one(facts[0]) : .many(Facts(facts, isKept: false)) }

  /// Hands out the facts, sorted and unique, with no array made of them.
  public func withFacts<Result>(_ body: (UnsafeBufferPointer<UInt64>) -> Result) -> Result {
    switch storage {
    case .one(let fact): withUnsafePointer(to: fact) { body(UnsafeBufferPointer(start: $0, count: 1)) }
    case .many(let facts): facts.sorted.withUnsafeBufferPointer(body)
    }
  }

  /// The fact, if it is one.
  public var onlyFact: UInt64? { if case .one(let fact) = storage { fact } else { nil } }

  /// Whether whoever made this keeps it.
  var isKept: Bool { if case .many(let facts) = storage { facts.isKept } else { false } }

  /// Where the facts are if they are several.
  var address: UnsafeRawPointer? {
    guard case .many(let facts) = storage else { return nil }
    return UnsafeRawPointer(Unmanaged.passUnretained(facts).toOpaque())
  }

  /// The facts at an address, where somebody keeps them.
  init(keptAt address: UnsafeRawPointer) {
    storage = .many(Unmanaged<Facts>.fromOpaque(address).takeUnretainedValue())
  }

  /// Whether these are the same as others because nobody made them anew. O(1).
  public func isSame(as other: Unknown) -> Bool {
    switch (storage, other.storage) {
    case (.one(let a), .one(let b)): a == b
    case (.many(let a), .many(let b)): a === b
    default: false
    }
  }

  /// The facts, sorted and unique.
  public var facts: [UInt64] {
    switch storage {
    case .one(let fact): [fact]
    case .many(let facts): facts.sorted
    }
  }

  /// The facts of both; one of them if the other adds nothing.
  public func union(_ other: Unknown) -> Unknown {
    if isSame(as: other) { return self }
    return withFacts { mine in
      other.withFacts { others in
        if Self.covers(mine, others) { return self }
        if Self.covers(others, mine) { return other }
        return Unknown(sorted: Self.joined(mine, others))
      }
    }
  }

  /// Whether the first facts of two that are in order are all in one.
  private static func covers(_ all: UnsafeBufferPointer<UInt64>, _ some: UnsafeBufferPointer<UInt64>) -> Bool {
    var place = 0
    for fact in some {
      while place < all.count, all[place] < fact { place += 1 }
      if place == all.count { return place == limit }
      if all[place] != fact { return false }
    }
    return true
  }

  /// The first facts of two that are in order.
  private static func joined(_ a: UnsafeBufferPointer<UInt64>, _ b: UnsafeBufferPointer<UInt64>) -> [UInt64] {
    let most = min(limit, a.count + b.count)
    return Array(unsafeUninitializedCapacity: most) { joined, count in
      var (next, other) = (0, 0)
      while count < most, next < a.count || other < b.count {
        let isMine = other == b.count || (next < a.count && a[next] <= b[other])
        let fact = isMine ? a[next] : b[other]
        if next < a.count, a[next] == fact { next += 1 }
        if other < b.count, b[other] == fact { other += 1 }
        joined[count] = fact
        count += 1
      }
    }
  }
}

extension Unknown: Hashable {
  public static func == (a: Unknown, b: Unknown) -> Bool {
    switch (a.storage, b.storage) {
    case (.one(let x), .one(let y)): x == y
    case (.many(let x), .many(let y)): x === y || x.sorted == y.sorted
    default: false
    }
  }

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
