public import Analysis
public import Diagnostics
public import Rules
public import Topology

/// What a check says of one system.
public struct SystemReport: Sendable {
  /// The system, with what was found out about it.
  public var model: SharedModel
  /// What decided the rules, and decides them over changed copies of the system.
  public var trials: ChangedModels
  /// The most important first.
  public var findings: [Finding]
  public var allowed: [AllowedFinding]
  /// Findings that the baseline knows.
  public var known: [Finding]
  public var open: [OpenVerdict]
  /// Facts to state, those that settle most first.
  public var questions: [Question]
  public var counts: VerdictCounts
  public var countsByRule: [VerdictCounts]

  public var topology: Topology { model.topology }
  public var analysis: CapacityAnalysis { model.analysis }

  /// The name for reports.
  public var name: String { topology.name ?? "(no name)" }
}

/// What a check says.
public struct CheckResult: Sendable {
  public var systems: [SystemReport]
  public var rules: [Rule]
  /// Warnings about allowances and the like; errors of the input never come this far.
  public var diagnostics: [Diagnostic]
  public var faults: [RuleFault]

  public var findings: [Finding] { systems.flatMap(\.findings) }

  /// Whether the build fails.
  public func fails(_ configuration: Configuration) -> Bool {
    if configuration.strictUnknown, systems.contains(where: { !$0.open.isEmpty }) { return true }
    guard let threshold = configuration.failOn else { return false }
    return findings.contains { $0.severity >= threshold }
  }
}
