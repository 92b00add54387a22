import Expressions
import Testing

/// The examples are those of the type deduction section of the language's conformance suite, with more beside them.
@Suite("declared functions with type parameters")
struct DeclaredFunctionTests {
  private static let a = ExpressionType.parameter("A")
  private static let b = ExpressionType.parameter("B")

  private static let environment: Environment = {
    var environment = Environment(mode: .standard)
    environment.functions = [
      Function("tuple", parameters: [a, b], result: .abstract("tuple", [a, b]), handle: 0),
      Function("sort", parameters: [.abstract("tuple", [a, a])], result: .abstract("tuple", [a, a]), handle: 1),
      Function("cast", parameters: [.dyn, .type(a)], result: a, handle: 2),
      Function("item", parameters: [.type(.list(a))], result: a, handle: 3),
      Function("inner", parameters: [.type(.type(a))], result: .type(a), handle: 4),
      Function("twice", receiver: .string, parameters: [.int], result: .string, handle: 5),
    ]
    return environment
  }()

  @Test(
    "the result's type follows from the arguments",
    arguments: [
      ("tuple(1, 2u)", "tuple(int, uint)"), ("[tuple(1, 2u), tuple(dyn(1), 2u)][0]", "tuple(dyn, uint)"),
      ("sort(tuple(dyn(1), 2u))", "tuple(dyn, dyn)"), ("sort(tuple(2u, dyn(1)))", "tuple(dyn, dyn)"),
      ("tuple(1, 2u) == tuple(1, dyn(2u))", "bool"), ("[tuple(1, 2), null]", "list(tuple(int, int))"),
      ("cast('hello', int)", "int"), ("item(type([1]))", "int"), ("inner(type(int))", "type(int)"),
      ("'a'.twice(2)", "string"),
    ])
  func result(text: String, type: String) throws {
    #expect(try Self.environment.check(text).type.description == type)
  }

  @Test(
    "arguments that do not fit are errors",
    arguments: [
      "sort(tuple(1, 2u))", "sort(1)", "tuple(1)", "tuple(1, 2) == cast(1, int)", "twice('a', 2)", "1.twice(2)",
    ])
  func errors(text: String) {
    #expect(throws: ExpressionErrors.self) { try Self.environment.check(text) }
  }
}
