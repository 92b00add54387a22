import Topology

/// A result with what it was computed from, where the model has a revision.
struct Kept<Value: Sendable>: Sendable {
  private let shared: Shared<Value>
  let part: Part?

  /// Takes the result of an earlier revision over if it holds; else computes it.
  ///
  /// - Parameters:
  ///   - revision: The revision it is for; `nil` where nobody keeps results.
  ///   - lineage: Where those who used the earlier result may go on using it if it comes out the same.
  ///   - earlier: The same result of an earlier revision.
  init(for revision: Revision?, of lineage: Lineage? = nil, after earlier: () -> Kept?, _ make: () -> Value) {
    guard let revision else {
      (shared, part) = (Shared(make()), nil)
      return
    }
    if let known = earlier(), let part = known.part,
      lineage == nil ? part.holds(in: revision) : part.isUntouched(in: revision)
    {
      self = known
    } else {
      let recorded = ReadLog.recording(revision, of: lineage, make)
      (shared, part) = (Shared(recorded.result), recorded.part)
    }
  }

  /// The result for somebody who does not rest on it.
  var unused: Value { shared.value }

  /// The result, for whatever computation runs on this thread.
  func used() -> Shared<Value> {
    if let part { ReadLog.current?.use(part) }
    return shared
  }
}
