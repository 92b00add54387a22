internal import Analysis
internal import Diagnostics
public import Frontends
public import Rules
internal import Topology
public import YAMLTree

/// Decides the rules of a run over the systems of a run.
public struct Checker: Sendable {
  public let rules: [Rule]
  public let configuration: Configuration
  /// ISO 8601; decides which allowances have expired.
  public let today: String
  public let baseline: Baseline?
  /// By the position of the rule in `rules`.
  private let settings: [RuleSettings]
  private let engine: RuleEngine

  public init(rules: [Rule], configuration: Configuration, today: String, baseline: Baseline? = nil) {
    self.rules = rules.filter(configuration.isEnabled)
    settings = self.rules.map { configuration.settings(for: RuleName($0)) }
    self.configuration = configuration
    self.today = today
    self.baseline = baseline
    engine = RuleEngine(rules: self.rules, exceptions: Exceptions(settings).filters)
  }

  /// Checks every topology that was read.
  ///
  /// - Parameters:
  ///   - streams: The files behind the topologies, for allowances in comments.
  ///   - knownRules: The ids of all rules, the disabled ones included.
  public func check(_ read: ReadResult, streams: [YAMLStream], knownRules: [String]) -> CheckResult {
    let models = read.topologies.map {
      FixTrial.isPossible(on: $0) ? SharedModel(revising: nil, to: $0) : SharedModel($0)
    }
    return check(models, streams: streams, knownRules: knownRules)
  }

  /// Checks systems of which something may have been found out already.
  ///
  /// - Parameter triesFixes: Whether the changes of the first findings are tried on the model.
  public func check(
    _ models: [SharedModel], streams: [YAMLStream], knownRules: [String], triesFixes: Bool = true
  ) -> CheckResult {
    let comments = streams.map { AllowanceComments.read($0, rules: knownRules) }
    var ledger = AllowanceLedger(configuration.allowances + comments.flatMap(\.allowances), today: today)
    var result = CheckResult(systems: [], rules: rules, diagnostics: comments.flatMap(\.problems), faults: [])
    var counts = rules.map { _ in VerdictCounts() }
    for model in models {
      let decided = engine.run(on: model)
      result.faults += decided.faults
      counts = zip(counts, decided.countsByRule).map { $0 + $1 }
      var report = report(on: model, decided, &ledger)
      if triesFixes { tryFixes(&report, all: decided.findings) }
      result.systems.append(report)
    }
    let evidence = Evidence(today: today, mostDays: configuration.evidenceDays)
    result.diagnostics += ledger.hygiene() + models.map(\.topology).flatMap(evidence.hygiene)
    result.diagnostics += Exceptions(settings).hygiene(models.map(\.topology))
    // Of a rule with exceptions the counts tell what the configuration wants rather than what the rule says.
    let whole = rules.indices.filter { settings[$0].except.isEmpty }
    result.diagnostics += CustomRuleWarnings.of(
      whole.map { rules[$0] }, counts: whole.map { counts[$0] }, faults: result.faults)
    return result
  }

  private func report(on model: SharedModel, _ decided: RuleResults, _ ledger: inout AllowanceLedger) -> SystemReport {
    let topology = model.topology
    var report = SystemReport(
      model: model, trials: ChangedModels(of: model, engine), findings: [], allowed: [], known: [], open: [],
      questions: [], counts: decided.counts, countsByRule: decided.countsByRule)
    for var finding in decided.findings {
      if let severity = settings[finding.ruleIndex].severity { finding.severity = severity }
      if let allowance = ledger.allowance(for: finding, in: topology) {
        report.allowed.append(AllowedFinding(finding: finding, allowance: allowance))
      } else if baseline?.contains(finding) == true {
        report.known.append(finding)
      } else {
        report.findings.append(finding)
      }
    }
    for verdict in decided.open { add(verdict, to: &report) }
    let (open, findings, analysis) = (report.open, report.findings, report.analysis)
    // Neither has to do with the other, and of a large model either takes its time.
    let sorted = Parallel.map(2) { half -> ([Question], [Finding]) in
      half == 0
        ? (Questions.ranked(open, rules: rules, topology: topology), [])
        : ([], FindingOrder(topology, analysis).sorted(findings))
    }
    (report.questions, report.findings) = (sorted[0].0, sorted[1].1)
    return report
  }

  /// Tries the changes of the findings that are shown first.
  private func tryFixes(_ report: inout SystemReport, all: [Finding]) {
    guard FixTrial.isPossible(on: report.topology) else { return }
    let trial = FixTrial(report.topology, report.trials, findings: all)
    let first = report.findings.prefix(FixTrial.mostFindings)
    let tried = Parallel.map(first.count) { trial.tried(first[$0]) }
    report.findings.replaceSubrange(first.indices, with: tried)
  }

  private func add(_ verdict: OpenVerdict, to report: inout SystemReport) {
    let rule = rules[verdict.ruleIndex]
    switch settings[verdict.ruleIndex].unknown ?? rule.unknown {
    case .ignore: return
    case .report: report.open.append(verdict)
    case .fail:
      report.open.append(verdict)
      var finding = Finding(unknown: verdict, of: rule, in: report.topology)
      finding.severity = settings[verdict.ruleIndex].severity ?? finding.severity
      report.findings.append(finding)
    }
  }
}

extension Finding {
  /// A verdict that cannot be reached, for rules that are told to fail then.
  init(unknown verdict: OpenVerdict, of rule: Rule, in topology: Topology) {
    let id = verdict.subjectID(in: topology)
    let facts = verdict.missing.map { "`\(topology.describe(topology.shortestUnstated($0)))`" }
    self.init(
      rule: rule.id, ruleIndex: verdict.ruleIndex, severity: rule.severity.otherwise, subject: verdict.subject,
      subjectID: id, message: "it cannot be told whether `\(id)` is sound: \(facts.joined(separator: ", ")) not stated",
      location: topology.definition(verdict.subject)?.key)
  }
}
