internal import Checking
internal import Diagnostics
internal import Rules
internal import Topology
internal import YAMLTree

/// Explains a rule: what it says, why, how it decides, and how it came out in a model.
struct RuleExplanation {
  let rule: Rule
  let examples: [RuleExample]
  let model: ModelView?

  func explanation() -> Explanation {
    Explanation(
      subject: rule.id, kind: .rule, title: "rule `\(rule.id)`: \(rule.title)",
      sections: [
        Explanation.Section("", [.paragraph(rule.rationale), .facts(properties)]),
        Explanation.Section("How it is decided", decision), Explanation.Section("When it cannot be told", openness),
        Explanation.Section("How to mend it", fixes),
        Explanation.Section("When it is wrong", [.paragraph(rule.falsePositives)]),
        Explanation.Section("Examples", exampleBlocks), Explanation.Section("In this model", results),
        Explanation.Section("If it is intended", RuleWords.allowance(of: rule.id)),
        Explanation.Section("References", [.list(rule.references)]),
      ])
  }

  private var properties: [Explanation.FactLine] {
    var lines = [
      Explanation.FactLine("concern", rule.concern), Explanation.FactLine("severity", rule.severity.description),
      Explanation.FactLine(
        "profile", rule.profile.rawValue + (rule.profile == .core ? " (on by default)" : " (off by default)")),
      Explanation.FactLine("status", rule.status),
    ]
    if !rule.tags.isEmpty {
      lines.insert(Explanation.FactLine("tags", rule.tags.map(\.rawValue).joined(separator: ", ")), at: 1)
    }
    if !rule.isBuiltin { lines.append(Explanation.FactLine("file", rule.file.path, span: rule.place)) }
    return lines
  }

  // MARK: Decision

  private var decision: [Explanation.Block] {
    if rule.isDecidedByEngine { return [.paragraph("It is decided by the engine itself, over the whole model.")] }
    return [
      .paragraph("Each \(rule.subjectType) `\(rule.subjectName)`\(condition) is a defect when this holds:"),
      .code(rule.defect.text.trimmed, language: "cel"),
      .paragraph(rule.condition == nil ? "" : "It speaks only of those where:"),
      .code(rule.condition?.text.trimmed ?? "", language: "cel"),
      .paragraph(rule.definitions.isEmpty && rule.parameters.isEmpty ? "" : "With these names:"),
      .facts(definitions + RuleWords.parameters(of: rule)),
    ]
  }

  private var condition: String { rule.condition == nil ? "" : " that the rule speaks of" }

  private var definitions: [Explanation.FactLine] {
    rule.definitions.map { Explanation.FactLine($0.name, $0.text) }
  }

  private var openness: [Explanation.Block] {
    if rule.isDecidedByEngine { return [] }
    let policy =
      switch rule.unknown {
      case .report: "such a verdict is a question, not a finding"
      case .ignore: "such a verdict is passed over"
      case .fail: "such a verdict counts as a finding"
      }
    let instances = examples.filter { !($0.missing ?? []).isEmpty }.map { example in
      "\(example.name): " + (example.missing ?? []).map { "`\($0)`" }.joined(separator: ", ")
    }
    return [
      .paragraph(
        "It reaches no verdict where a fact that nobody stated could decide either way; facts that are stated may still "
          + "settle it. By the rule, \(policy)."),
      .list(instances),
    ]
  }

  private var fixes: [Explanation.Block] {
    rule.fixes.flatMap { fix -> [Explanation.Block] in
      let edit = fix.change.map { rule.file.text(of: $0.place) } ?? ""
      return [.list([fix.say]), .code(RuleWords.bare(edit), language: "yaml")]
    }
  }

  // MARK: Examples

  /// One that fails, one that passes and one that cannot be told.
  private var exampleBlocks: [Explanation.Block] {
    let chosen = [
      ("fails", examples.first { !$0.fail.isEmpty }),
      ("passes", examples.first { $0.fail.isEmpty && $0.unknown.isEmpty }),
      ("cannot be told", examples.first { $0.fail.isEmpty && !$0.unknown.isEmpty }),
    ]
    return chosen.flatMap { word, example -> [Explanation.Block] in
      guard let example else { return [] }
      return [.paragraph("\(sentence(example, word)):"), .code(example.model.trimmed, language: "yaml")]
    }
  }

  private func sentence(_ example: RuleExample, _ word: String) -> String {
    let subjects = (example.fail.isEmpty ? example.unknown : example.fail).map { "`\($0)`" }.joined(separator: ", ")
    let missing = (example.missing ?? []).map { "`\($0)`" }.joined(separator: ", ")
    let why = example.fail.isEmpty && !missing.isEmpty ? ", without \(missing)" : ""
    return "\(example.name) (\(word)\(subjects.isEmpty ? "" : ": \(subjects)")\(why))"
  }

  // MARK: Results

  private var results: [Explanation.Block] {
    guard let model else { return [] }
    guard let index = model.rules.firstIndex(where: { $0.id == rule.id }) else {
      return [.paragraph("It was not run: it is off, or not selected.")]
    }
    let counts = model.report.countsByRule.indices.contains(index) ? model.report.countsByRule[index] : VerdictCounts()
    let open = model.report.open.filter { $0.ruleIndex == index }.prefix(12).map { verdict in
      let facts = Set(verdict.missing.map(model.topology.shortestUnstated)).sorted()
      let names = facts.map { "`\(model.topology.describe($0))`" }.joined(separator: ", ")
      return "\(model.quoted(verdict.subject)) cannot be told without \(names)"
    }
    return [
      .paragraph(
        "\(counts.fail) failed, \(counts.pass) passed, \(counts.unknown) cannot be told, \(counts.notApplicable) do not "
          + "apply."),
      .list(model.lines(of: model.findings.filter { $0.rule == rule.id })), .list(open),
    ]
  }
}

/// Words that explanations of rules and of findings share.
enum RuleWords {
  /// The thresholds in force, each with where it comes from.
  static func parameters(of rule: Rule) -> [Explanation.FactLine] {
    rule.parameters.map { parameter in
      let value = rule.valueText(of: parameter)
      let doc = parameter.doc.isEmpty ? "parameter" : parameter.doc.droppingStop
      let origin =
        parameter.isDefault ? "the default" : "from the configuration; the default is \(parameter.defaultText)"
      return Explanation.FactLine(parameter.name, value, note: "\(doc); \(origin)")
    }
  }

  /// How to take responsibility for a finding.
  static func allowance(of rule: String, on subject: String = "…") -> [Explanation.Block] {
    [
      .paragraph("On or above the line it covers, with a reason and, better, an end:"),
      .code("# topolint: allow[\(rule)] until DATE -- reason", language: "yaml"), .paragraph("Or in `.topolint.yaml`:"),
      .code("allow:\n  - {rule: \(rule), subject: \"\(subject)\", reason: …, until: DATE}", language: "yaml"),
    ]
  }

  /// A change as it stands in a file: without the braces around it.
  static func bare(_ change: String) -> String {
    guard change.hasPrefix("{"), change.hasSuffix("}") else { return change.trimmed }
    return String(change.dropFirst().dropLast()).trimmed
  }
}

extension String {
  /// Without blanks and line breaks at both ends.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}
