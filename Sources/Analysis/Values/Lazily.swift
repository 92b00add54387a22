import Synchronization

/// A value that is computed once, when it is first asked for, by whichever thread asks.
final class Lazily<Value: Sendable>: Sendable {
  private let state = Mutex<Value?>(nil)
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  var value: Value {
    state.withLock { known in
      if let known { return known }
      let value = make()
      known = value
      return value
    }
  }
}

/// Values that are computed once for each key, when they are first asked for.
final class LazilyByKey<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let known = Mutex<[Key: Lazily<Value>]>([:])
  private let make: @Sendable (Key) -> Value

  init(_ make: @escaping @Sendable (Key) -> Value) { self.make = make }

  subscript(key: Key) -> Value {
    let make = make
    let lazily = known.withLock { known in
      let lazily = known[key] ?? Lazily { make(key) }
      known[key] = lazily
      return lazily
    }
    return lazily.value
  }
}
