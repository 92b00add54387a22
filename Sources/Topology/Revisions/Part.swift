internal import Synchronization

/// What one result was computed from: facts of a revision, and other results.
public final class Part: Sendable {
  /// The revision it was computed on.
  let revision: Revision
  private let facts: FactFilter
  private let parts: [Part]
  /// The revision that was asked about last, with the answer in the lowest bit.
  private let lastAnswer: Atomic<Int>

  init(_ revision: Revision, _ facts: FactFilter, _ parts: [Part]) {
    self.revision = revision
    self.facts = facts
    self.parts = parts
    lastAnswer = Atomic(revision.number << 1 | 1)
  }

  /// Whether the result is the same on a later revision. O(parts) when first asked about one, then O(1).
  public func holds(in later: Revision) -> Bool {
    let known = lastAnswer.load(ordering: .relaxed)
    if known >> 1 == later.number { return known & 1 == 1 }
    let holds = isUntouched(in: later)
    lastAnswer.store(later.number << 1 | (holds ? 1 : 0), ordering: .relaxed)
    return holds
  }

  private func isUntouched(in later: Revision) -> Bool {
    guard let changes = later.changes(since: revision) else { return false }
    return !changes.contains(where: facts.mayContain) && parts.allSatisfy { $0.holds(in: later) }
  }
}
