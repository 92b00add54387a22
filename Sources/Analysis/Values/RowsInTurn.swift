import Synchronization
import Topology

/// Values by row of which each is computed from some that come before it, all when somebody first asks for one.
///
/// Each rests on what it was computed from alone, so that a changed fact costs no more than the rows that follow from it.
final class RowsInTurn<Value: Sendable>: Sendable {
  private let known = Mutex<[Kept<Value>]?>(nil)
  private let revision = ReadLog.current?.revision
  private let earlier: RowsInTurn?
  private let order: Lazily<[Int32]>
  private let make: @Sendable (_ row: Int, _ before: (Int) -> Value?) -> Value

  /// - Parameters:
  ///   - order: Every row once.
  ///   - earlier: The same values of an earlier revision.
  ///   - make: Computes a row, given those before it; `nil` for one whose turn is later.
  init(
    _ order: Lazily<[Int32]>, after earlier: RowsInTurn? = nil,
    _ make: @escaping @Sendable (_ row: Int, _ before: (Int) -> Value?) -> Value
  ) {
    self.order = order
    self.earlier = earlier
    self.make = make
  }

  subscript(row: Int) -> Value { all()[row].used().value }

  private func all() -> [Kept<Value>] {
    known.withLock { known in
      if let known { return known }
      let made = ReadLog.unrecorded { compute(after: earlier?.latest) }
      known = made
      return made
    }
  }

  private func compute(after earlier: [Kept<Value>]?) -> [Kept<Value>] {
    let order = order.value.map(Int.init)
    var rows = [Kept<Value>?](repeating: nil, count: order.count)
    for row in order {
      rows[row] = Kept(for: revision, after: { earlier?[row] }) {
        // What comes before it is part of what it rests on.
        _ = self.order.shared
        return make(row) { rows[$0]?.used().value }
      }
    }
    return rows.compactMap(\.self)
  }

  private var latest: [Kept<Value>]? { known.withLock { $0 } ?? earlier?.latest }
}
