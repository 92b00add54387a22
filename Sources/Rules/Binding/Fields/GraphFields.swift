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
