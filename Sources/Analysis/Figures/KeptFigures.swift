import Synchronization
import Topology

/// The figures of the catalogue that somebody asked for, each computed once.
final class KeptFigures: Sendable {
  private let columns: [FigureColumn]

  /// - Parameter earlier: Those of an earlier revision.
  init(of topology: Topology, after earlier: KeptFigures?) {
    let revision = ReadLog.current?.revision
    columns = FigureCatalog.all.indices.map { index in
      FigureColumn(
        rows: topology.count(FigureCatalog.all[index].table), revision, after: earlier?.columns[index])
    }
  }

  /// A figure of a row, made where nobody asked before.
  func value(_ figure: Int, _ row: Int, _ make: () -> Estimate) -> Estimate { columns[figure].value(row, make) }
}

/// One figure of all rows of a table.
private final class FigureColumn: Sendable {
  private let known: Mutex<[Kept<Estimate>?]>
  private let rows: Int
  private let revision: Revision?
  private let earlier: FigureColumn?

  init(rows: Int, _ revision: Revision?, after earlier: FigureColumn?) {
    known = Mutex([])
    self.rows = rows
    self.revision = revision
    self.earlier = earlier
  }

  func value(_ row: Int, _ make: () -> Estimate) -> Estimate {
    if let kept = kept(row) { return kept.used() }
    let kept = Kept(for: revision, after: { earlier?.latest(row) }, make)
    known.withLock { known in
      if known.isEmpty { known = Array(repeating: nil, count: rows) }
      known[row] = kept
    }
    return kept.used()
  }

  private func kept(_ row: Int) -> Kept<Estimate>? { known.withLock { $0.isEmpty ? nil : $0[row] } }

  private func latest(_ row: Int) -> Kept<Estimate>? { kept(row) ?? earlier?.latest(row) }
}
