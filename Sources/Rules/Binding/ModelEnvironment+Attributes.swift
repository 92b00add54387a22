internal import Expressions
public import Topology

extension ModelEnvironment {
  /// The language with attributes of a user's own; without any it is `shared` itself. O(types · fields) for the copies.
  ///
  /// Their fields follow the shared ones, in the order of the list: models that are asked must declare the same list.
  public init(attributes: [CustomAttribute]) {
    self = Self.shared
    if attributes.isEmpty { return }
    let first = bindings.count
    bindings += attributes.indices.map(FieldBinding.attribute)
    environment.objectTypes = environment.objectTypes.map { type in
      let own = attributes.enumerated().filter { $1.objectTypes.contains(type.name) }
      let fields = own.map { position, attribute in
        ObjectField(
          attribute.name, attribute.expressionType, handle: Int32(first + position), doc: attribute.doc)
      }
      return ObjectType(type.name, supertypes: type.supertypes, fields: type.fields + fields, doc: type.doc)
    }
  }
}
