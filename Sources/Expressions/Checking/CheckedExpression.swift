/// An expression that has passed the checker.
public struct CheckedExpression: Sendable {
  /// The text that was checked.
  public let text: String
  /// The type of its value.
  public let type: ExpressionType
  /// The tree, with a type on every node.
  public let root: TypedExpression
  let syntax: SyntaxNode
  let frameSize: Int
  let environment: Environment
  /// The paths that are not null where the expression is true.
  let guards: Set<String>

  /// Of a list: the paths below each element that are known not to be null, for a variable that stands for it.
  public let elementGuards: Set<String>

  /// Whether it is a condition of a rule, so that `null` counts as false.
  var isCondition: Bool { environment.mode == .rule && type.unwrapped == .bool }

  /// How many variables its macros need at the same time.
  var localCount: Int { frameSize - environment.variables.count }

  /// Makes it ready to run. O(n).
  public func compile() -> Program { Program(self, isTraced: false) }
}

extension Environment {
  /// Checks an expression.
  ///
  /// - Parameters:
  ///   - expected: the type it must have; a condition may also be `null`, which counts as false.
  ///   - allowModelWide: whether it may go through lists of the whole model.
  ///   - given: a condition that holds wherever this one is evaluated (`where` for `when`), so that its guards count.
  /// - Throws: everything wrong with it.
  public func check(
    _ text: String, expecting expected: ExpressionType? = nil, allowModelWide: Bool = false,
    given: CheckedExpression? = nil
  ) throws(ExpressionErrors) -> CheckedExpression {
    let syntax = try Parser.parse(text, macrosEnabled: macrosEnabled, isRuleMode: mode == .rule)
    var checker = Checker(self, text, guards: given?.guards ?? [])
    var root = checker.check(syntax)
    if let expected { root = checker.expect(root, expected) }
    if mode == .rule, checker.errors.isEmpty, !allowModelWide {
      var degrees = DegreeCheck(self, text)
      degrees.visit(root, inside: 0)
      checker.errors += degrees.errors
    }
    if !checker.errors.isEmpty { throw ExpressionErrors(checker.errors) }
    let type = checker.unifier.resolve(root.type, isFinal: true)
    return CheckedExpression(
      text: text, type: type, root: root.with(type: type), syntax: syntax, frameSize: checker.frameSize,
      environment: self, guards: checker.nonNull(syntax, when: true).union(given?.guards ?? []),
      elementGuards: checker.elementGuards(syntax))
  }

  /// Resolves names without checking types, as the conformance suite asks for in places; what does not fit fails when
  /// it is evaluated.
  ///
  /// - Throws: what is wrong with the syntax.
  public func resolveUnchecked(_ text: String) throws(ExpressionErrors) -> CheckedExpression {
    let syntax = try Parser.parse(text, macrosEnabled: macrosEnabled)
    var checker = Checker(self, text, isLenient: true)
    let root = checker.check(syntax)
    return CheckedExpression(
      text: text, type: .dyn, root: root, syntax: syntax, frameSize: checker.frameSize, environment: self, guards: [],
      elementGuards: [])
  }
}

extension Checker {
  /// The whole expression, which must be of a type.
  mutating func expect(_ root: TypedExpression, _ expected: ExpressionType) -> TypedExpression {
    let root = coerced(root, to: expected)
    let given = isRuleMode && expected == .bool ? root.type.unwrapped : root.type
    if root.type.isNullable, !expected.isNullable, expected != .bool, isRuleMode, root.type != .dyn {
      return wrong(root.range, "expected \(expected.phrase), found \(unifier.resolve(root.type).phrase)")
    }
    if unifier.assign(given, to: expected) { return root }
    let isCondition = isRuleMode && expected == .bool
    return wrong(
      root.range,
      "expected \(isCondition ? "a condition" : expected.phrase), found \(unifier.resolve(root.type).phrase)",
      help: isCondition ? "compare it with something, as in `x > 3` or `x != null`" : nil)
  }
}
