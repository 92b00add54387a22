internal import Expressions
internal import Topology

/// A field of the rule language bound to one model.
typealias BoundField = FieldReader

extension ModelSource {
  /// Binds a field to the model, with what counts as known at present.
  func bind(_ binding: FieldBinding) -> BoundField {
    switch binding {
    case .fact(let column, let reader): BoundFact(column, reader, self)
    case .record(let column, let type): BoundRecord(column, type: type, self)
    case .rows(let column, let type): BoundRows(column, type: type, self)
    case .list(let column, let reader): BoundList(column, reader, self)
    case .attribute(let position): BoundAttribute(position, self)
    case .navigation(.source): BoundLinkEnd(index.linkSources)
    case .navigation(.target): BoundLinkEnd(index.linkTargets)
    case .navigation(.sourceOperation): BoundOperationEnd(index.linkSourceOperations, .sourceOperation, self)
    case .navigation(.targetOperation): BoundOperationEnd(index.linkTargetOperations, .targetOperation, self)
    case .navigation(.kind): BoundKind(self)
    case .navigation(.component): BoundComponent(self)
    case .navigation(.readers): BoundAccess(.readers, self)
    case .navigation(.writers): BoundAccess(.writers, self)
    case .navigation(.writes): BoundAccess(.writes, self)
    case .navigation(.path(let relation)) where relation.isKept: BoundPath(relation, self)
    case .navigation(let navigation):
      NeighbourList(navigation).map { BoundNeighbours($0, navigation, self) } ?? BoundNavigation(navigation, self)
    case .figure(let figure): BoundFigure(figure, self)
    case .figureGroup(let type): BoundGroup(type: type)
    case .ring(let field): BoundRingField(field, self)
    }
  }
}
