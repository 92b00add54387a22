internal import Analysis
internal import Diagnostics
internal import Expressions
internal import Topology

/// From a verdict to what people read.
extension RuleRun {
  /// The finding on the subject that was just decided.
  mutating func finding(_ subject: EntityID) -> Finding {
    source.showsWitnesses = true
    defer { source.showsWitnesses = false }
    setLets()
    let id = subjectID(subject)
    let reads = decidingFacts()
    let assumed = weakFacts(reads, subject)
    let evidence = evidence(subject, reads)
    return Finding(
      rule: rule.id, ruleIndex: index, severity: severity(subject, isAssumed: !assumed.isEmpty), subject: subject,
      subjectID: id, message: folded(rule.words.value.message?.render(source, variables: variables) ?? rule.title),
      location: location(subject, reads), evidence: evidence, assumed: assumed, fixes: fixes())
  }

  /// Block scalars may bring line breaks.
  private func folded(_ text: String) -> String { text.split(whereSeparator: \.isNewline).joined(separator: " ") }

  // MARK: Deciding facts

  /// The stated facts on which the verdict rests: those of the defect first, then those that make the rule apply.
  func decidingFacts() -> [FactID] {
    var facts: [FactID] = []
    source.followed = []
    for clause in [rule.defect] + bindings(behind: rule.defect) + [rule.condition].compactMap({ $0 }) {
      for read in decidingReads(clause.program.trace(source, variables: variables)) {
        for fact in self.facts(behind: read) where !facts.contains(fact) { facts.append(fact) }
      }
    }
    for fact in factsOfWays() where !facts.contains(fact) { facts.append(fact) }
    // A record says nothing that its fields do not say.
    return facts.filter { fact in
      !facts.contains {
        $0.row == fact.row && Schema.column($0.column).parent == fact.column.index
          && $0.column.table == fact.column.table
      }
        && Schema.column(fact.column).field.tellsSomething
    }
  }

