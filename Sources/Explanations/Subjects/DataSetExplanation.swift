internal import Topology

/// Explains a data set.
struct DataSetExplanation {
  let row: Int
  let model: ModelView
  private var topology: Topology { model.topology }
  private var entity: EntityID { EntityID(.dataSet, row) }

  func explanation() -> Explanation {
    Explanation(
      subject: topology.id(of: entity), kind: .data, title: "data set \(model.quoted(entity))",
      sections: [
        Explanation.Section("", [.paragraph(summary), model.definition(of: entity)]),
        Explanation.Section("What is stated", [.facts(model.statedFacts(of: entity))]),
        Explanation.Section("Its copies", records(.copy)),
        Explanation.Section("How it is made", records(.transformation)),
        Explanation.Section("Links that carry it", [.facts(model.lines(ofLinks: carriers))]),
      ] + model.verdictSections(on: model.surroundings(of: entity)))
  }

  private var summary: String {
    guard let canonical = topology.references(Facts.DataSet.canonical, row) else {
      return "Nobody said where its canonical source is."
    }
    if canonical.isEmpty { return "It has no canonical source." }
    return "Its canonical source is \(canonical.map { model.quoted($0) }.joined(separator: " and "))."
  }

  private func records(_ table: TableID) -> [Explanation.Block] {
    topology.rows(of: table).map { EntityID(table, $0) }.filter { topology.owner($0) == row }.flatMap { record in
      [.paragraph(model.quoted(record) + ":"), .facts(model.statedFacts(of: record))] as [Explanation.Block]
    }
  }

  private var carriers: [Int32] {
    topology.rows(of: .link).filter { topology.references(Facts.Link.data, $0)?.contains(entity) == true }.map(
      Int32.init)
  }
}
