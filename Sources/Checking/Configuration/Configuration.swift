public import Diagnostics
public import Rules

/// What `.topolint.yaml` and the command line ask for.
public struct Configuration: Sendable {
  /// The lowest severity that fails a build; `nil` for never.
  public var failOn: Severity? = .error
  public var profile = Profile.core
  /// Only these rules, if any are named.
  public var select: [String] = []
  /// Not these.
  public var ignore: [String] = []
  /// What cannot be told fails a build.
  public var strictUnknown = false
  public var rules: [String: RuleSettings] = [:]
  public var allowances: [Allowance] = []
  /// Folders and files of the user's own rules, relative to the configuration.
  public var rulePaths: [String] = []
  /// Files with the user's own technologies, relative to the configuration.
  public var technologyPaths: [String] = []

  public init() {}

  /// Whether a rule is to be run.
  public func isEnabled(_ rule: Rule) -> Bool {
    if ignore.contains(rule.id) || rules[rule.id]?.isOff == true { return false }
    if !select.isEmpty { return select.contains(rule.id) }
    return rule.profile <= profile || rules[rule.id] != nil
  }
}

/// Settings of one rule.
public struct RuleSettings: Sendable {
  /// Final: neither assumptions nor tiers change it.
  public var severity: Severity?
  public var isOff = false
  public var parameters: [String: String] = [:]
  public var unknown: UnknownPolicy?

  public init() {}
}
