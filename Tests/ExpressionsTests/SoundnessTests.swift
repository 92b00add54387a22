import Pseudorandom
import Expressions
import Testing

/// A decided result must hold in every completion of the facts that nobody stated.
@Suite("soundness")
struct SoundnessTests {
  @Test("decided results hold in every completion", arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func decidedResultsHold(seed: UInt64) throws {
    var random = Random(seed: seed &* 0xD1B5_4A32_D192_ED03)
    var decided = 0
    for _ in 0..<800 {
      let text = random.expression()
      let program: Program
      do {
        program = try World.environment.check(text).compile()
      } catch {
        Issue.record("\(text): \(error.errors[0].message)")
        return
      }
      let world = World(&random)
      let variables = [Value.object(World.subject)]
      let open = program.evaluate(world, variables: variables)
      if case .unknown = open { continue }
      decided += 1
      for completion in world.completions() {
        let closed = program.evaluate(completion, variables: variables)
        if !covers(open, closed) {
          Issue.record("\(text): \(open.short) does not cover \(closed.short) where \(completion.description)")
          return
        }
      }
    }
    #expect(decided > 100)
  }

  @Test("a trace comes to the same as the evaluation it explains")
  func tracesAgree() throws {
    var random = Random(seed: 99)
    for _ in 0..<500 {
      let text = random.expression()
      let program = try World.environment.check(text).compile()
      let world = World(&random)
      let variables = [Value.object(World.subject)]
      let value = program.evaluate(world, variables: variables)
      let trace = program.trace(world, variables: variables)
      #expect(trace.value.short == value.short || trace.value.isNull, "\(text)")
      #expect(trace.range == 0..<text.utf8.count)
    }
  }

  private func covers(_ open: Value, _ closed: Value) -> Bool {
    switch (open, closed) {
    case (.unknown, _): true
    case (.range(let range), .double(let number)): range.low <= number && number <= range.high
    case (.list, .list): true
    default: open.short == closed.short
    }
  }
}

/// Makes expressions and facts up.
struct Random {
  private var generator: SeededRandom

  init(seed: UInt64) { generator = SeededRandom(seed: seed) }

  mutating func next(_ bound: Int) -> Int { generator.below(bound) }

  mutating func pick(_ items: [String]) -> String { items[next(items.count)] }

  mutating func expression() -> String { next(3) == 0 ? number(3, false) : condition(4, false) }

  mutating func condition(_ depth: Int, _ inItem: Bool) -> String {
    if depth == 0 { return pick(inItem ? ["i.p", "s.b0", "i.p"] : ["s.b0", "s.b1"]) }
    let d = depth - 1
    switch next(13) {
    case 0, 1: return "(\(condition(d, inItem)) && \(condition(d, inItem)))"
    case 2, 3: return "(\(condition(d, inItem)) || \(condition(d, inItem)))"
    case 4: return "!\(condition(d, inItem))"
    case 5, 6: return "(\(number(d, inItem)) \(pick(["<", "<=", ">", ">=", "==", "!="])) \(number(d, inItem)))"
    case 7: return "(\(condition(d, inItem)) ? \(condition(d, inItem)) : \(condition(d, inItem)))"
    case 8:
      return pick(["(s.m == null)", "(s.e == 'low')", "(s.e >= 'middle')", "(s.e in ['low', 'high'])", "has(s.n0)"])
    case 9 where !inItem: return "\(list(d)).exists(i, \(condition(d, true)))"
    case 10 where !inItem: return "\(list(d)).all(i, \(condition(d, true)))"
    case 11 where !inItem: return "\(list(d)).exists_one(i, \(condition(d, true)))"
    case 12 where !inItem: return "(\(number(d, false)) in \(numbers(d)))"
    default: return pick(inItem ? ["i.p", "s.b0"] : ["s.b0", "s.b1"])
    }
  }

  mutating func list(_ depth: Int) -> String {
    next(3) == 0 && depth > 0 ? "s.items.filter(i, \(condition(depth - 1, true)))" : "s.items"
  }

  mutating func numbers(_ depth: Int) -> String {
    switch next(4) {
    case 0: "[\(number(0, false)), \(number(0, false)), s.n1]"
    case 1: "\(list(depth)).map(i, \(number(max(0, depth - 1), true))).distinct()"
    case 2: "[\(list(depth)).map(i, i.w), [s.n0]].flatten()"
    default: "\(list(depth)).map(i, \(number(max(0, depth - 1), true)))"
    }
  }

