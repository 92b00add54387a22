import Synchronization
import Topology

/// A value that is computed once, when it is first asked for, by whichever thread asks.
public final class Lazily<Value: Sendable>: Sendable {
  private let kept = Mutex<Kept<Value>?>(nil)
  private let revision: Revision?
  private let earlier: Lazily?
  private let make: @Sendable () -> Value

  /// - Parameter earlier: The same value of an earlier revision.
  public convenience init(after earlier: Lazily? = nil, _ make: @escaping @Sendable () -> Value) {
    self.init(ReadLog.current?.revision, after: earlier, make)
  }

  fileprivate init(_ revision: Revision?, after earlier: Lazily?, _ make: @escaping @Sendable () -> Value) {
    self.revision = revision
    self.earlier = earlier
    self.make = make
  }

  public var value: Value {
    kept.withLock { kept in
      if let kept { return kept }
      let made = Kept(for: revision, after: { earlier?.latest }, make)
      kept = made
      return made
    }.used()
  }

  /// The value if somebody asked for it before, on this revision or an earlier one; only to take over from.
  var known: Value? { latest?.unused }

  private var latest: Kept<Value>? { kept.withLock { $0 } ?? earlier?.latest }
}

/// Values that are computed once for each key, when they are first asked for.
final class LazilyByKey<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let known = Mutex<[Key: Lazily<Value>]>([:])
  private let revision = ReadLog.current?.revision
  private let earlier: LazilyByKey?
  private let make: @Sendable (Key) -> Value

  /// - Parameter earlier: The same values of an earlier revision.
  init(after earlier: LazilyByKey? = nil, _ make: @escaping @Sendable (Key) -> Value) {
    self.earlier = earlier
    self.make = make
  }

  subscript(key: Key) -> Value { lazily(key).value }

  private func lazily(_ key: Key) -> Lazily<Value> {
    let make = make
    let before = earlier?.lazily(key)
    return known.withLock { known in
      let lazily = known[key] ?? Lazily(revision, after: before) { make(key) }
      known[key] = lazily
      return lazily
    }
  }
}
