internal import Checking
internal import Rules
internal import Topology

/// Explains one fact of the model, stated or not: what it means, what may stand there, and what waits for it.
struct FactExplanation {
  let fact: FactID
  let model: ModelView
  private var topology: Topology { model.topology }
  private var column: ColumnSpec { Schema.column(fact.column) }

  func explanation() -> Explanation {
    let name = topology.describe(fact)
    return Explanation(
      subject: name, kind: .fact, title: "fact `\(name)`: \(topology.valueText(fact))",
      sections: [
        Explanation.Section("", [.paragraph(column.field.doc), .facts(state)]),
        Explanation.Section("What may stand there", values),
        Explanation.Section("What it would settle", [.list(model.openVerdicts(waitingFor: fact))]),
        Explanation.Section("Which value would fail", [.table(outcomes)]),
        Explanation.Section("Findings that rest on it", [.list(findings)]),
      ])
  }

  private var state: [Explanation.FactLine] {
    var lines = [model.line(fact, named: column.path)]
    if topology.state(fact.column, fact.row) == .unknown {
      let owner = Explanation.FactLine(
        topology.kindWord(fact.entity), model.quoted(fact.entity), note: "state it here",
        span: topology.definition(fact.entity)?.key)
      lines.append(owner)
    }
    return lines
  }

  private var values: [Explanation.Block] {
    let type = Explanation.Block.paragraph(TypeText.words(column.field.type).capitalizedFirst + ".")
    let fields = TermExplanation.fields(of: column.field.type)
    return [type, .table(TypeText.values(column.field.type).map(TypeText.table) ?? fields)]
  }

  /// What each word that may stand there would make of the verdicts that wait for it.
  private var outcomes: Explanation.Table {
    let trial = ValueTrial(model.report, fact: fact)
    let waiting = model.report.open.filter { verdict in
      verdict.missing.contains { topology.shortestUnstated($0) == topology.shortestUnstated(fact) }
    }
    let rows = waiting.prefix(Self.mostVerdicts).compactMap { verdict -> [String]? in
      let outcomes = trial.outcomes(of: verdict.ruleIndex, on: verdict.subject)
      guard !outcomes.isEmpty else { return nil }
      return ["`\(model.rules[verdict.ruleIndex].id)` on \(model.quoted(verdict.subject))"]
        + ValueTrial.columns(outcomes)
    }
    return Explanation.Table(["verdict", "fails with", "passes with", "still open with"], rows)
  }

  private static let mostVerdicts = 12

  private var findings: [String] {
    let name = topology.describe(fact)
    return model.findings.filter { $0.evidence.contains { $0.message.hasPrefix("\(name): ") } }.map(model.line)
  }
}

extension ModelView {
  /// The verdicts that cannot be reached without a fact.
  func openVerdicts(waitingFor fact: FactID) -> [String] {
    let wanted = topology.shortestUnstated(fact)
    return report.open.compactMap { verdict in
      let facts = Set(verdict.missing.map(topology.shortestUnstated))
      guard facts.contains(wanted) else { return nil }
      let rule = rules[verdict.ruleIndex]
      let others = facts.subtracting([wanted]).sorted().map { "`\(topology.describe($0))`" }
      let more = others.isEmpty ? "" : ", together with " + others.joined(separator: ", ")
      return "`\(rule.id)` on \(quoted(verdict.subject))\(more): \(rule.title)"
    }
  }
}

extension String {
  /// For the first word of a sentence.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
