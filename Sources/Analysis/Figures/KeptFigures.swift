import Topology

/// The figures of the catalogue that somebody asked for, each computed once.
final class KeptFigures: Sendable {
  private let columns: [MemoByRow<Estimate>]

  /// - Parameter earlier: Those of an earlier revision.
  init(of topology: Topology, after earlier: KeptFigures?) {
    columns = FigureCatalog.all.indices.map { index in
      MemoByRow(topology.count(FigureCatalog.all[index].table), after: earlier?.columns[index])
    }
  }

  /// A figure of a row, made where nobody asked before.
  func value(_ figure: Int, _ row: Int, _ make: () -> Estimate) -> Estimate { columns[figure].value(row, make) }
}