  mutating func number(_ depth: Int, _ inItem: Bool) -> String {
    if depth == 0 { return pick(inItem ? ["i.w", "i.o", "1", "s.n0"] : ["s.n0", "s.n1", "s.m", "0", "2"]) }
    let d = depth - 1
    switch next(7) {
    case 0, 1: return "(\(number(d, inItem)) \(pick(["+", "-", "*", "/", "%"])) \(number(d, inItem)))"
    case 2: return "(\(condition(d, inItem)) ? \(number(d, inItem)) : \(number(d, inItem)))"
    case 3 where !inItem: return "\(numbers(d)).\(pick(["sum()", "product()", "min()", "max()", "first()", "last()"]))"
    case 4 where !inItem: return "\(pick([list(d), numbers(d)])).\(pick(["count()", "size()"]))"
    case 5: return "-\(number(d, inItem))"
    default: return number(0, inItem)
    }
  }
}

/// A subject with up to five unstated facts.
final class World: ObjectSource {
  static let subject = ObjectRef(type: 0, row: 0)
  static let names = ["b0", "b1", "n0", "n1", "m", "e", "items", "p", "w", "o"]

  static let environment: Environment = {
    var environment = Environment(mode: .rule)
    func field(_ name: String, _ type: ExpressionType, minimum: Double = -.infinity) -> ObjectField {
      ObjectField(name, type, handle: Int32(names.firstIndex(of: name) ?? 0), minimum: minimum)
    }
    environment.enumerations = [Enumeration("level", values: ["low", "middle", "high"], isOrdered: true)]
    environment.objectTypes = [
      ObjectType(
        "subject",
        fields: [
          field("b0", .bool), field("b1", .bool), field("n0", .number, minimum: 0), field("n1", .number),
          field("m", .nullable(.number), minimum: 0), field("e", .enumeration("level")),
          field("items", .list(.object("item"))),
        ]),
      ObjectType(
        "item", fields: [field("p", .bool), field("w", .number, minimum: 0), field("o", .nullable(.number))]),
    ]
    environment.variables = [Variable("s", .object("subject"))]
    return environment
  }()

  private var facts: [FieldRead: Value?] = [:]

  /// A world in which some facts are unstated.
  init(_ random: inout Random) {
    var open = 4
    for (object, field) in Self.slots {
      let domain = Self.domain(field)
      let isOpen = open > 0 && random.next(3) == 0
      if isOpen { open -= 1 }
      facts[FieldRead(object: object, field: field)] = isOpen ? .some(nil) : domain[random.next(domain.count)]
    }
  }

  private init(facts: [FieldRead: Value?]) { self.facts = facts }

  private static func item(_ row: UInt32) -> Value { .object(ObjectRef(type: 1, row: row)) }

  private static let slots: [(ObjectRef, Int32)] =
    (0..<7).map { (subject, Int32($0)) }
    + (0..<2).flatMap { row in (7..<10).map { (ObjectRef(type: 1, row: UInt32(row)), Int32($0)) } }

  /// What a fact may be.
  private static func domain(_ field: Int32) -> [Value] {
    switch names[Int(field)] {
    case "b0", "b1", "p": [.bool(true), .bool(false)]
    case "n0", "w": [.double(0), .double(1), .double(2)]
    case "n1": [.double(-1), .double(0), .double(2)]
    case "m": [.null, .double(0), .double(2)]
    case "o": [.null, .double(-1), .double(1)]
    case "e": [.symbol(0), .symbol(1), .symbol(2)]
    default: [.list([item(0), item(1)]), .list([item(0)]), .list([])]
    }
  }

  /// Every way of stating what is unstated.
  func completions() -> [World] {
    var worlds = [facts]
    for (object, field) in Self.slots {
      let read = FieldRead(object: object, field: field)
      guard case .some(nil) = facts[read] else { continue }
      worlds = worlds.flatMap { world in
        Self.domain(field).map { value in
          var copy = world
          copy[read] = .some(value)
          return copy
        }
      }
    }
    return worlds.map { World(facts: $0) }
  }

  var description: String {
    Self.slots.map { object, field in
      let value = facts[FieldRead(object: object, field: field)] ?? nil
      return "\(object.row).\(Self.names[Int(field)])=\(value?.short ?? "?")"
    }.joined(separator: " ")
  }

  func value(of field: Int32, in object: ObjectRef) -> Value {
    if case .some(.some(let value)) = facts[FieldRead(object: object, field: field)] { return value }
    return .unknown(Unknown(fact: UInt64(object.row) << 8 | UInt64(object.type) << 4 | UInt64(field)))
  }

  func isStated(_ field: Int32, in object: ObjectRef) -> Bool { true }
  func call(_ function: Int32, _ arguments: [Value]) -> Value { .null }
  func name(of object: ObjectRef) -> String { "\(object.row)" }
}
