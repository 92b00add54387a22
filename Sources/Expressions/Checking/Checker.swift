/// Gives every name a meaning and every expression a type.
///
/// Errors are collected; a wrong expression gets the type `error`, which fits everywhere, so that one mistake is told
/// once. With `isLenient` nothing is an error: what does not fit fails when it is evaluated.
struct Checker {
  struct Local {
    var name: String
    var slot: Int
    var type: ExpressionType
  }

  let environment: Environment
  let text: String
  let isLenient: Bool
  var errors: [ExpressionError] = []
  var locals: [Local] = []
  /// Paths (`l.target_operation`) that are known not to be null here.
  var guards: Set<String> = []
  var unifier: Unifier
  private(set) var frameSize: Int

  var isRuleMode: Bool { environment.mode == .rule }

  init(_ environment: Environment, _ text: String, isLenient: Bool = false, guards: Set<String> = []) {
    self.environment = environment
    self.text = text
    self.isLenient = isLenient
    self.guards = guards
    unifier = Unifier(environment)
    frameSize = environment.variables.count
  }

  /// Checks one node and what is below it.
  mutating func check(_ node: SyntaxNode) -> TypedExpression {
    switch node.kind {
    case .literal(let literal): return constant(literal, node.range)
    case .identifier, .select: return name(node)
    case .has(let operand, let field): return has(operand, field, node.range)
    case .index(let operand, let index, let isOptional):
      return self.index(check(operand), check(index), isOptional, node.range)
    case .call(let callee, let arguments): return call(callee, arguments, node.range)
    case .memberCall(let receiver, let callee, let arguments):
      return memberCall(receiver, callee, arguments, node.range)
    case .list(let items): return list(items, node.range)
    case .map(let entries): return map(entries, node.range)
    case .message(let name, _):
      return wrong(node.range, .undeclaredName, "the message type `\(name)` is not known")
    case .comprehension(let comprehension): return self.comprehension(comprehension, node.range)
    case .bind(let variable, let value, let body): return bind(variable, value, body, node.range)
    case .optionalMap(let operand, let variable, let body, let isFlat):
      return optionalMap(operand, variable, body, isFlat, node.range)
    }
  }

  /// Reports an error, or leaves a failure to be met when evaluating.
  mutating func wrong(
    _ range: Range<Int>, _ kind: EvaluationError.Kind, _ message: String, help: String? = nil
  ) -> TypedExpression {
    if isLenient { return TypedExpression(.failure(kind, message), range, .dyn) }
    errors.append(ExpressionError(range, message, help: help))
    return TypedExpression(.failure(kind, message), range, .error)
  }

  /// Reports that types do not fit.
  mutating func wrong(_ range: Range<Int>, _ message: String, help: String? = nil) -> TypedExpression {
    wrong(range, .noSuchOverload, message, help: help)
  }

  private func constant(_ literal: Literal, _ range: Range<Int>) -> TypedExpression {
    switch literal {
    case .null: TypedExpression(.constant(.null), range, .null)
    case .bool(let value): TypedExpression(.constant(.bool(value)), range, .bool)
    case .int(let value) where isRuleMode: TypedExpression(.constant(.double(Double(value))), range, .number)
    case .uint(let value) where isRuleMode: TypedExpression(.constant(.double(Double(value))), range, .number)
    case .double(let value) where isRuleMode: TypedExpression(.constant(.double(value)), range, .number)
    case .int(let value): TypedExpression(.constant(.int(value)), range, .int)
    case .uint(let value): TypedExpression(.constant(.uint(value)), range, .uint)
    case .double(let value): TypedExpression(.constant(.double(value)), range, .double)
    case .string(let value): TypedExpression(.constant(.string(value)), range, .string)
    case .bytes(let value): TypedExpression(.constant(.bytes(value)), range, .bytes)
    }
  }

  /// Runs `body` with a local variable.
  mutating func withLocals<T>(
    _ names: [(String, ExpressionType)], _ body: (inout Checker, [Int]) -> T
  ) -> T {
    let first = (locals.last?.slot).map { $0 + 1 } ?? environment.variables.count
    for (offset, (name, type)) in names.enumerated() {
      locals.append(Local(name: name, slot: first + offset, type: type))
    }
    frameSize = max(frameSize, first + names.count)
    let result = body(&self, names.indices.map { first + $0 })
    locals.removeLast(names.count)
    return result
  }

  /// Runs `body` knowing that `paths` are not null.
  mutating func assuming<T>(_ paths: Set<String>, _ body: (inout Checker) -> T) -> T {
    let before = guards
    guards.formUnion(paths)
    let result = body(&self)
    guards = before
    return result
  }

  /// The text of a node, for messages.
  func source(_ range: Range<Int>) -> String {
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    let end = bytes.index(bytes.startIndex, offsetBy: range.upperBound)
    return String(text[start..<end])
  }
}
