/// The facts that undecided conditions lack, in memory that stays where it is: they are put down and cut off many times
/// for each subject.
///
/// An entry is a fact, or several at once that somebody else keeps, so that the same doubt of many subjects, or of many
/// turns of a loop, is neither copied nor sorted for each of them.
struct FactStack: ~Copyable {
  private var entries = UnsafeMutablePointer<UInt64>.allocate(capacity: 64)
  private var capacity = 64
  private(set) var count = 0
  /// Where facts are put in order.
  private let order = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: 2 * Unknown.limit)

  deinit {
    entries.deallocate()
    order.deallocate()
  }

  /// The numbers of facts leave the highest bit free, and so do addresses; it says that an entry is several facts.
  private static let several: UInt64 = 1 << 63

  mutating func append(_ fact: UInt64) {
    if count == capacity { grow() }
    entries[count] = fact
    count += 1
  }

  /// Puts down facts; several are one entry, and whoever calls keeps them for as long as it lies here.
  mutating func append(_ unknown: Unknown) {
    if let address = unknown.address {
      append(Self.several | UInt64(UInt(bitPattern: address)))
    } else {
      for fact in unknown.facts { append(fact) }
    }
  }

  private mutating func grow() {
    let wider = UnsafeMutablePointer<UInt64>.allocate(capacity: 2 * capacity)
    wider.moveInitialize(from: entries, count: count)
    entries.deallocate()
    entries = wider
    capacity *= 2
  }

  /// Forgets the entries above `mark`.
  mutating func drop(to mark: Int) { if count > mark { count = mark } }

  /// The facts of the entries from `mark` up to `end`, in order and each once: the first `limit` of them, which are no
  /// more than an `Unknown` keeps. They are there until the next question.
  func first(_ limit: Int, from mark: Int, to end: Int) -> UnsafeBufferPointer<UInt64> {
    var facts = FirstFacts(limit, in: order)
    for place in mark..<end {
      let entry = entries[place]
      if entry & Self.several == 0 {
        facts.add(entry)
      } else if !isThere(entry, mark..<place), let several = kept(entry) {
        several.withFacts { facts.add($0) }
      }
    }
    return facts.all
  }

  /// All the facts there, in any order and perhaps more than once.
  var facts: [UInt64] { (0..<count).flatMap { kept(entries[$0])?.facts ?? [entries[$0]] } }

  /// What the entries from `mark` on come to.
  func unknown(from mark: Int) -> Unknown {
    if count == mark + 1 { return kept(entries[mark]) ?? Unknown(fact: entries[mark]) }
    return Unknown(sorted: Array(first(Unknown.limit, from: mark, to: count)))
  }

  /// The one entry from `mark` on, however often it stands there; `nil` if there are others.
  func only(from mark: Int) -> Unknown? {
    guard count > mark else { return nil }
    let entry = entries[mark]
    for place in mark..<count where entries[place] != entry { return nil }
    return kept(entry) ?? Unknown(fact: entry)
  }

  private func kept(_ entry: UInt64) -> Unknown? {
    guard entry & Self.several != 0 else { return nil }
    return UnsafeRawPointer(bitPattern: UInt(entry & ~Self.several)).map(Unknown.init(keptAt:))
  }

  /// Drops those of the few entries above `fresh` that lie above `mark` already: anywhere if these are not many, else
  /// among the first and the last.
  mutating func tidy(since mark: Int, fresh: Int) {
    var end = fresh
    let isShort = fresh - mark <= Self.many
    let last = isShort ? mark : max(mark, fresh - 4)
    for place in fresh..<count {
      let entry = entries[place]
      if entries[mark] == entry || isThere(entry, last..<end) { continue }
      entries[end] = entry
      end += 1
    }
    count = end
  }

  /// To look through more would take longer than to sort them in the end.
  static let many = 48

  private func isThere(_ entry: UInt64, _ places: Range<Int>) -> Bool {
    for place in places where entries[place] == entry { return true }
    return false
  }
}

/// The first facts of many, in order and each once; the second half of the memory is for joining.
private struct FirstFacts {
  private let memory: UnsafeMutableBufferPointer<UInt64>
  /// So many are kept.
  private let limit: Int
  private var start = 0
  private var count = 0

  init(_ limit: Int, in memory: UnsafeMutableBufferPointer<UInt64>) {
    self.limit = limit
    self.memory = memory
  }

  var all: UnsafeBufferPointer<UInt64> { UnsafeBufferPointer(rebasing: memory[start..<(start + count)]) }

  /// Whether neither the fact nor any after it is among the first.
  private func isBeyond(_ fact: UInt64) -> Bool { count == limit && memory[start + count - 1] <= fact }

  mutating func add(_ fact: UInt64) {
    if isBeyond(fact) { return }
    var place = start + count
    while place > start, fact < memory[place - 1] { place -= 1 }
    if place > start, memory[place - 1] == fact { return }
    if count < limit { count += 1 }
    var last = start + count - 1
    while last > place {
      memory[last] = memory[last - 1]
      last -= 1
    }
    memory[place] = fact
  }

  /// Adds facts that are in order.
  mutating func add(_ others: UnsafeBufferPointer<UInt64>) {
    if let first = others.first, isBeyond(first) { return }
    let target = Unknown.limit - start
    var (mine, other, joined) = (0, 0, 0)
    while joined < limit, mine < count || other < others.count {
      let fact: UInt64
      if other == others.count || (mine < count && memory[start + mine] <= others[other]) {
        fact = memory[start + mine]
        if other < others.count, others[other] == fact { other += 1 }
        mine += 1
      } else {
        fact = others[other]
        other += 1
      }
      memory[target + joined] = fact
      joined += 1
    }
    start = target
    count = joined
  }
}
