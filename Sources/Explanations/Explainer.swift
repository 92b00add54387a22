public import Checking
internal import Diagnostics
public import Rules
internal import Topology

/// Resolves what people ask about to an explanation of it.
public struct Explainer: Sendable {
  let report: SystemReport?
  let rules: [Rule]
  let decided: [Rule]
  let examples: [String: [RuleExample]]

  /// - Parameters:
  ///   - report: The checked model; without one only rules and words of the language can be explained.
  ///   - rules: All rules that may be asked about.
  ///   - decided: The rules of the run behind `report`, in its order; `rules` if left out.
  ///   - examples: The examples of rules, by rule id.
  public init(
    report: SystemReport?, rules: [Rule], decided: [Rule]? = nil, examples: [String: [RuleExample]] = [:]
  ) {
    self.report = report
    self.rules = rules
    self.decided = decided ?? rules
    self.examples = examples
  }

  /// The explanation of a subject: the id of a finding, an entity of the model, a rule, `a -> b`, a figure like
  /// `orders.utilization`, a fact like `shipping.ship.idempotency` or a word of the language, tried in this order.
  ///
  /// A kind in front decides between things of one name: `workload:checkout`, `rule:…`, `field:…`.
  public func explain(_ subject: String) throws(UnknownSubject) -> Explanation {
    if let found = find(subject) { return found }
    let wanted = Self.normalized(subject)
    let candidates = model.map { ModelSubjects($0).candidates(for: wanted) } ?? []
    throw UnknownSubject(wanted, among: candidates.isEmpty ? names : candidates + names, hasModel: report != nil)
  }

  /// The same without the search for what else could have been meant.
  public func find(_ subject: String) -> Explanation? {
    let wanted = Self.normalized(subject)
    guard var found = resolve(wanted) else { return nil }
    found.alsoNamed = namesakes(of: wanted).filter { !$0.hasPrefix("\(prefix(of: found)):") }
    return found
  }

  var model: ModelView? { report.map { ModelView(report: $0, rules: decided) } }

  /// One blank at each side of an arrow, none around the whole.
  static func normalized(_ subject: String) -> String {
    let arrows = subject.split(separator: "→", omittingEmptySubsequences: false).joined(separator: "->")
    guard let arrow = arrows.firstRange(of: "->") else { return arrows.trimmed }
    return String(arrows[..<arrow.lowerBound]).trimmed + " -> " + String(arrows[arrow.upperBound...]).trimmed
  }

  private func resolve(_ subject: String) -> Explanation? {
    if subject.isEmpty { return nil }
    if let found = resolveQualified(subject) { return found }
    if let model {
      if let found = finding(subject, model) { return found }
      if let entity = model.topology.entity(withID: subject) { return explanation(of: entity, model) }
      if subject == model.topology.name { return SystemExplanation(model: model).explanation() }
    }
    if let found = rule(subject) { return found }
    if let model {
      if let found = ModelSubjects(model).resolve(subject) { return found }
    }
    return term(subject)
  }

  /// A word of the language, or an attribute that the configuration adds to it.
  private func term(_ word: String) -> Explanation? {
    model.flatMap { AttributeExplanation(word, in: $0.topology)?.explanation() }
      ?? TermExplanation(term: word).explanation()
  }

  // MARK: Findings and rules

  /// At least eight digits of a finding's identity.
  private func finding(_ digits: String, _ model: ModelView) -> Explanation? {
    let prefix = digits.lowercased()
    guard prefix.utf8.count >= 8, prefix.allSatisfy(\.isHexDigit) else { return nil }
    return model.findings.first { $0.identity.hasPrefix(prefix) }.map {
      FindingExplanation(finding: $0, model: model).explanation()
    }
  }

  private func rule(_ id: String) -> Explanation? {
    rules.first { $0.id == id }.map {
      RuleExplanation(rule: $0, examples: examples[id] ?? [], model: model).explanation()
    }
  }

  func explanation(of entity: EntityID, _ model: ModelView) -> Explanation? {
    switch entity.table {
    case .system: SystemExplanation(model: model).explanation()
    case .party: ComponentExplanation(row: entity.row, model: model).explanation()
    case .interface: InterfaceExplanation(row: entity.row, model: model).explanation()
    case .operation: OperationExplanation(row: entity.row, model: model).explanation()
    case .link: LinkExplanation(row: entity.row, model: model).explanation()
    case .dataSet: DataSetExplanation(row: entity.row, model: model).explanation()
    case .workload: WorkloadExplanation(row: entity.row, model: model).explanation()
    case .copy, .transformation, .pool, .distance, .backup: nil
    }
  }

  // MARK: Names that stand for several things

  /// `kind:name`.
  private func resolveQualified(_ subject: String) -> Explanation? {
    guard let colon = subject.firstIndex(of: ":") else { return nil }
    let name = String(subject[subject.index(after: colon)...])
    guard !name.isEmpty else { return nil }
    switch subject[..<colon] {
    case "rule": return rule(name)
    case "field", "term": return term(name)
    case "finding": return model.flatMap { finding(name, $0) }
    case let kind:
      return model.flatMap { model in entity(String(kind), name, model.topology).flatMap { explanation(of: $0, model) }
      }
    }
  }

  private func entity(_ kind: String, _ name: String, _ topology: Topology) -> EntityID? {
    switch kind {
    case "component", "client", "service", "store", "queue": topology.party(named: name).map { EntityID(.party, $0) }
    case "data": topology.dataSet(named: name).map { EntityID(.dataSet, $0) }
    case "workload": topology.workload(named: name).map { EntityID(.workload, $0) }
    case "link": topology.rows(of: .link).map { EntityID(.link, $0) }.first { topology.id(of: $0) == name }
    case "system": topology.name == name ? EntityID(.system, 0) : nil
    default: nil
    }
  }

  /// Everything of the name, each as it can be asked for.
  private func namesakes(of name: String) -> [String] {
    var found: [String] = []
    if let topology = report?.topology {
      for kind in ["component", "data", "workload", "link", "system"] where entity(kind, name, topology) != nil {
        found.append("\(kind):\(name)")
      }
    }
    if rules.contains(where: { $0.id == name }) { found.append("rule:\(name)") }
    if term(name) != nil { found.append("field:\(name)") }
    return found.count > 1 ? found : []
  }

  private func prefix(of explanation: Explanation) -> String {
    explanation.kind == .term ? "field" : explanation.kind.rawValue
  }
}
