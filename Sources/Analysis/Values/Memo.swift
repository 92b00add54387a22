import Synchronization
import Topology

/// A value that is computed once, by whichever thread asks first; two may compute it at once.
final class Once<Value: Sendable>: Sendable {
  private let known = Mutex<Kept<Value>?>(nil)
  private let revision = ReadLog.current?.revision
  private let earlier: Once?

  /// - Parameter earlier: The same value of an earlier revision.
  init(after earlier: Once? = nil) { self.earlier = earlier }

  /// The value, made where nobody asked before.
  func value(_ make: () -> Value) -> Value {
    if let kept = known.withLock({ $0 }) { return kept.used().value }
    let kept = Kept(for: revision, after: { earlier?.latest }, make)
    known.withLock { $0 = kept }
    return kept.used().value
  }

  /// That of an earlier revision, only to take over from.
  var earlierValue: Value? { earlier?.latest?.unused }

  private var latest: Kept<Value>? { known.withLock { $0 } ?? earlier?.latest }
}

/// Values that are computed once for each question, by whichever thread asks first; two may ask at once.
public final class Memo<Question: Hashable & Sendable, Value: Sendable>: Sendable {
  private let known = Mutex<[Question: Kept<Value>]>([:])
  private let revision = ReadLog.current?.revision
  private let earlier: Memo?

  /// - Parameter earlier: The same values of an earlier revision.
  public init(after earlier: Memo? = nil) { self.earlier = earlier }

  /// The value of a question, made where nobody asked before.
  public func value(_ question: Question, _ make: () -> Value) -> Value {
    if let kept = known.withLock({ $0[question] }) { return kept.used().value }
    let kept = Kept(for: revision, after: { earlier?.latest(question) }, make)
    known.withLock { $0[question] = kept }
    return kept.used().value
  }

  private func latest(_ question: Question) -> Kept<Value>? {
    known.withLock { $0[question] } ?? earlier?.latest(question)
  }
}

/// The same for questions about the rows of a table, of which most are asked.
final class MemoByRow<Value: Sendable>: Sendable {
  private let count: Int
  /// Empty until the first question.
  private let known = Mutex<[Kept<Value>?]>([])
  private let revision: Revision?
  private let earlier: MemoByRow?

  /// - Parameters:
  ///   - count: the number of rows.
  ///   - revision: that of the values; as a rule the one that is being made.
  ///   - earlier: the same values of an earlier revision.
  init(_ count: Int, for revision: Revision? = ReadLog.current?.revision, after earlier: MemoByRow? = nil) {
    self.count = count
    self.revision = revision
    self.earlier = earlier
  }

  /// The value of a row, made where nobody asked before.
  func value(_ row: Int, _ make: () -> Value) -> Value {
    if let kept = kept(row) { return kept.used().value }
    let kept = Kept(for: revision, after: { earlier?.latest(row) }, make)
    known.withLock { known in
      if known.isEmpty { known = Array(repeating: nil, count: count) }
      known[row] = kept
    }
    return kept.used().value
  }

  private func kept(_ row: Int) -> Kept<Value>? { known.withLock { $0.isEmpty ? nil : $0[row] } }

  private func latest(_ row: Int) -> Kept<Value>? { kept(row) ?? earlier?.latest(row) }
}
