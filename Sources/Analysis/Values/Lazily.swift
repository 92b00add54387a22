import Synchronization

/// A value that is computed once, when it is first asked for, by whichever thread asks.
final class Lazily<Value: Sendable>: Sendable {
  private let known = Mutex<Shared<Value>?>(nil)
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  var value: Value { shared.value }

  /// The value behind a reference, for what has many parts and is asked for once for each row of a table.
  var shared: Shared<Value> {
    known.withLock { known in
      if let known { return known }
      let shared = Shared(make())
      known = shared
      return shared
    }
  }
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

  init(_ make: @escaping @Sendable (Key) -> Value) {
    answers = Key.all.map { key in Lazily { make(key) } }
  }

  subscript(key: Key) -> Value { answers[key.number].value }
}
