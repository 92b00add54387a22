internal import Expressions
internal import Topology

/// A relation along paths, each found once: a rule on links asks for what an end of them stops once for each link.
final class BoundPath: BoundField {
  private let relation: PathRelation
  private let parties = ModelTypes.kinds
  /// The source owns its fields; nobody else has them.
  private unowned(unsafe) let source: ModelSource
  /// By row; empty until the first question.
  @exclusivity(unchecked) private var known: [KeptPath?] = []
  /// How many members may still be kept.
  @exclusivity(unchecked) private var room: Int

  init(_ relation: PathRelation, _ source: ModelSource) {
    self.relation = relation
    self.source = source
    room = 4 * source.topology.count(.party)
  }

  override func value(of object: ObjectRef) -> Value {
    let entity = source.entity(of: object)
    guard entity.table == .party else { return source.follow(relation, entity) }
    if known.isEmpty { known = Array(repeating: nil, count: source.topology.count(.party)) }
    if let path = known[entity.row] { return .list(path.list) }
    let value = source.follow(relation, entity)
    guard case .list(let list) = value, list.count <= room else { return value }
    room -= list.count
    let path = KeptPath(list.kept)
    known[entity.row] = path
    return .list(path.list)
  }

  override func visit(_ object: ObjectRef, _ member: (ObjectRef, Unknown?) -> Bool) -> ListVisit {
    guard object.type < parties, !known.isEmpty, let path = known[Int(object.row)], path.isOfObjects else {
      return .noList
    }
    for (object, mark) in path.members where !member(object, mark) { return .stopped }
    return .complete(path.list.tail)
  }
}

/// A relation of one row that is kept.
private final class KeptPath {
  let list: ListValue
  /// Its members, if these are objects.
  let members: [(object: ObjectRef, mark: Unknown?)]

  init(_ list: ListValue) {
    self.list = list
    members = list.items.enumerated().compactMap { place, item in
      if case .object(let object) = item { (object, list.mark(place)) } else { nil }
    }
  }

  var isOfObjects: Bool { members.count == list.count }
}
