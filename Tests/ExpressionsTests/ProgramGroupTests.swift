import Testing

@testable import Expressions

/// What is evaluated on one subject after another: names are computed when they are asked for, and once.
struct ProgramGroupTests {
  /// Counts what is read.
  private final class CountingSource: ObjectSource {
    var reads = 0

    func value(of field: Int32, in object: ObjectRef) -> Value {
      reads += 1
      return .double(Double(object.row))
    }

    func isStated(_ field: Int32, in object: ObjectRef) -> Bool { true }
    func call(_ function: Int32, _ arguments: [Value]) -> Value { .null }
    func name(of object: ObjectRef) -> String { "" }
  }

  /// A group with the names `a` and `b` over queues, of which `b` reads `a`.
  private func group(_ expressions: String...) throws -> ProgramGroup {
    var environment = Toy.environment
    environment.variables = [Variable("q", .object("queue"))]
    var names: [CheckedExpression] = []
    for (name, text) in [("a", "[1, 2, 3].filter(x, x < q.partitions)"), ("b", "a.map(x, x + q.weight)")] {
      let checked = try environment.check(text)
      names.append(checked)
      environment = environment.declaring([Variable(name, checked.type)])
    }
    return ProgramGroup(try expressions.map { try environment.check($0) }, names: names)
  }

  @Test func namesAreComputedWhenTheyAreAskedForAndOnce() throws {
    let group = try group("q.partitions > 1 && b.size() + b.size() > 1")
    let source = CountingSource()
    var frame = group.makeFrame(source, variables: [.null], budget: 1_000)
    frame.begin(.object(ObjectRef(type: 0, row: 1)))
    #expect(group.evaluate(0, &frame).short == "false")
    #expect(source.reads == 1)
    frame.begin(.object(ObjectRef(type: 0, row: 3)))
    #expect(group.evaluate(0, &frame).short == "true")
    // Its size, three comparisons, and the rate for each of the two that stay.
    #expect(source.reads == 1 + 1 + 3 + 2)
  }

  @Test func namesBelongToTheSubjectAtHand() throws {
    let group = try group("b")
    var frame = group.makeFrame(CountingSource(), variables: [.null], budget: 1_000)
    for (row, expected) in [(3, "[4.0 5.0]"), (2, "[3.0]"), (9, "[10.0 11.0 12.0]"), (0, "[]")] as [(UInt32, String)] {
      frame.begin(.object(ObjectRef(type: 0, row: row)))
      #expect(group.evaluate(0, &frame).short == expected)
      #expect(group.evaluateName(1, &frame).short == expected)
    }
  }

  @Test("variables of macros do not meet those of the names that they ask for")
  func macrosAroundNames() throws {
    let group = try group("[10, 20].map(y, b.map(z, z + y).sum())", "a.exists(x, b.exists(y, y == x + q.weight))")
    var frame = group.makeFrame(CountingSource(), variables: [.null], budget: 1_000)
    frame.begin(.object(ObjectRef(type: 0, row: 3)))
    #expect(group.evaluate(0, &frame).short == "[29.0 49.0]")
    #expect(group.evaluate(1, &frame).short == "true")
  }

  @Test func theBudgetIsForAllOfThem() throws {
    let group = try group("b.sum() > 0")
    var frame = group.makeFrame(CountingSource(), variables: [.null], budget: 7)
    frame.begin(.object(ObjectRef(type: 0, row: 3)))
    #expect(group.evaluate(0, &frame).short == "true")
    frame.begin(.object(ObjectRef(type: 0, row: 3)))
    #expect(group.evaluate(0, &frame).short == "error the expression takes too many steps")
  }

  @Test("no more of a list is looked at than decides how long it is")
  func countsStopEarly() throws {
    let group = try group("b.size() > 1", "b.size() > 1 && b.all(x, x > 0)")
    let source = CountingSource()
    var frame = group.makeFrame(source, variables: [.null], budget: 1_000)
    frame.begin(.object(ObjectRef(type: 0, row: 9)))
    #expect(group.decide(0, &frame) == .yes)
    // Two members, each compared with the number of partitions once.
    #expect(source.reads == 2)
    frame.begin(.object(ObjectRef(type: 0, row: 2)))
    #expect(group.decide(0, &frame) == .no)
    #expect(source.reads == 2 + 3)
    frame.begin(.object(ObjectRef(type: 0, row: 9)))
    #expect(group.decide(1, &frame) == .yes)
  }

  @Test("a list of rows is a list of objects like any other")
  func listsOfRows() throws {
    let rows = ListValue(type: 1, rows: [5, 6, 7][1...], [8])
    let values = ListValue([6, 7, 8].map { .object(ObjectRef(type: 1, row: $0)) })
    #expect(rows.count == 3 && rows.isCertain && rows.doubt == nil && rows.certainCount == 3)
    #expect(Value.list(rows).short == Value.list(values).short)
    guard case .bool(true) = Equality.compare(.list(rows), .list(values)) else {
      Issue.record("the two lists are not equal")
      return
    }
    #expect(rows.map(\.short) == values.items.map(\.short))
  }

  @Test("a union names the facts of both, each once and in order")
  func unions() {
    let one = Unknown(fact: 7)
    #expect(one.union(Unknown(fact: 7)) == one)
    #expect(one.union(Unknown(fact: 3)).facts == [3, 7])
    #expect(Unknown(facts: [9, 7]).union(one).facts == [7, 9])
    #expect(one.union(Unknown(facts: [])).facts == [7])
    #expect(Unknown(facts: [7]) == one && Unknown(facts: []) != one)
  }

  @Test("only the branches of `?` are exchanged where only they are asked for")
  func branchSwaps() throws {
    let text = #"q.partitions > 3 ? "big" : q.weight > 1 ? "busy" : "idle""#
    let swaps = try Toy.environment.check(text).branchSwaps().map { $0.applied(to: text) }
    #expect(
      swaps == [
        #"q.partitions > 3 ? (q.weight > 1 ? "busy" : "idle") : ("big")"#,
        #"q.partitions > 3 ? "big" : q.weight > 1 ? ("idle") : ("busy")"#,
      ])
  }
}
