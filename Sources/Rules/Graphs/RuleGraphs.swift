internal import Expressions
internal import Topology

/// The answers to the graph questions of one rule on one model.
final class RuleGraphs: Sendable {
  let ruleID: String
  let reaches: [ReachAnswer]
  let rings: [Ring]
  private let ringOfMember: [EntityID: Int]

  init(_ rule: Rule, _ reading: inout StepReading) {
    var answers: [ReachAnswer] = []
    for block in rule.reaches {
      let graph = reading.graph(step: block.step, isBackward: block.isBackward, into: block.into)
      answers.append(ReachAnswer(nodes: reading.nodes, graph: graph, starts: reading.starts(of: block)))
    }
    ruleID = rule.id
    reaches = answers
    rings = rule.cycles.map { RingSearch(nodes: reading.nodes, graph: reading.graph(step: $0.step)).rings() } ?? []
    ringOfMember = Dictionary(
      rings.enumerated().flatMap { index, ring in ring.members.map { ($0, index) } }
    ) { first, _ in first }
  }

  /// The ring that an entity is a member of. O(1).
  func ring(of entity: EntityID) -> Int? { ringOfMember[entity] }
}

/// The functions of a `reach` block.
enum ReachFunction: Int32, CaseIterable {
  case reaches, path, source, hops

  /// Behind the numbers of the functions that find an entity by its id.
  private static let firstHandle: Int32 = 100

  var handle: Int32 { Self.firstHandle + rawValue }

  init?(handle: Int32) { self.init(rawValue: handle - Self.firstHandle) }
}

/// The fields of a ring.
enum RingField: Sendable {
  case id, members, components, path
}

/// References to what is no row of a table.
enum GraphObject {
  static let reach = UInt32.max
  static let ring = UInt32.max - 1

  static func isOne(_ object: ObjectRef) -> Bool { object.type >= ring }
}
