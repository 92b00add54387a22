internal import Analysis
internal import Checking
internal import Diagnostics
internal import Rules
internal import Topology

/// Explains a finding: the derivation with every value, the facts and where they stand, and the ways out.
struct FindingExplanation {
  let finding: Finding
  let model: ModelView

  func explanation() -> Explanation {
    let position = model.rules.firstIndex { $0.id == finding.rule }
    let rule = position.map { model.rules[$0] }
    let trace = position.map { model.report.trials.engine.trace(rule: $0, on: finding.subject, of: model.report.model) }
    return Explanation(
      subject: finding.shortID, kind: .finding,
      title: "\(finding.severity.word)[\(finding.rule)] on `\(finding.subjectID)`",
      sections: [
        Explanation.Section("", [.paragraph(finding.message), .facts(properties(rule))]),
        Explanation.Section("How it was decided", [.tree(trace.map { TraceTree(model).nodes($0) } ?? [])]),
        Explanation.Section("The facts it rests on", [.facts(facts(trace))]),
        Explanation.Section("Thresholds", [.facts(rule.map(RuleWords.parameters(of:)) ?? [])]),
        Explanation.Section("What is assumed", assumptions),
        Explanation.Section("How to mend it", FixBlocks(finding: finding, model: model).blocks()),
        Explanation.Section("What would turn it", [.list(flips(position, trace))]),
        Explanation.Section("If it is intended", RuleWords.allowance(of: finding.rule, on: finding.subjectID)),
        Explanation.Section("Why it matters", [.paragraph(rule?.rationale ?? "")]),
      ])
  }

  private func properties(_ rule: Rule?) -> [Explanation.FactLine] {
    var lines = [
      Explanation.FactLine("rule", "`\(finding.rule)`", note: rule?.title),
      Explanation.FactLine(model.topology.kindWord(finding.subject), "`\(finding.subjectID)`", span: finding.location),
    ]
    if let allowed = model.report.allowed.first(where: { $0.finding.identity == finding.identity }) {
      let until = allowed.allowance.until.map { " until \($0)" } ?? ""
      lines.append(Explanation.FactLine("allowed", allowed.allowance.reason + until, span: allowed.allowance.span))
    }
    if model.report.known.contains(where: { $0.identity == finding.identity }) {
      lines.append(Explanation.FactLine("known", "the baseline has it"))
    }
    return lines + [Explanation.FactLine("identity", finding.identity)]
  }

  /// The deciding facts, then what else the rule shows, such as the other ends of links.
  private func facts(_ trace: RuleTrace?) -> [Explanation.FactLine] {
    let deciding = trace?.deciding ?? []
    let others = finding.evidence.filter { $0.message == "\(model.topology.kindWord($0.subject)) `\($0.subjectID)`" }
    let lines =
      withoutRecords(deciding).map { model.line($0) }
      + others.map { Explanation.FactLine($0.subjectID, model.topology.kindWord($0.subject), span: $0.span) }
    return lines.isEmpty ? [drawn(finding.subject)] + finding.evidence.map { drawn($0.subject) } : lines
  }

  /// Some rules rest on what is drawn, not on what is stated of it.
  private func drawn(_ entity: EntityID) -> Explanation.FactLine {
    Explanation.FactLine(
      model.topology.id(of: entity), model.topology.kindWord(entity), span: model.topology.definition(entity)?.key)
  }

  /// A record is told by its fields where one of those decides too.
  private func withoutRecords(_ facts: [FactID]) -> [FactID] {
    facts.filter { fact in
      !facts.contains { $0 != fact && $0.entity == fact.entity && Schema.column($0.column).parent == fact.column.index }
    }
  }

  private var assumptions: [Explanation.Block] {
    guard !finding.assumed.isEmpty else { return [] }
    return [
      .paragraph("It would not stand without these, so it weighs one level less than the rule says:"),
      .facts(finding.assumed.map { model.line($0) }),
    ]
  }

  /// Single facts that decide, each with the nearest value with which the verdict would be another.
  private func flips(_ rule: Int?, _ trace: RuleTrace?) -> [String] {
    guard let rule, let trace else { return [] }
    let search = FlipSearch(model.report, rule: rule, subject: finding.subject)
    return search.flips(of: withoutRecords(trace.deciding)).map { flip in
      let values = flip.after.map { "`\($0)`" }.joined(separator: " or ")
      return "`\(model.topology.describe(flip.fact))` is `\(flip.before)`; with \(values) the rule would not fail here"
    }
  }
}

/// The derivation of a verdict as a tree.
struct TraceTree {
  private let model: ModelView
  /// More elements of a list tell nobody anything.
  private static let mostElements = 16

  init(_ model: ModelView) { self.model = model }

  func nodes(_ trace: RuleTrace) -> [Explanation.TreeNode] {
    trace.clauses.map { clause in
      let root = node(clause.root)
      return Explanation.TreeNode(
        "\(clause.name): \(root.text)", root.value, note: root.note, span: root.span, children: root.children)
    }
  }

  private func node(_ node: RuleTrace.Node) -> Explanation.TreeNode {
    let text = node.element.map { "for \($0): \(node.text)" } ?? node.text
    return Explanation.TreeNode(
      text, node.value, note: note(node),
      span: node.fact.flatMap { model.topology.place(of: $0) }.map { model.span($0) },
      children: children(node))
  }

  /// Elements that came to the same as the whole decide it, so they come first where not all can be shown.
  private func children(_ parent: RuleTrace.Node) -> [Explanation.TreeNode] {
    guard parent.children.count > Self.mostElements else { return parent.children.map(node) }
    let alike = parent.children.filter { $0.element == nil || $0.value == parent.value }
    let others = parent.children.filter { $0.element != nil && $0.value != parent.value }
    let shown = (alike + others).prefix(Self.mostElements).map(node)
    return shown + [Explanation.TreeNode("and \(parent.children.count - shown.count) more", "")]
  }

  private func note(_ node: RuleTrace.Node) -> String? {
    if let fact = node.fact {
      let basis = model.topology.basis(fact.column, fact.row)
      guard model.topology.state(fact.column, fact.row) != .unknown else { return "`\(model.topology.describe(fact))`" }
      return basis == .stated ? nil : basis.word
    }
    if let formula = node.formula { return "\(formula.words); \(formula.source)" }
    guard node.children.isEmpty, !node.missing.isEmpty else { return nil }
    let facts = Set(node.missing.map(model.topology.shortestUnstated)).sorted().prefix(8)
    return "for want of " + facts.map { "`\(model.topology.describe($0))`" }.joined(separator: ", ")
  }
}
