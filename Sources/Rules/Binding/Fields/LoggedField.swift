internal import Expressions
internal import Topology

/// A field that tells the log what it reads each time that it is read, row by row.
///
/// Other fields tell it once, when they are bound, that they may read every row: that is enough for a rule on all subjects,
/// and would make each of its findings rest on all of them.
final class LoggedField: BoundField {
  private let field: BoundField
  private let note: (ObjectRef) -> Void

  init(_ field: BoundField, note: @escaping (ObjectRef) -> Void) {
    self.field = field
    self.note = note
  }

  override func value(of object: ObjectRef) -> Value {
    note(object)
    return field.value(of: object)
  }

  override func scalar(of object: ObjectRef) -> Scalar {
    note(object)
    return field.scalar(of: object)
  }

  override func objects(of object: ObjectRef) -> ObjectList? {
    note(object)
    return field.objects(of: object)
  }

  override func count(of object: ObjectRef) -> Int? {
    note(object)
    return field.count(of: object)
  }

  override func visit(_ object: ObjectRef, _ member: (ObjectRef, Unknown?) -> Bool) -> ListVisit {
    note(object)
    return field.visit(object, member)
  }

  override func isStated(in object: ObjectRef) -> Bool {
    note(object)
    return field.isStated(in: object)
  }
}

extension ModelSource {
  /// Binds a field whose reads are told one by one.
  func bindLogged(_ binding: FieldBinding) -> BoundField {
    switch binding {
    case .fact(let column, _), .record(let column, _), .rows(let column, _), .list(let column, _):
      // The records around a field decide what its gaps mean.
      let read = Schema.table(column.table).ancestors(of: column.index).map { ColumnID(table: column.table, index: $0) }
      return LoggedField(ReadLog.unrecorded { bind(binding) }) { [topology] object in
        for column in read { _ = topology.state(column, Int(object.row)) }
      }
    case .figure(let figure): return BoundFigure(figure, self, logsReads: true)
    case .navigation(.readers), .navigation(.writers), .navigation(.writes):
      return LoggedField(ReadLog.unrecorded { bind(binding) }) { [topology] _ in
        for column in [Facts.Link.access, Facts.Party.linksComplete] { _ = topology.hasFacts(column) }
      }
    case .navigation(.source), .navigation(.target), .navigation(.kind): return bind(binding)
    case .navigation(let navigation):
      // What is drawn never differs; all else is read of the model or the index each time.
      let field = BoundNavigation(navigation, self)
      return navigation.isDrawn ? field : LoggedField(field) { [unowned self] _ in noteIndex() }
    case .attribute, .figureGroup, .ring: return bind(binding)
    }
  }
}
