public import Topology

/// The facts for want of which a verdict is open: the first ones of them, each once.
///
/// Most verdicts on a large model are open. Their facts lie in the verdict itself: memory of its own for each of them took
/// longer than deciding.
public struct MissingFacts: RandomAccessCollection, Sendable {
  /// At most so many are named.
  public static let limit = 8

  /// How many there are.
  public private(set) var count = 0
  private var facts: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0, 0)

  /// None.
  init() {}

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  public subscript(position: Int) -> FactID {
    precondition(position >= 0 && position < count, "one of the facts")
    return FactID(rawValue: withUnsafeBytes(of: facts) { $0.load(fromByteOffset: 8 * position, as: UInt64.self) })
  }

  /// Adds those of further facts that are not there yet, as far as there is room. Among themselves they are distinct.
  mutating func add(_ others: UnsafeBufferPointer<UInt64>) {
    let known = count
    var next = known
    withUnsafeMutableBytes(of: &facts) { memory in
      let facts = memory.assumingMemoryBound(to: UInt64.self)
      for fact in others where next < Self.limit && !facts[..<known].contains(fact) {
        facts[next] = fact
        next += 1
      }
    }
    count = next
  }
}
