internal import Diagnostics
internal import Expressions
internal import YAMLTree

/// The keys of a rule that hold expressions.
extension RuleAssembly {
  /// Checks an expression; first without the names of `let`, so that subjects can be sorted out before those are computed.
  mutating func clause(_ node: YAMLNode, expecting type: ExpressionType?) -> Clause? {
    guard let text = expressionText(node) else { return nil }
    if let checked = try? base.check(text, expecting: type, given: guards) {
      return Clause(text: text, checked: checked, program: checked.compile(), usesLets: false, node: node)
    }
    do {
      let checked = try environment.check(text, expecting: type, given: guards)
      return Clause(text: text, checked: checked, program: checked.compile(), usesLets: true, node: node)
    } catch {
      report(error.errors, in: node)
      return nil
    }
  }

  private mutating func expressionText(_ node: YAMLNode) -> String? {
    switch node.scalar {
    case _ where !node.isScalar:
      problem("wrong-type", "an expression is a text", at: node.place, help: "write it after `|`, on a line of its own")
      return nil
    default: return reader.text(of: node)
    }
  }

  mutating func report(_ errors: [ExpressionError], in node: YAMLNode) {
    for error in errors {
      problem(
        "expression", error.message, at: node.sourceSpan(ofTextRange: error.range), help: error.help)
    }
  }

  /// `let` and `once`: names for values, each may use those before it.
  mutating func readBindings(_ key: String, modelWide: Bool) -> [LetBinding] {
    var bindings: [LetBinding] = []
    for entry in root[key]?.entries.map({ $0 }) ?? [] {
      guard let text = expressionText(entry.value) else { continue }
      do {
        let checked = try (modelWide ? modelWideEnvironment : environment).check(text, allowModelWide: modelWide)
        bindings.append(
          LetBinding(
            name: entry.key.text,
            clause: Clause(text: text, checked: checked, program: checked.compile(), usesLets: true, node: entry.value)))
        environment = environment.declaring(
          [
            Variable(
              entry.key.text, checked.type, cost: checked.type.element == nil ? .constant : .degree,
              elementGuards: checked.elementGuards)
          ])
      } catch {
        report(error.errors, in: entry.value)
      }
    }
    return bindings
  }

  private var modelWideEnvironment: Environment { environment.declaring(ModelLists.variables) }

  mutating func readSeverity() -> SeverityPolicy? {
    guard let node = root["severity"] else { return nil }
    if node.isScalar {
      guard let severity = severity(node, node.text) else { return nil }
      return SeverityPolicy(cases: [], otherwise: severity)
    }
    var cases: [SeverityPolicy.Case] = []
    var otherwise: Severity?
    for entry in node.entries {
      let key = entry.key.text
      if key == "otherwise" {
        otherwise = severity(entry.value, entry.value.text)
      } else if let severity = severity(entry.key, key), let clause = clause(entry.value, expecting: .bool) {
        cases.append(SeverityPolicy.Case(severity: severity, clause: clause))
      }
    }
    guard let otherwise else {
      problem("missing-key", "a severity with conditions needs `otherwise`", at: node.place)
      return nil
    }
    return SeverityPolicy(cases: cases, otherwise: otherwise)
  }

  private mutating func severity(_ node: YAMLNode, _ word: String) -> Severity? {
    if let severity = Severity(word: word) { return severity }
    problem("wrong-value", "`\(word)` is not a severity", at: node.place, help: "write `error`, `warning` or `note`")
    return nil
  }

  mutating func readMessage() -> Template? {
    guard let node = root["message"] else {
      problem("missing-key", "a rule needs a `message`", at: root.place)
      return nil
    }
    do {
      return try environment.checkTemplate(node.text, given: guards).compile()
    } catch {
      report(error.errors, in: node)
      return nil
    }
  }

  mutating func readEvidence() -> [EvidenceClause] {
    root["evidence"]?.items.compactMap { evidence($0) } ?? []
  }

  private mutating func evidence(_ node: YAMLNode) -> EvidenceClause? {
    do {
      return EvidenceClause(text: node.text, program: try environment.check(node.text, given: guards).compile())
    } catch {
      report(error.errors, in: node)
      return nil
    }
  }

  mutating func readFixes() -> [FixTemplate] {
    root["fix"]?.items.compactMap { item in
      guard let say = item["say"]?.text else {
        problem("missing-key", "a fix needs `say`: what to do", at: item.place)
        return nil
      }
      return FixTemplate(say: say, targets: item["for"].flatMap { evidence($0) }, change: item["set"])
    } ?? []
  }
}

/// The lists of the whole model, which only `once` may read.
enum ModelLists {
  static let names: [(name: String, type: String)] = [
    ("components", "component"), ("services", "service"), ("stores", "store"), ("queues", "queue"), ("clients", "client"),
    ("interfaces", "interface"), ("operations", "operation"), ("links", "link"), ("data_sets", "data"), ("workloads", "workload"),
  ]

  static let variables =
    names.map { Variable($0.name, .list(.object($0.type)), cost: .model) } + [Variable("system", .object("system"))]
}
