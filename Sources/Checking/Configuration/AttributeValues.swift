public import Diagnostics
internal import Rules
public import Topology

/// Compares the `x_` facts of a topology with the types that the configuration gives them.
public enum AttributeValues {
  /// A message for each value that is not of its type. Attributes without a type may hold anything. O(`x_` facts).
  public static func problems(in topology: Topology) -> [Diagnostic] {
    if topology.customAttributes.isEmpty { return [] }
    return topology.customFacts.compactMap { fact in
      let owner = type(of: fact.entity, in: topology)
      let attribute = topology.customAttributes.first { $0.name == fact.name && $0.objectTypes.contains(owner) }
      guard let attribute, let problem = attribute.problem(with: fact.text) else { return nil }
      return .error(
        "wrong-value", "\(problem), which the configuration wants for `\(fact.name)` of a \(attribute.owner)",
        at: topology.places[fact.place]?.value, helps: attribute.doc.isEmpty ? [] : ["`\(fact.name)`: \(attribute.doc)"]
      )
    }
  }

  private static func type(of entity: EntityID, in topology: Topology) -> String {
    entity.table == .dataSet
      ? "data" : entity.table == .party ? "\(topology.kind(ofParty: entity.row))" : "\(entity.table)"
  }
}
