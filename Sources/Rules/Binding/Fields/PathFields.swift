internal import Expressions
internal import Topology

/// A relation along paths, each found once: a rule on links asks for what an end of them stops once for each link.
final class BoundPath: BoundField {
  private let relation: PathRelation
  private let parties = ModelTypes.kinds
  /// The source owns its fields; nobody else has them.
  private unowned(unsafe) let source: ModelSource
  /// By row; empty until the first question.
  @exclusivity(unchecked) private var known: [ListValue?] = []
  /// Where the members of a row stand, as far as they are objects: the lists are too far from each other to be read often.
  @exclusivity(unchecked) private var places: [Range<Int32>?] = []
  @exclusivity(unchecked) private var members: [(object: ObjectRef, mark: Unknown?)] = []
  /// Many rows have the same doubts.
  @exclusivity(unchecked) private var doubts: Set<Unknown> = []
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
    if known.isEmpty {
      known = Array(repeating: nil, count: source.topology.count(.party))
      places = Array(repeating: nil, count: known.count)
    }
    if let list = known[entity.row] { return .list(list) }
    let value = source.follow(relation, entity)
    guard case .list(let list) = value, list.count <= room else { return value }
    return .list(keep(list, entity.row))
  }

  private func keep(_ list: ListValue, _ row: Int) -> ListValue {
    room -= list.count
    let items = list.items
    let marks = items.indices.map { list.mark($0).map(one) }
    let kept = ListValue(items, maybe: marks, tail: list.tail.map(one))
    known[row] = kept
    let start = members.count
    for case (.object(let object), let mark) in zip(items, marks) { members.append((object, mark)) }
    if kept.tail == nil, members.count - start == kept.count { places[row] = Int32(start)..<Int32(members.count) }
    return kept
  }

  /// The same facts for all who lack them, kept.
  private func one(_ unknown: Unknown) -> Unknown { doubts.insert(unknown.kept).memberAfterInsert }

  override func visit(_ object: ObjectRef, _ member: (ObjectRef, Unknown?) -> Bool) -> ListVisit {
    guard object.type < parties, !places.isEmpty, let places = places[Int(object.row)] else { return .noList }
    // One by one, because `member` may ask for further rows, which are added behind.
    for place in places {
      let (object, mark) = members[Int(place)]
      if !member(object, mark) { return .stopped }
    }
    return .complete(nil)
  }
}
