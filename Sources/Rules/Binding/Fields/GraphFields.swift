internal import Expressions
internal import Topology

/// What follows from the graph.
class BoundNavigation: BoundField {
  private let parties = ModelTypes.kinds
  private let navigation: Navigation
  /// The source owns its fields; nobody else has them.
  fileprivate unowned(unsafe) let source: ModelSource

  init(_ navigation: Navigation, _ source: ModelSource) {
    self.navigation = navigation
    self.source = source
  }

  override func value(of object: ObjectRef) -> Value { source.navigate(navigation, source.entity(of: object)) }

  override func scalar(of object: ObjectRef) -> Scalar { source.scalar(navigation, object) }

  override func visit(_ object: ObjectRef, _ member: (ObjectRef, Unknown?) -> Bool) -> ListVisit {
    if case .data = navigation, object.type < parties { return source.visitDataSets(at: Int(object.row), member) }
    return .noList
  }
}

/// The component that an operation or interface belongs to.
final class BoundComponent: BoundNavigation {
  private let operationOwners: [UInt64]
  private let interfaceOwners: [UInt64]
  private let (operation, interface) = (ModelTypes.number(of: .operation), ModelTypes.number(of: .interface))

  init(_ source: ModelSource) {
    operationOwners = source.index.operationOwners
    interfaceOwners = source.index.interfaceOwners
    super.init(.component, source)
  }

  override func scalar(of object: ObjectRef) -> Scalar {
    if object.type == operation { return .bits(operationOwners[Int(object.row)]) }
    if object.type == interface { return .bits(interfaceOwners[Int(object.row)]) }
    return super.scalar(of: object)
  }
}

/// Something of a ring that a rule's `cycles` asks for.
final class BoundRingField: BoundField {
  private let field: RingField
  /// The source owns its fields; nobody else has them.
  private unowned(unsafe) let source: ModelSource

  init(_ field: RingField, _ source: ModelSource) {
    self.field = field
    self.source = source
  }

  override func value(of object: ObjectRef) -> Value { source.ringValue(field, Int(object.row)) }
}

/// A user's own attribute.
final class BoundAttribute: BoundField {
  private let position: Int
  /// The source owns its fields; nobody else has them.
  private unowned(unsafe) let source: ModelSource

  init(_ position: Int, _ source: ModelSource) {
    self.position = position
    self.source = source
  }

  override func value(of object: ObjectRef) -> Value { source.attribute(position, source.entity(of: object)) }

  override func isStated(in object: ObjectRef) -> Bool { source.hasAttribute(position, source.entity(of: object)) }
}
