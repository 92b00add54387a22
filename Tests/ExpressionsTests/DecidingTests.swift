import Expressions
import Testing

/// Conditions are decided without values of their parts being made; that must not be seen.
@Suite("deciding")
struct DecidingTests {
  @Test("what is decided is what the parts come to, with the facts that are missing", arguments: [1, 2, 3] as [UInt64])
  func decidesWhatItEvaluates(seed: UInt64) throws {
    var random = Random(seed: seed &* 0x9E37_79B9_97F4_A7C1)
    var undecided = 0
    for _ in 0..<1_000 {
      let text = random.condition(4, false)
      let checked = try World.environment.check(text)
      let world = World(&random)
      let subject = Value.object(World.subject)
      let traced = checked.compile().trace(world, variables: [subject]).value
      for source in [world, TabledWorld(world)] as [any ObjectSource] {
        let group = ProgramGroup([checked], names: [])
        var frame = group.makeFrame(source, variables: [subject], budget: .max)
        frame.begin(subject)
        let decided = group.decide(0, &frame)
        switch traced {
        case .bool(let truth): #expect(decided == (truth ? .yes : .no), "\(text): \(world.description)")
        case .null: #expect(decided == .no, "\(text): \(world.description)")
        case .unknown(let unknown):
          undecided += 1
          #expect(decided == .unknown, "\(text): \(world.description)")
          #expect(Unknown(facts: frame.lacking).facts == unknown.facts, "\(text): \(world.description)")
        default: Issue.record("\(text): \(traced.short)")
        }
        // Decided or not, nothing is left for the next subject.
        frame.begin(subject)
        #expect(frame.lacking.isEmpty)
      }
    }
    #expect(undecided > 100)
  }

  @Test("names come to the same, used once or often", arguments: [4, 5, 6] as [UInt64])
  func namesComeToTheSame(seed: UInt64) throws {
    var random = Random(seed: seed &* 0x9E37_79B9_97F4_A7C1)
    for turn in 0..<600 {
      let named = (condition: random.condition(3, false), list: random.list(2), number: random.number(2, false))
      let rest = random.condition(2, false)
      let whole =
        if turn % 3 > 0 {
          "(c && l.size() >= 1) || (\(rest) && l.exists(i, i.p && l.size() > 1)) || (n > 0 && !c)"
        } else {
          // Asked for at two places, the list is counted and then gone through.
          "(l.size() > 1 && (c || \(rest))) || (n > 0 && l.exists(i, i.p) && !c)"
        }
      let world = World(&random)
      let subject = Value.object(World.subject)
      var environment = World.environment
      var names: [CheckedExpression] = []
      for (name, text) in [("c", named.condition), ("l", named.list), ("n", named.number)] {
        let checked = try environment.check(text)
        names.append(checked)
        environment = environment.declaring([Variable(name, checked.type)])
      }
      let group = ProgramGroup([try environment.check(whole)], names: names)
      var frame = group.makeFrame(world, variables: [subject], budget: .max)
      frame.begin(subject)
      let decided = group.decide(0, &frame)
      let lacking = Unknown(facts: frame.lacking).facts
      let values = names.indices.map { position in
        frame.begin(subject)
        return group.evaluateName(position, &frame)
      }
      let traced = try environment.check(whole).compile().trace(world, variables: [subject] + values).value
      switch traced {
      case .bool(let truth): #expect(decided == (truth ? .yes : .no), "\(named) \(rest): \(world.description)")
      case .null: #expect(decided == .no, "\(named) \(rest): \(world.description)")
      case .unknown(let unknown):
        #expect(decided == .unknown, "\(named) \(rest): \(world.description)")
        #expect(lacking == unknown.facts, "\(named) \(rest): \(world.description)")
      default: Issue.record("\(whole): \(traced.short)")
      }
    }
  }
}

/// The same world, read through a table of readers as a model is.
private final class TabledWorld: ObjectSource {
  private let world: World
  let fieldTable: FieldTable?

  init(_ world: World) {
    self.world = world
    let table = FieldTable(count: World.names.count)
    // One field is asked of the source, as one is that was never read before.
    for handle in 1..<Int32(World.names.count) { table.enter(WorldReader(world, handle), for: handle) }
    fieldTable = table
  }

  func value(of field: Int32, in object: ObjectRef) -> Value { world.value(of: field, in: object) }
  func isStated(_ field: Int32, in object: ObjectRef) -> Bool { world.isStated(field, in: object) }
  func call(_ function: Int32, _ arguments: [Value]) -> Value { world.call(function, arguments) }
  func name(of object: ObjectRef) -> String { world.name(of: object) }
}

private final class WorldReader: FieldReader {
  private let world: World
  private let field: Int32

  init(_ world: World, _ field: Int32) {
    self.world = world
    self.field = field
  }

  override func value(of object: ObjectRef) -> Value { world.value(of: field, in: object) }

  override func scalar(of object: ObjectRef) -> Scalar {
    switch value(of: object) {
    case .bool(let flag): Scalar(flag)
    case .double(let number): Scalar(number)
    case .symbol(let ordinal): Scalar(symbol: ordinal)
    case .null: .null
    case .unknown(let unknown): unknown.facts.count == 1 ? .unstated(unknown.facts[0]) : .other
    default: .other
    }
  }

  override func visit(_ object: ObjectRef, _ member: (ObjectRef, Unknown?) -> Bool) -> ListVisit {
    guard case .list(let list) = value(of: object) else { return .noList }
    for (index, item) in list.enumerated() {
      if case .object(let object) = item, !member(object, list.mark(index)) { return .stopped }
    }
    return .complete(list.tail)
  }
}
