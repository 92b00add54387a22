import Synchronization

/// A value that is computed once, by whichever thread asks first; two may compute it at once.
final class Once<Value: Sendable>: Sendable {
  private let known = Mutex<Value?>(nil)

  /// The value, made where nobody asked before.
  func value(_ make: () -> Value) -> Value {
    if let value = known.withLock({ $0 }) { return value }
    let value = make()
    known.withLock { $0 = value }
    return value
  }
}

/// Values that are computed once for each question, by whichever thread asks first; two may ask at once.
final class Memo<Question: Hashable & Sendable, Value: Sendable>: Sendable {
  private let known = Mutex<[Question: Value]>([:])

  /// The value of a question, made where nobody asked before.
  func value(_ question: Question, _ make: () -> Value) -> Value {
    if let value = known.withLock({ $0[question] }) { return value }
    let value = make()
    known.withLock { $0[question] = value }
    return value
  }
}

/// The same for questions about the rows of a table, of which most are asked.
final class MemoByRow<Value: Sendable>: Sendable {
  private let count: Int
  /// Empty until the first question.
  private let known = Mutex<[Value?]>([])

  /// - Parameter count: the number of rows.
  init(_ count: Int) { self.count = count }

  /// The value of a row, made where nobody asked before.
  func value(_ row: Int, _ make: () -> Value) -> Value {
    if let value = known.withLock({ $0.isEmpty ? nil : $0[row] }) { return value }
    let value = make()
    known.withLock { known in
      if known.isEmpty { known = [Value?](repeating: nil, count: count) }
      known[row] = value
    }
    return value
  }
}
