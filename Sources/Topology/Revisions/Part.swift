internal import Synchronization

/// One result through all revisions, for results that are compared when they had to be computed anew.
public final class Lineage: Sendable {
  public init() {}
}

/// What one result was computed from: facts of a revision, and other results.
public final class Part: Sendable {
  /// The revision it was computed on.
  let revision: Revision
  private let facts: FactFilter
  private let parts: [Part]
  /// The same without their references being counted, which takes longer than asking them.
  private let uncounted: [Unmanaged<Part>]
  private let lineage: Lineage?
  /// The columns that it and its parts were computed from, and the oldest revision among them.
  private let columns: ColumnMask
  private let oldest: Int
  /// The revision that was asked about last, with the answer in the lowest bit.
  private let lastAnswer: Atomic<Int>

  init(_ revision: Revision, _ facts: FactFilter, _ parts: [Part], of lineage: Lineage? = nil) {
    self.revision = revision
    self.lineage = lineage
    self.facts = facts
    self.parts = parts
    uncounted = parts.map(Unmanaged.passUnretained)
    columns = parts.reduce(into: facts.mask) { $0.formUnion($1.columns) }
    oldest = parts.reduce(revision.number) { min($0, $1.oldest) }
    lastAnswer = Atomic(revision.number << 1 | 1)
  }

  /// Whether the result is the same on a later revision. O(parts) when first asked about one, then O(1).
  public func holds(in later: Revision) -> Bool {
    let known = lastAnswer.load(ordering: .relaxed)
    if known >> 1 == later.number { return known & 1 == 1 }
    let holds = isUntouched(in: later) || lineage.map { later.comesOutTheSame(self, $0) } ?? false
    lastAnswer.store(later.number << 1 | (holds ? 1 : 0), ordering: .relaxed)
    return holds
  }

  /// Whether nothing that it was computed from differs.
  public func isUntouched(in later: Revision) -> Bool {
    if later.surelyLeaves(columns, since: revision, from: oldest) { return true }
    if revision.number != later.number, later.mayTouch(facts, since: revision) { return false }
    for part in uncounted {
      if !part._withUnsafeGuaranteedRef({ $0.holds(in: later) }) { return false }
    }
    return true
  }
}
