import Synchronization
import Topology

/// Values by row that are computed together, when somebody first asks for one.
///
/// Who uses some of the rows rests on these alone: when a changed fact has them computed anew, what used rows that came out
/// the same still holds.
final class LazyRows<Value: Sendable & Equatable>: Sendable {
  private let all: Lazily<[Value]>
  private let parts = Mutex<[Part?]>([])
  private let lineage: Lineage

  /// - Parameter earlier: The same values of an earlier revision.
  init(after earlier: LazyRows? = nil, _ make: @escaping @Sendable () -> [Value]) {
    let all = Lazily(after: earlier?.all, make)
    let lineage = earlier?.lineage ?? Lineage()
    self.all = all
    self.lineage = lineage
    ReadLog.current?.revision.compare(lineage) { [weak all] part in
      guard let all, let before = part.whole.flatMap(all.value(of:)) else { return false }
      return before[part.row] == ReadLog.unrecorded { all.value[part.row] }
    }
  }

  subscript(row: Int) -> Value {
    let result = all.result
    if let log = ReadLog.current, let whole = result.part { log.use(part(row, whole)) }
    return result.unused[row]
  }

  private func part(_ row: Int, _ whole: Part) -> Part {
    parts.withLock { parts in
      if parts.count <= row { parts += [Part?](repeating: nil, count: row + 1 - parts.count) }
      if let known = parts[row] { return known }
      let made = Part(row, of: whole, lineage)
      parts[row] = made
      return made
    }
  }
}
