internal import Synchronization

/// Something that is made when it is first asked for, once, by whichever thread asks.
final class Deferred<Value: Sendable>: Sendable {
  private let known: Mutex<Value?>
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) {
    known = Mutex(nil)
    self.make = make
  }

  /// Something that is there already.
  init(_ value: Value) {
    known = Mutex(value)
    make = { value }
  }

  var value: Value {
    known.withLock { known in
      if let known { return known }
      let value = make()
      known = value
      return value
    }
  }
}
