import Expressions

/// Runs one test and says what was wrong.
struct Runner {
  let test: ConformanceTest

  /// `nil` if the test passed, else what was expected and what came out.
  func failure() -> String? {
    let environment = environment()
    let checked: CheckedExpression
    do {
      checked =
        test.disableCheck == true
        ? try environment.resolveUnchecked(test.expr) : try environment.check(test.expr)
    } catch {
      if test.expect?.error != nil { return nil }
      return "expected \(expected), got error \(error.errors.map(\.message).joined(separator: "; "))"
    }
    if let text = test.expect?.deducedType, TypeText.parse(text) != checked.type {
      return "expected type \(text), got \(checked.type)"
    }
    if test.checkOnly == true { return nil }
    return compare(checked.compile().evaluate(EmptySource(), variables: values(environment)))
  }

  private func environment() -> Environment {
    var environment = Environment(mode: .standard)
    environment.container = test.container ?? ""
    environment.macrosEnabled = test.disableMacros != true
    var variables: [Variable] = []
    for declaration in test.typeEnv ?? [] where declaration.kind == "variable" {
      variables.append(Variable(declaration.name, declaration.type.flatMap(TypeText.parse) ?? .dyn))
    }
    for name in (test.bindings ?? [:]).keys.sorted() where !variables.contains(where: { $0.name == name }) {
      variables.append(Variable(name, .dyn))
    }
    environment.variables = variables
    environment.functions = (test.typeEnv ?? []).flatMap(\.functions)
    return environment
  }

  private func values(_ environment: Environment) -> [Value] {
    environment.variables.map { test.bindings?[$0.name]?.value?.value ?? .null }
  }

  private func compare(_ value: Value) -> String? {
    if case .error(let error) = value {
      return test.expect?.error != nil ? nil : "expected \(expected), got error \(error.message)"
    }
    if test.expect?.error != nil { return "expected an error, got \(Comparison.text(value))" }
    guard let wanted = test.expect?.value else {
      if test.expect?.deducedType != nil { return nil }
      if case .bool(true) = value { return nil }
      return "expected true, got \(Comparison.text(value))"
    }
    guard !Comparison.isEqual(value, wanted) else { return nil }
    return "expected \(expected), got \(Comparison.text(value))"
  }

  private var expected: String {
    if test.expect?.error != nil { return "an error" }
    guard let wanted = test.expect?.value else { return "true" }
    return wanted.value.map(Comparison.text) ?? "\(wanted)"
  }
}
