import Expressions
import Testing

@Suite("standard mode")
struct StandardModeTests {
  /// Evaluates with the language as defined.
  static func evaluate(_ text: String) throws -> Value {
    try Environment(mode: .standard).check(text).compile().evaluate(EmptySource())
  }

  @Test(
    "expressions that are true",
    arguments: [
      "1 + 2 * 3 == 7", "7 / 2 == 3", "-7 % 3 == -1", "1.0 / 0.0 > 1e308", "'é' != 'e\\u0301'", "size('👩‍👩‍👧') == 5",
      "b'\\377' == b'\\xff'", "r'\\n' == '\\\\n'", "0xFFu == 255u", "{1: 'a', 1u + 1u: 'b'}[2] == 'b'",
      "has({'a': 1}.a) && !has({'a': 1}.b)", "[1, 2].map(x, x > 1, x * x) == [4]", "'ab'.matches('^a.$')",
      "(1 / 0 > 0) || true", "!(false && (1 / 0 > 0))", "[1, 2, 3].exists_one(x, x > 2)",
      "optional.of(1).optMap(x, x + 1).value() == 2", "{?'a': optional.none()} == {}", "[?optional.of(1)] == [1]",
      "timestamp('2024-02-29T12:00:00Z') + duration('24h') == timestamp('2024-03-01T12:00:00Z')",
      "timestamp('1969-07-20T20:17:40Z').getDayOfWeek() == 0", "string(duration('1h1.5s')) == '3601.5s'",
      "string(timestamp('2009-02-13T23:31:30.5+01:00')) == '2009-02-13T22:31:30.5Z'", "type(1u) == uint",
      "'%s has %d of %.1f'.format(['a', 2, 1.25]) == 'a has 2 of 1.2'", "'a,b'.split(',').join('-') == 'a-b'",
      "cel.bind(x, 2, x * x) == 4", "{'a': 1}.transformMap(k, v, v + 1) == {'a': 2}", "dyn(1) == 1.0", "1 in [3, 2, 1]",
      "math.bitShiftRight(-1, 63) == 1", "[[]] == [[]]", "true ? true : 1 / 0 > 0",
      "timestamp('2009-02-13T23:31:30Z').getHours('-02:30') == 21", "'\\u00e9'.size() == 1",
      "'tacocat'.replace('', '_') == '_t_a_c_o_c_a_t_'", "'hello'.charAt(5) == ''", "bytes('é').size() == 2",
      "duration('123.321s').getMilliseconds() == 321", "duration('-1.5s').getMilliseconds() == -500",
      "{'in': 1, 'as': 2}.`in` == 1 && {'in': 1, 'as': 2}.as == 2",
      "optional.ofNonZeroValue(timestamp('1970-01-01T00:00:00Z')) == optional.none()",
      "type(1) != type(1u)", "type({}) == map", "br'\\n' == b'\\\\n'",
    ])
  func holds(_ text: String) throws {
    #expect(try Self.evaluate(text).short == "true", "\(text)")
  }

  @Test(
    "expressions that fail, at check or at evaluation",
    arguments: [
      "1 + 1.0", "9223372036854775807 + 1", "-(-9223372036854775807 - 1)", "1 / 0", "1 % 0", "0u - 1u", "int('x')",
      "int(1e19)", "uint(-1)", "{'a': 1}['b']", "[1][1]", "{1: 1, 1: 2}", "'a' < 1", "x", "foo()", "1 ? 2 : 3",
      "string(b'\\xff')", "duration('x')", "timestamp('2023-02-29T00:00:00Z')", "'a'.matches('(')",
      "[1].exists(1, true)",
      "has(1)", "9223372036854775808", "'\\z'", "optional.none().value()", "1 && true", "{}.a", "[1, 2][0.5]",
      "'abc'.substring(2, 1)", "'%d'.format([1.5])", "break", "rb'a'",
      "{'in': 1}.in", "{'true': 1}.true", "{'null': 1}.?null", "has({'false': 1}.false)",
    ])
  func fails(_ text: String) {
    guard let value = try? Self.evaluate(text) else { return }
    #expect(value.short.hasPrefix("error"), "\(text) is \(value.short)")
  }

  @Test(
    "types are inferred",
    arguments: [
      ("[1, 2]", "list(int)"), ("[1, 'a']", "list(dyn)"), ("[[], [1]]", "list(list(int))"),
      ("{'a': [1]}", "map(string, list(int))"),
      ("[]", "list(dyn)"), ("[1].map(x, string(x))", "list(string)"), ("dyn(1) + 1", "int"), ("type(1)", "type(int)"),
      ("optional.of(1)", "optional_type(int)"), ("true ? 1 : dyn('a')", "dyn"), ("{'a': 1}.?a", "optional_type(int)"),
    ])
  func types(_ text: String, _ type: String) throws {
    #expect(try Environment(mode: .standard).check(text).type.description == type)
  }

  @Test("deep nesting and long chains are refused or work, but never crash")
  func depth() {
    for text in [
      String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000),
      String(repeating: "[", count: 5000), String(repeating: "!", count: 5000) + "true",
      String(repeating: "-", count: 5000) + "1", "1" + String(repeating: " + 1", count: 5000),
      "a" + String(repeating: ".a", count: 5000), String(repeating: "true ? true : ", count: 5000) + "true",
    ] {
      #expect(throws: ExpressionErrors.self) { try Environment(mode: .standard).check(text) }
    }
    #expect((try? Self.evaluate("1" + String(repeating: " + 1", count: 200)))?.short == "int(201)")
  }

  @Test("mutations change what a test should notice")
  func mutations() throws {
    let text = "a && !b"
    var environment = Environment(mode: .standard)
    environment.variables = [Variable("a", .bool), Variable("b", .bool)]
    let mutants = try environment.check(text).mutations().map { $0.applied(to: text) }
    #expect(mutants == ["!b", "a", "a || !b", "a && b"])
  }
}
