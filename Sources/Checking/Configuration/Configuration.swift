public import Diagnostics
public import Rules
public import Topology

/// What `.topolint.yaml` and the command line ask for.
public struct Configuration: Sendable {
  /// The lowest severity that fails a build; `nil` for never.
  public var failOn: Severity? = .error
  public var profile = Profile.core
  /// Only these rules, if any are named.
  public var select: [RuleSelector] = []
  /// Not these.
  public var ignore: [RuleSelector] = []
  /// Not these, whatever the file says.
  private var refused: [RuleSelector] = []
  /// What cannot be told fails a build.
  public var strictUnknown = false
  /// Days after which a figure that says of which day it is counts as old; `nil` for never.
  public var evidenceDays: Double?
  /// In the order of the file.
  public var rules: [RuleEntry] = []
  public var allowances: [Allowance] = []
  /// Folders and files of the user's own rules, relative to the configuration.
  public var rulePaths: [String] = []
  /// Types for `x_` keys.
  public var attributes: [CustomAttribute] = []
  /// Files with the user's own technologies, relative to the configuration.
  public var technologyPaths: [String] = []

  public init() {}

  /// Adds what the command line selects and ignores. It is newer than the file: its selection takes the place of the
  /// file's, and without one of its own its glob refuses even what the file selects by name.
  public mutating func narrow(select: [RuleSelector], ignore: [RuleSelector]) {
    if select.isEmpty {
      refused += ignore
    } else {
      self.select = select
      self.ignore += ignore
    }
  }

  /// Whether a rule is to be run. An exact `select` is heard before an `ignore` or `off` by glob; between equals, no is
  /// heard before yes.
  public func isEnabled(_ rule: Rule) -> Bool { isEnabled(RuleName(rule), profile: rule.profile) }

  func isEnabled(_ rule: RuleName, profile own: Profile) -> Bool {
    if refused.rank(on: rule) != nil { return false }
    let entries = entries(for: rule)
    let decisive = entries.last { $0.settings.decidesOff != nil }
    let off = decisive.flatMap { $0.settings.decidesOff == true ? $0.selector.rank : nil }
    let against = [ignore.rank(on: rule), off].compactMap { $0 }.max()
    if !select.isEmpty { return select.rank(on: rule).map { $0 > against ?? -1 } ?? false }
    if against != nil { return false }
    // Who writes about a deep rule by its name wants it; a glob over a whole concern says nothing of the kind.
    return own <= profile || entries.contains { $0.selector.isExact || $0.settings.isOff == false }
  }

  /// What all entries together say of a rule: for each setting the most specific entry that states it.
  public func settings(for rule: RuleName) -> RuleSettings {
    entries(for: rule).reduce(into: RuleSettings()) { $0.override(with: $1.settings) }
  }

  /// The entries about a rule, the most specific last; of two that are equally specific the later one last.
  private func entries(for rule: RuleName) -> [RuleEntry] {
    let matching = rules.enumerated().filter { $1.selector.matches(rule) }
    return matching.sorted { ($0.element.selector.rank, $0.offset) < ($1.element.selector.rank, $1.offset) }.map(
      \.element)
  }
}
