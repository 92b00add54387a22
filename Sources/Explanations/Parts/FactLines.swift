internal import Diagnostics
internal import Topology

/// Facts of the model as lines.
extension ModelView {
  /// A fact with its value, basis and place; `named` replaces the whole name where the entity is clear.
  func line(_ fact: FactID, named name: String? = nil) -> Explanation.FactLine {
    let state = topology.state(fact.column, fact.row)
    return Explanation.FactLine(
      name ?? topology.describe(fact), topology.valueText(fact),
      basis: state == .unknown ? nil : topology.basis(fact.column, fact.row).word, note: remark(on: fact),
      span: topology.place(of: fact).map(span))
  }

  /// What is stated of an entity, in the order of the schema table; fields whose value comes from the language last.
  func statedFacts(of entity: EntityID) -> [Explanation.FactLine] {
    let facts = topology.statedColumns(of: entity).filter { isLeaf($0, entity) }.map { FactID($0.id, row: entity.row) }
    let written = facts.filter { topology.basis($0.column, $0.row) != .definition }
    let defined = facts.filter { topology.basis($0.column, $0.row) == .definition }
    return (written + defined).map { line($0, named: Schema.column($0.column).path) } + customFacts(of: entity)
  }

  /// The first words on an entity: where it is defined.
  func definition(of entity: EntityID) -> Explanation.Block {
    guard let place = topology.definition(entity) else { return .facts([]) }
    return .facts([Explanation.FactLine("defined", "", span: place.key)])
  }

  /// The whole of a fact, from its key to the end of its value.
  func span(_ place: Place) -> Span {
    guard place.key.file == place.value.file, place.value.end >= place.key.start else { return place.key }
    return Span(file: place.key.file, start: place.key.start, end: place.value.end)
  }

  /// Records are told by their fields, unless they are declared none.
  private func isLeaf(_ column: ColumnSpec, _ entity: EntityID) -> Bool {
    guard case .record = column.field.type else { return true }
    return topology.state(column.id, entity.row) == .none
  }

  private func remark(on fact: FactID) -> String? {
    guard let remark = topology.remark(on: fact) else { return nil }
    let parts = [
      remark.reason, remark.evidence.map { "evidence: \($0)" }, remark.date.map { "as of \($0)" },
      remark.until.map { "until \($0)" },
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private func customFacts(of entity: EntityID) -> [Explanation.FactLine] {
    topology.customFacts.filter { $0.entity == entity }.map { fact in
      Explanation.FactLine(fact.name, fact.text, basis: Basis.stated.word, span: topology.places[fact.place].map(span))
    }
  }
}