  /// The clauses of the names that a clause reads: what decides may stand in a `let`.
  private func bindings(behind clause: Clause) -> [Clause] {
    guard clause.usesLets else { return [] }
    let words = Set(clause.text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    return rule.lets.filter { words.contains($0.name) }.map(\.clause)
  }

  /// The facts that a read rests on: the fact itself, or the inputs of a figure.
  func facts(behind read: FieldRead) -> [FactID] {
    if let column = source.column(of: read.field) { return [FactID(column, row: Int(read.object.row))] }
    return source.estimate(of: read.field, Int(read.object.row))?.inputs ?? []
  }

  /// Facts that are assumed, defaulted or inferred, if the verdict would not stand without such facts.
  private func weakFacts(_ reads: [FactID], _ subject: EntityID) -> [FactID] {
    let weak = reads.filter { source.topology.basis($0.column, $0.row) > .definition }
    if weak.isEmpty { return [] }
    source.countsOnlyFirmFacts = true
    source.showsWitnesses = false
    defer {
      source.countsOnlyFirmFacts = false
      source.showsWitnesses = true
    }
    var masked = RuleRun(rule: rule, index: index, source: source)
    masked.prepare()
    if case .fail = masked.decide(subject) { return [] }
    return weak
  }

  /// The first deciding line of the subject itself, else its name.
  private func location(_ subject: EntityID, _ reads: [FactID]) -> Span? {
    let topology = source.topology
    if let ring = ring(subject), let link = ring.links.first {
      return topology.definition(EntityID(.link, Int(link)))?.key
    }
    for fact in reads where fact.entity == subject {
      if let place = topology.place(of: fact), topology.basis(fact.column, fact.row) <= .stated {
        return place.key.joined(place.value)
      }
    }
    return topology.definition(subject)?.key
  }

  // MARK: Evidence

  private func evidence(_ subject: EntityID, _ reads: [FactID]) -> [Evidence] {
    var found: [Evidence] = []
    let named = rule.words.value.evidence.flatMap { objects($0.program.evaluate(source, variables: variables)) }
    for fact in reads {
      guard let place = source.topology.place(of: fact) else { continue }
      found.append(
        Evidence(
          subject: fact.entity, subjectID: source.topology.id(of: fact.entity), message: sentence(fact),
          span: place.key.joined(place.value)))
    }
    for entity in named where entity != subject && !found.contains(where: { $0.subject == entity }) {
      guard let place = source.topology.definition(entity) else { continue }
      let id = source.topology.id(of: entity)
      found.append(
        Evidence(
          subject: entity, subjectID: id, message: "\(source.topology.kindWord(entity)) `\(id)`", span: place.key))
    }
    return Array(found.prefix(8))
  }

  private func sentence(_ fact: FactID) -> String {
    let topology = source.topology
    let basis = topology.basis(fact.column, fact.row)
    let suffix = basis == .stated ? "" : " (\(basis.word))"
    return "\(topology.describe(fact)): \(topology.valueText(fact))\(suffix)"
  }

  private func objects(_ value: Value) -> [EntityID] {
    switch value {
    case .object(let object): [source.entity(of: object)]
    case .list(let list): list.flatMap { objects($0) }
    default: []
    }
  }

  // MARK: Severity

  /// RULE-LANGUAGE: the first case that holds; one lower if assumed or experimental, one higher on a tier-1 workload; in
  /// all at most one step.
  private func severity(_ subject: EntityID, isAssumed: Bool) -> Severity {
    let base =
      rule.severity.cases.first { item in
        if case .bool(true) = item.clause.program.evaluate(source, variables: variables) { true } else { false }
      }?.severity ?? rule.severity.otherwise
    let components = (ring(subject)?.members ?? [subject]).flatMap(source.topology.components)
    var steps = isAssumed ? -1 : 0
    if components.contains(where: { isExperimental($0) }) { steps -= 1 }
    if components.contains(where: { carriesTierOne($0) }) { steps += 1 }
    let level = Int(base.rawValue) + min(1, max(-1, steps))
    return Severity(rawValue: UInt8(min(max(level, 0), 2))) ?? base
  }

  private func isExperimental(_ party: Int) -> Bool {
    source.topology.word(Self.lifecycle, party) == "experimental"
  }

  private func carriesTierOne(_ party: Int) -> Bool {
    guard source.topology.hasFacts(Self.criticality) else { return false }
    return source.analysis.workloads(visiting: party).contains {
      source.topology.word(Self.criticality, $0) == "tier-1"
    }
  }

  private static let lifecycle = Schema.named(.party, "lifecycle")
  private static let criticality = Schema.named(.workload, "criticality")

  // MARK: Fixes

  private func fixes() -> [Fix] {
    rule.fixes.filter { fits($0) }.map { template in
      guard let targets = template.targets, let change = template.change else {
        return Fix(say: template.say, edits: [])
      }
      let entities = objects(targets.program.evaluate(source, variables: variables))
      let edits = entities.map { entity in
        Fix.Edit(subject: entity, subjectID: source.topology.id(of: entity), change: FlowText.write(change))
      }
      return Fix(say: template.say, edits: edits)
    }
  }

  /// What is not known speaks for a fix rather than against it.
  private func fits(_ fix: FixTemplate) -> Bool {
    guard let condition = fix.condition else { return true }
    switch condition.program.evaluate(source, variables: variables) {
    case .bool(false), .null: return false
    default: return true
    }
  }
}

extension Field {
  /// Whether the fact is more than a name of something that is evidence itself.
  fileprivate var tellsSomething: Bool {
    switch type {
    case .rows: false
    case .reference: !isRequired
    default: true
    }
  }
}

extension Span {
  /// From the start of one to the end of the other, if they stand in one file.
  func joined(_ other: Span) -> Span {
    guard file == other.file, other.end >= start else { return self }
    return Span(file: file, start: start, end: other.end)
  }
}
