import Topology

/// A result with what it was computed from, where the model has a revision.
struct Kept<Value: Sendable>: Sendable {
  private let shared: Shared<Value>
  private let part: Part?

  /// Takes the result of an earlier revision over if it holds; else computes it.
  ///
  /// - Parameters:
  ///   - revision: The revision it is for; `nil` where nobody keeps results.
  ///   - earlier: The same result of an earlier revision.
  init(for revision: Revision?, after earlier: () -> Kept?, _ make: () -> Value) {
    guard let revision else {
      (shared, part) = (Shared(make()), nil)
      return
    }
    if let known = earlier(), let part = known.part, part.holds(in: revision) {
      self = known
    } else {
      let recorded = ReadLog.recording(revision, make)
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
