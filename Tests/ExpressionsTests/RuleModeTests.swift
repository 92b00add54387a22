import Expressions
import Testing

@Suite("rule mode")
struct RuleModeTests {
  /// A queue with two consumers: `a` has a mechanism, of `b` nothing is known but its timeout.
  static func source() -> ToySource {
    let source = ToySource()
    let (a, b) = (ToySource.link(0), ToySource.link(1))
    source.set(ToySource.queue, "delivery", .symbol(1))
    source.set(ToySource.queue, "name", .string("events"))
    source.set(ToySource.queue, "level", .symbol(1))
    source.set(ToySource.queue, "optional_limit", .null)
    source.set(ToySource.queue, "consumers", .list([.object(a), .object(b)]))
    for (row, link) in [a, b].enumerated() {
      let operation = ToySource.operation(UInt32(row))
      source.set(link, "target_operation", .object(operation))
      source.set(operation, "name", .string("mailer.\(row == 0 ? "send" : "log")"))
    }
    source.set(a, "timeout", .double(2))
    source.set(a, "attempts", .double(3))
    source.set(ToySource.operation(0), "mechanism", .symbol(0))
    return source
  }

  @Test(
    "values",
    arguments: [
      ("q.delivery == \"at-least-once\"", "true"),
      ("q.delivery != 'at-least-once'", "false"),
      ("q.delivery in ['at-least-once', 'exactly-once']", "true"),
      ("!(q.delivery in ['at-most-once'])", "true"),
      ("q.level >= 'middle'", "true"), ("q.level > 'middle'", "false"),
      ("q.rate > quantity('50/s')", "unknown1"), ("q.rate >= quantity('0/s')", "true"),
      ("q.rate > quantity('50/s') && q.delivery == 'exactly-once'", "false"),
      ("q.rate > quantity('50/s') || q.level == 'middle'", "true"),
      ("q.required ? 1 : 1", "1.0"), ("q.required ? 1 : 3", "1.0...3.0"), ("q.required ? 'a' : 'b'", "unknown1"),
      ("q.optional_limit == null", "true"), ("q.optional_limit < 5", "false"), ("q.optional_limit + 1", "null"),
      ("has(q.rate)", "false"), ("stated(q.delivery)", "true"),
      ("q.consumers.exists(l, l.target_operation != null && l.target_operation.mechanism == 'none')", "true"),
      ("q.consumers.all(l, l.target_operation == null || l.target_operation.mechanism == 'none')", "unknown1"),
      ("q.consumers.exists(l, l.attempts < 1)", "false"),
      ("q.consumers.filter(l, has(l.target_operation) && l.target_operation.mechanism == 'none')", "[1.0 1.1?]"),
      ("q.consumers.count()", "2.0"), ("size(q.consumers)", "2.0"), ("q.consumers.size()", "2.0"),
      ("q.consumers.count(l, l.attempts > 2)", "1.0...2.0"),
      ("q.consumers.sum(l, l.timeout)", "2.0...inf"),
      ("q.consumers.map(l, l.timeout).sum() > quantity('1500ms')", "true"),
      ("q.consumers.map(l, l.timeout * l.attempts).max() > duration('5s')", "true"),
      ("q.consumers.map(l, l.timeout).min() <= quantity('2s')", "true"),
      ("q.consumers.map(l, l.timeout).max() < quantity('2s')", "false"),
      ("q.consumers.product(l, l.attempts) > 6", "unknown1"),
      ("[1, 2].map(x, x * 2)", "[2.0 4.0]"), ("[[1], [2, 3]].flatten()", "[1.0 2.0 3.0]"),
      ("[1, 1, 2].distinct()", "[1.0 2.0]"), ("[].min()", "null"), ("[3, 4].first()", "3.0"), ("[3, 4].last()", "4.0"),
      ("1 / 0", "null"), ("7 / 2", "3.5"), ("7 % 4", "3.0"), ("'a' + q.delivery", "aat-least-once"),
      ("q.name.startsWith('ev')", "true"), ("'abc'.substring(1)", "bc"), ("'abc'.indexOf('c')", "2.0"),
      (
        "q.consumers.map(l, has(l.target_operation) ? l.target_operation.name : '?').join(', ')",
        "mailer.send, mailer.log"
      ),
      ("length_of(q.name)", "6.0"), ("cel.bind(x, q.level, x == 'middle')", "true"),
      ("string(q.delivery)", "at-least-once"), ("string(quantity('2s'))", "2.0 duration"),
      ("quantity('50%') * 4", "2.0"), ("1 in [1, 2]", "true"), ("q in [q]", "true"),
      ("-q.consumers[0].attempts", "-3.0"),
      ("q.consumers[7] == null", "true"), ("math.greatest(2, 3)", "3.0"),
      ("math.greatest(2.5, 3.25)", "3.25"), ("math.abs(-2.5)", "2.5"), ("int(2.7)", "2.0"),
      ("math.least(3, 2.5, 1.5)", "1.5"),
      ("math.greatest([2.5, 1])", "2.5"), ("double('2.5')", "2.5"), ("['a', null].join('-')", "a"),
      ("q.optional_limit == null ? 1 : q.optional_limit", "1.0"), ("'a-b'.split('-').size()", "2.0"),
      ("{'a': 1}['a'] + 1", "2.0"), ("[3, 1].min() < 2", "true"),
      ("math.greatest(q.rate, quantity('5/s')) >= quantity('5/s')", "true"),
      ("q.level in ['low', 'middle'] ? 'x' : 'y'", "x"), ("'a1'.matches('^[a-z][0-9]$')", "true"),
      ("(q.level == 'low' ? 'at-most-once' : 'exactly-once') == q.delivery", "false"),
    ])
  func values(_ text: String, _ expected: String) throws {
    do {
      #expect(try Toy.evaluate(text, Self.source()).short == expected, "\(text)")
    } catch let errors as ExpressionErrors {
      Issue.record("\(text): \(errors.errors)")
    }
  }

