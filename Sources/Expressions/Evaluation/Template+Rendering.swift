/// A compiled template; it may render on many threads at once.
public final class Template: Sendable {
  private enum Part: Sendable {
    case text(String)
    case value(Program)
    /// A last `.join(separator)`, which shows perhaps-members instead of coming out unknown.
    case joined(Program, separator: Program?)
  }

  private let parts: [Part]
  private let environment: Environment

  init(_ checked: CheckedTemplate) {
    environment = checked.environment
    parts = checked.parts.map { part in
      switch part {
      case .text(let text): .text(text)
      case .expression(let expression, _): Self.part(expression)
      }
    }
  }

  private static func part(_ expression: CheckedExpression) -> Part {
    guard expression.environment.mode == .rule, case .call("join", let arguments) = expression.root.kind else {
      return .value(expression.compile())
    }
    let list = expression.part(arguments[0]).compile()
    return .joined(list, separator: arguments.count > 1 ? expression.part(arguments[1]).compile() : nil)
  }

  /// The text with the values put in. `variables` are by slot.
  ///
  /// Of `a ? b : c` where nobody can tell `a`, people read `c`: what is said is what surely is.
  public func render(_ source: any ObjectSource, variables: [Value] = []) -> String {
    let formatter = ValueFormatter(environment, source: source)
    return parts.map { part in
      switch part {
      case .text(let text): return text
      case .value(let program):
        var frame = program.makeFrame(source, variables: variables)
        frame.machine.tellsWhatIsSure = true
        return formatter.format(program.evaluate(&frame), as: program.type)
      case .joined(let program, let separator):
        var between = ""
        if case .string(let text)? = separator?.evaluate(source, variables: variables) { between = text }
        let value = program.evaluate(source, variables: variables)
        return formatter.format(value, as: program.type, separator: between)
      }
    }.joined()
  }
}

extension CheckedExpression {
  /// A part of the expression as one of its own.
  func part(_ root: TypedExpression) -> CheckedExpression {
    CheckedExpression(
      text: text, type: root.type, root: root, syntax: syntax, frameSize: frameSize, environment: environment,
      guards: guards, elementGuards: [])
  }
}
