internal import Analysis
internal import Checking
internal import Rules
internal import Topology

extension Explainer {
  /// Everything that can be asked for by name, without repetition: for suggestions and completion.
  ///
  /// Figures are listed for components and workloads, facts are not: there are too many.
  public var names: [String] {
    var seen: Set<String> = []
    return (modelNames + rules.map(\.id) + TermExplanation.all).filter { seen.insert($0).inserted }
  }

  private var modelNames: [String] {
    guard let model else { return [] }
    let topology = model.topology
    let tables: [TableID] = [.party, .operation, .interface, .workload, .dataSet, .link]
    let entities = tables.flatMap { table in topology.rows(of: table).map { topology.id(of: EntityID(table, $0)) } }
    let figures = [TableID.party, .workload].flatMap { table in
      // Clients bring demand, they carry none.
      topology.rows(of: table).filter { table != .party || topology.kind(ofParty: $0) != .client }.flatMap { row in
        FigureCatalog.figures(of: table).map { "\(topology.id(of: EntityID(table, row))).\($0.name)" }
      }
    }
    return entities + (topology.name.map { [$0] } ?? []) + model.findings.map(\.shortID)
      + model.report.questions.map(\.name) + figures
  }
}
