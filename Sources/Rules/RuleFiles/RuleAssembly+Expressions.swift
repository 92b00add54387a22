internal import Diagnostics
internal import Expressions
internal import YAMLTree

/// The keys of a rule that hold expressions.
extension RuleAssembly {
  /// Checks an expression.
  mutating func clause(_ node: YAMLNode, expecting type: ExpressionType?) -> Clause? {
    guard let text = expressionText(node) else { return nil }
    do {
      let checked = try environment.check(text, expecting: type, given: guards)
      let usesLets = letNames.contains { checked.reads($0) }
      return Clause(text: text, checked: checked, usesLets: usesLets, node: node)
    } catch {
      report(error.errors, in: node)
      return nil
    }
  }

  /// The text of an expression, unless YAML took it for something else.
  private mutating func expressionText(_ node: YAMLNode) -> String? {
    let traps = YAMLTraps(file: file)
    if node.isScalar, let tag = node.tag, tag.hasPrefix("!") {
      problem(
        "wrong-type", "YAML takes `\(tag)` for a tag, and not for a part of the expression",
        at: traps.value(onLineOf: node.span.start, in: id) ?? node.place, help: traps.advice(at: node.span.start))
      return nil
    }
    guard node.isScalar else {
      let what = node.isSequence ? "a list" : "a map"
      problem(
        "wrong-type", "an expression is a text, and YAML takes this for \(what)", at: node.place,
        help: traps.advice(at: node.span.start) ?? "write it after `|`, on a line of its own")
      return nil
    }
    if node.text.isEmpty {
      problem(
        "expression", "an expression is missing", at: node.place, help: "write it after `|`, on lines of its own")
      return nil
    }
    return node.text
  }

  mutating func report(_ errors: [ExpressionError], in node: YAMLNode) {
    for error in errors {
      let isCut = error.message.hasSuffix("is not closed")
      let advice = isCut ? YAMLTraps(file: file).advice(afterCommentIn: node) : nil
      problem(
        "expression", error.message, at: node.sourceSpan(ofTextRange: error.range), help: advice ?? error.help)
    }
  }

  /// `let` and `once`: names for values, each may use those before it.
  mutating func readBindings(_ key: String, modelWide: Bool) -> [LetBinding] {
    var bindings: [LetBinding] = []
    for entry in root[key]?.entries.map({ $0 }) ?? [] {
      environment.hints[entry.key.text] = "it stands further down; an expression can use the names above it"
    }
    for entry in root[key]?.entries.map({ $0 }) ?? [] {
      guard checkName(entry.key) else { continue }
      guard let text = expressionText(entry.value) else {
        environment = environment.declaring([Variable(entry.key.text, .error)])
        continue
      }
      do {
        let checked = try (modelWide ? modelWideEnvironment : environment).check(text, allowModelWide: modelWide)
        bindings.append(
          LetBinding(
            name: entry.key.text,
            clause: Clause(text: text, checked: checked, usesLets: true, node: entry.value))
        )
        if !modelWide { letNames.append(entry.key.text) }
        environment = environment.declaring(
          [
            Variable(
              entry.key.text, checked.type, cost: checked.type.element == nil ? .constant : .degree,
              elementGuards: checked.elementGuards)
          ])
      } catch {
        report(error.errors, in: entry.value)
        // The name is there, so that nothing else is wrong where it is used.
        environment = environment.declaring([Variable(entry.key.text, .error)])
      }
    }
    return bindings
  }

  /// With the lists of the model, and without the subject, whose slot stays.
  private var modelWideEnvironment: Environment {
    var wide = environment.declaring(ModelLists.variables)
    wide.hints[wide.variables[0].name] =
      "`once` is computed once for all subjects; what depends on the subject is for `let:`"
    wide.variables[0].name = "@subject"
    return wide
  }

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
      problem(
        "missing-key", "a severity with conditions needs `otherwise`", at: node.place,
        help: "add the severity that holds if no condition does, as in `otherwise: warning`")
      return nil
    }
    return SeverityPolicy(cases: cases, otherwise: otherwise)
  }

  private mutating func severity(_ node: YAMLNode, _ word: String) -> Severity? {
    if let severity = Severity(word: word) { return severity }
    wrongWord(node, word, "a severity", ["error", "warning", "note"])
    return nil
  }

  mutating func readMessage() -> (checked: CheckedTemplate, node: YAMLNode)? {
    guard let node = root["message"], node.isScalar else { return nil }
    do {
      return (try environment.checkTemplate(node.text, given: guards), node)
    } catch {
      report(error.errors, in: node)
      return nil
    }
  }

  mutating func readEvidence() -> [EvidenceClause] {
    root["evidence"]?.items.compactMap { elements($0, "evidence is an element of the model or a list of them")?.clause }
      ?? []
  }

  /// An expression that yields elements of the model, and the name of their type.
  mutating func elements(_ node: YAMLNode, _ what: String) -> (clause: EvidenceClause, type: String)? {
    do {
      let checked = try environment.check(node.text, given: guards)
      guard let type = Self.objectType(checked.type) else {
        if checked.type != .error {
          problem("wrong-type", "\(what), not \(checked.type.words)", at: node.place)
        }
        return nil
      }
      return (EvidenceClause(text: node.text, program: checked.compile()), type)
    } catch {
      report(error.errors, in: node)
      return nil
    }
  }

  private static func objectType(_ type: ExpressionType) -> String? {
    switch type.unwrapped {
    case .object(let name): name
    case .list(let element): objectType(element)
    default: nil
    }
  }
}

/// The lists of the whole model, which only `once` may read.
public enum ModelLists {
  static let names: [(name: String, type: String)] = [
    ("components", "component"), ("services", "service"), ("stores", "store"), ("queues", "queue"),
    ("clients", "client"),
    ("interfaces", "interface"), ("operations", "operation"), ("links", "link"), ("data_sets", "data"),
    ("workloads", "workload"),
  ]

  static let variables =
    names.map { Variable($0.name, .list(.object($0.type)), cost: .model) } + [Variable("system", .object("system"))]

  /// The names of the lists, and `system`: for completion.
  public static let allNames = names.map(\.name) + ["system"]

  /// What to do where somebody expects such a list.
  static let hints = Dictionary(
    uniqueKeysWithValues: names.map {
      ($0.name, "the lists of the whole model are for `once:`; start from the subject's own lists here")
    })
}
