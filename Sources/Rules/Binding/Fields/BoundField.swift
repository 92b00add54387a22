internal import Expressions
internal import Topology

/// A field of the rule language bound to one model: where its values lie is looked up once, and not for each of them.
class BoundField {
  /// The value of the field in an object, `.unknown` if nobody stated it.
  func value(of object: ObjectRef) -> Value { .null }

  /// Whether the text states the field. What follows from the model is as good as stated.
  func isStated(in object: ObjectRef) -> Bool { true }
}

/// Bound fields by their handles, for one thread.
final class FieldTable {
  /// Unchecked, because a field is entered when its binding is made, and none is read while that happens; checking that
  /// at each read took longer than reading.
  @exclusivity(unchecked) private var fields: [BoundField?]

  init(count: Int) { fields = Array(repeating: nil, count: count) }

  subscript(handle: Int32) -> BoundField? {
    get { fields[Int(handle)] }
    set { fields[Int(handle)] = newValue }
  }

  /// The value of a field that is bound already.
  ///
  /// A field is never replaced or removed, so that the table keeps it alive: it need not be counted for each read.
  func value(of handle: Int32, in object: ObjectRef) -> Value? {
    guard let field = fields[Int(handle)] else { return nil }
    return Unmanaged.passUnretained(field)._withUnsafeGuaranteedRef { $0.value(of: object) }
  }
}

extension ModelSource {
  /// Binds a field to the model, with what counts as known at present.
  func bind(_ binding: FieldBinding) -> BoundField {
    switch binding {
    case .fact(let column, let reader): BoundFact(column, reader, self)
    case .record(let column, let type): BoundRecord(column, type: type, self)
    case .rows(let column, let type): BoundRows(column, type: type, self)
    case .list(let column, let reader): BoundList(column, reader, self)
    case .attribute(let position): BoundAttribute(position, self)
    case .navigation(let navigation): BoundNavigation(navigation, self)
    case .figure(let figure): BoundFigure(figure, self)
    case .figureGroup(let type): BoundGroup(type: type)
    case .ring(let field): BoundRingField(field, self)
    }
  }
}
