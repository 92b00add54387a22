internal import Checking
internal import Rules
internal import Topology

/// Explains an attribute of users' own that the configuration gives a type: what it is, and what one subject has of it.
struct AttributeExplanation {
  let name: String
  let attributes: [CustomAttribute]

  /// `nil` for a name without a type; such an attribute is a note to people, and no word of the language.
  init?(_ name: String, in topology: Topology) {
    let own = topology.customAttributes.filter { $0.name == name }
    if own.isEmpty { return nil }
    self.name = name
    attributes = own
  }

  /// The attribute as a word of the language.
  func explanation() -> Explanation {
    Explanation(
      subject: name, kind: .term, title: "`\(name)` in the configuration", sections: attributes.map(section))
  }

  /// The attribute of one subject, with the verdicts that wait for it.
  func explanation(of entity: EntityID, _ model: ModelView) -> Explanation? {
    guard
      let position = model.topology.customAttributes.firstIndex(where: { $0.name == name && $0.fits(entity, model) })
    else { return nil }
    let subject = "\(model.topology.id(of: entity)).\(name)"
    let fact = FactID(ColumnID(table: entity.table, custom: position), row: entity.row)
    let written = model.topology.customFact(name, of: entity)
    let line = Explanation.FactLine(
      name, written?.text ?? "not stated", basis: written == nil ? nil : Basis.stated.word,
      span: written.flatMap { model.topology.places[$0.place] }.map(model.span))
    return Explanation(
      subject: subject, kind: .fact, title: "fact `\(subject)`: \(written?.text ?? "not stated")",
      sections: [
        Explanation.Section("", [.facts([line])]), section(model.topology.customAttributes[position]),
        Explanation.Section("What it would settle", [.list(model.openVerdicts(waitingFor: fact))]),
      ])
  }

  private func section(_ attribute: CustomAttribute) -> Explanation.Section {
    Explanation.Section(
      "Attribute of every \(attribute.owner)",
      [
        .paragraph(attribute.doc),
        .facts([Explanation.FactLine("type", attribute.type.rawValue)]),
        .paragraph("Rules read it as a field: what nobody states is unknown, and `none` says that there is none."),
      ])
  }
}

extension CustomAttribute {
  /// Whether the attribute is one of the entity's.
  fileprivate func fits(_ entity: EntityID, _ model: ModelView) -> Bool {
    let word = entity.table == .dataSet ? "data" : model.topology.kindWord(entity)
    return objectTypes.contains(word)
  }
}
