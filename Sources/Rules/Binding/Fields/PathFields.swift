internal import Expressions
internal import Topology

/// A relation along paths, each found once: a rule on links asks for what an end of them stops once for each link.
final class BoundPath: BoundField {
  private let relation: PathRelation
  /// The source owns its fields; nobody else has them.
  private unowned(unsafe) let source: ModelSource
  /// By row; empty until the first question.
  @exclusivity(unchecked) private var known: [ListValue?] = []
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
    if let list = known[entity.row] { return .list(list) }
    let value = source.follow(relation, entity)
    guard case .list(let list) = value, list.count <= room else { return value }
    room -= list.count
    let kept = list.kept
    known[entity.row] = kept
    return .list(kept)
  }
}
