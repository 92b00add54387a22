internal import Expressions
internal import Topology

/// Users' own attributes as values of the rule language; `position` is that in `Topology.customAttributes`.
extension ModelSource {
  /// Texts of the wrong type are refused before rules run; here they would be as good as nothing.
  func attribute(_ position: Int, _ entity: EntityID) -> Value {
    let attribute = topology.customAttributes[position]
    if let value = topology.customFact(attribute.name, of: entity).flatMap({ attribute.value(of: $0.text) }) {
      return value
    }
    return .unknown(Unknown(fact: FactID(ColumnID(table: entity.table, custom: position), row: entity.row).rawValue))
  }

  /// Whether anything is written, `none` included.
  func hasAttribute(_ position: Int, _ entity: EntityID) -> Bool {
    topology.customFact(topology.customAttributes[position].name, of: entity) != nil
  }
}