  @Test(
    "errors",
    arguments: [
      ("q.delivry == 'x'", "2..<9: queue has no field `delivry`; did you mean `delivery`?"),
      (
        "q.delivery == 'at-least-one'",
        "14..<28: `at-least-one` is not a value of `delivery`; did you mean `at-least-once`?"
      ),
      (
        "q.delivery in ['at-least-one']",
        "15..<29: `at-least-one` is not a value of `delivery`; did you mean `at-least-once`?"
      ),
      ("q.delivery < 'exactly-once'", "0..<27: the values of `delivery` have no order"),
      ("q.consumers[0].timeout > 800", "0..<28: a duration cannot be compared with a number"),
      ("q.rate + q.size", "0..<15: a rate and a size cannot be combined by `+`"),
      ("q.delivery == null", "0..<18: `q.delivery` is never `null`, so the comparison says nothing"),
      (
        "q.consumers.exists(l, l.target_operation.mechanism == 'none')",
        "41..<50: `l.target_operation` may be null here, so `.mechanism` needs a guard"
      ),
      (
        "services.exists(s, s.level == 'low')",
        "0..<8: `services` is a list of the whole model, which a rule may not go through for each subject"
      ),
      ("q.rate > quantity('5 parsecs')", "18..<29: `5 parsecs` is not a quantity"),
      ("x", "0..<1: `x` is not known"), ("q.consumers.len()", "12..<15: there is no function `len`"),
      ("q.consumers.length", "12..<18: a list of links has no fields"),
      ("q.consumers.exist(l, true)", "12..<17: there is no function `exist`"),
      ("q.level and q.level", "8..<11: `and` is not an operator"), ("q.level = 'low'", "8..<9: `=` is not an operator"),
      ("not q.required", "0..<3: `not` is not an operator"),
      ("q.optional_limit == None", "20..<24: `None` is not known"),
      ("q.level is 'low'", "8..<10: `is` is not an operator"),
      ("q.required & q.required", "11..<12: `&` is not an operator"),
      ("q.required => true", "11..<13: `=>` is not an operator"), ("(q.required", "0..<1: `(` is not closed"),
      ("q.required &&", "13..<13: an expression is missing at the end"), ("'abc", "0..<4: the string is not closed"),
      ("q.?name", "3..<7: `.?` is for maps"),
      ("!q.level in ['low']", "1..<8: `!` needs a condition, not a `level` value"),
      ("q.name && true", "0..<6: `&&` needs a condition, not a string"),
      ("800ms > 1", "3..<5: a number cannot be followed by `ms`"),
      ("[1, 'a']", "4..<7: one list or map cannot hold both a number and a string"),
    ])
  func errors(_ text: String, _ expected: String) {
    do {
      let checked = try Toy.environment.check(text)
      Issue.record("\(text) passed as \(checked.type)")
    } catch {
      let first = error.errors[0]
      #expect("\(first.range): \(first.message)" == expected)
    }
  }

  @Test("what a filter asked for holds for what it kept, also behind a name")
  func filteredGuards() throws {
    let offenders = try Toy.environment.check("q.consumers.filter(l, l.target_operation != null)")
    #expect(offenders.elementGuards == ["target_operation"])
    _ = try Toy.environment.check("q.consumers.filter(l, l.target_operation != null).map(m, m.target_operation.name)")
    let named = Toy.environment.declaring([
      Variable("offenders", offenders.type, cost: .degree, elementGuards: offenders.elementGuards)
    ])
    _ = try named.check("offenders.map(l, l.target_operation.name).join(', ')")
    #expect(throws: ExpressionErrors.self) { try named.check("q.consumers.map(l, l.target_operation.name)") }
  }

  @Test("templates show what is sure, then what is perhaps")
  func templates() throws {
    let text =
      "${q.name} redelivers, and ${q.consumers.filter(l, has(l.target_operation) && l.target_operation.mechanism == 'none')"
      + ".map(l, has(l.target_operation) ? l.target_operation.name : '').join(' + ')} run twice at ${q.rate} $${x}"
    let template = try Toy.environment.checkTemplate(text).compile()
    let rendered = template.render(Self.source(), variables: [.object(ToySource.queue), .list([])])
    #expect(rendered == "events redelivers, and mailer.send + perhaps mailer.log run twice at unknown ${x}")
  }

  @Test("a trace names the facts that decide")
  func traces() throws {
    let text = "q.level == 'low' || q.delivery == 'at-least-once' && q.consumers.exists(l, l.attempts > 2)"
    let trace = try Toy.environment.check(text).compile().trace(
      Self.source(), variables: [.object(ToySource.queue), .list([])])
    let reads = decidingReads(trace).map { Toy.fields[Int($0.field)] }
    #expect(reads == ["delivery", "consumers", "attempts"])
  }

  @Test("guards of `where` hold in `when`, and the step budget ends an evaluation")
  func guardsAndBudget() throws {
    let given = try Toy.environment.check("q.consumers.exists(l, true)", expecting: .bool)
    let program = try Toy.environment.check("q.consumers.all(l, l.attempts > 0)", expecting: .bool, given: given)
      .compile()
    let variables = [Value.object(ToySource.queue)]
    #expect(program.evaluate(Self.source(), variables: variables).short == "true")
    #expect(
      program.evaluate(Self.source(), variables: variables, budget: 1).short
        == "error the expression takes too many steps")
  }
}
