import Synchronization
import Topology

/// A value that is computed once, when it is first asked for, by whichever thread asks.
public final class Lazily<Value: Sendable>: Sendable {
  private let kept = Mutex<Kept<Value>?>(nil)
  private let revision = ReadLog.current?.revision
  private let earlier: Lazily?
  private let make: @Sendable () -> Value
  private let lineage: Lineage?

  /// - Parameters:
  ///   - earlier: The same value of an earlier revision.
  ///   - isSame: Whether a value that had to be computed anew is what it was, so that what rests on it holds; left out
  ///     where that seldom happens.
  public init(
    after earlier: Lazily? = nil, isSame: (@Sendable (Value, Value) -> Bool)? = nil,
    _ make: @escaping @Sendable () -> Value
  ) {
    self.earlier = earlier
    self.make = make
    lineage = isSame.map { _ in earlier?.lineage ?? Lineage() }
    guard let isSame, let lineage, let revision else { return }
    revision.compare(lineage) { [weak self] part in
      guard let self, let before = value(of: part) else { return false }
      return isSame(before, ReadLog.unrecorded { self.value })
    }
  }

  public var value: Value { shared.value }

  /// The value behind a reference, for what has many parts and is asked for once for each row of a table.
  var shared: Shared<Value> { result.used() }

  /// The value with what it rests on, for those who use a part of it.
  var result: Kept<Value> {
    kept.withLock { kept in
      if let kept { return kept }
      let made = Kept(for: revision, of: lineage, after: { earlier?.latest }, make)
      kept = made
      return made
    }
  }

  /// What the value was when it had a part.
  func value(of part: Part) -> Value? {
    if let kept = kept.withLock({ $0 }), kept.part === part { return kept.unused }
    return earlier?.value(of: part)
  }

  /// The value if somebody asked for it before, on this revision or an earlier one; only to take over from.
  var known: Value? { latest?.unused }

  private var latest: Kept<Value>? { kept.withLock { $0 } ?? earlier?.latest }
}

/// A value behind a reference.
final class Shared<Value: Sendable>: Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}

/// A question of which there are few, so that an array can hold the answers.
protocol FewQuestions: Sendable {
  static var all: [Self] { get }
  /// Its place in the list.
  var number: Int { get }
}

extension FewQuestions where Self: CaseIterable & RawRepresentable, RawValue == Int {
  static var all: [Self] { Array(allCases) }
  var number: Int { rawValue }
}

/// Values that are computed once for each of a few questions, when they are first asked for.
final class LazilyByKey<Key: FewQuestions, Value: Sendable>: Sendable {
  private let answers: [Lazily<Value>]

  /// - Parameter earlier: The same values of an earlier revision.
  init(after earlier: LazilyByKey? = nil, _ make: @escaping @Sendable (Key) -> Value) {
    answers = Key.all.map { key in Lazily(after: earlier?.answers[key.number]) { make(key) } }
  }

  subscript(key: Key) -> Value { answers[key.number].value }

  /// What somebody asked for before; only to take over from.
  func known(_ key: Key) -> Value? { answers[key.number].known }
}
