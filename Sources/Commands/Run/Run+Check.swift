internal import Checking
internal import Diagnostics
internal import Explanations
internal import Frontends
internal import Rules

extension Run {
  /// What a check came to, and under which settings.
  struct CheckOutcome {
    var result: CheckResult
    /// What `--set` changed, for each system; empty without any.
    var differences: [ReportDifference]
    var configuration: Configuration
    /// All rules, the disabled ones included.
    var library: RuleLibrary
  }

  /// Reads everything and decides the rules.
  mutating func check(_ paths: [String], options: CheckCommand) throws -> CheckOutcome {
    var settings = try settings(options.ruleOptions)
    if let failOn = options.failOn { settings.configuration.failOn = failOn.severity }
    if options.strictUnknown { settings.configuration.strictUnknown = true }
    let baseline = try options.baseline.map { try readBaseline($0) }
    return try decide(paths, settings, baseline: baseline)
  }

  /// The same with the settings of the configuration alone.
  mutating func check(_ paths: [String], rules options: RuleOptions) throws -> CheckOutcome {
    try decide(paths, settings(options), baseline: nil)
  }

  /// What the command line and the configuration ask for.
  struct Settings {
    var configuration: Configuration
    var library: RuleLibrary
    var today: String
  }

  mutating func settings(_ options: RuleOptions) throws -> Settings {
    let library = try rules()
    var configuration = configuration
    if let profile = options.profile { configuration.profile = profile.profile }
    configuration.narrow(
      select: try selectors(options.select, library), ignore: try selectors(options.ignore, library))
    let today = try Run.day(options.today)
    return Settings(configuration: configuration, library: library, today: today)
  }

  /// The day that was given, or else the day that it is.
  static func day(_ text: String?) throws -> String {
    let day = text ?? FileSystem.today
    guard CalendarDate.isValid(day) else { throw UsageError("`\(day)` is not a date; write it like 2027-06-30") }
    return day
  }

  private func selectors(_ lists: [String], _ library: RuleLibrary) throws -> [RuleSelector] {
    let names = lists.flatMap { $0.split(separator: ",").map(String.init) }
    let known = library.rules.map { RuleName($0) }
    if let problem = names.lazy.compactMap({ ConfigurationReader.unmatched($0, at: nil, known: known) }).first {
      throw UsageError(problem.message)
    }
    return names.map(RuleSelector.init)
  }

  private func readBaseline(_ path: String) throws -> Baseline {
    do {
      let bytes = try FileSystem.read(path, limit: 1 << 28)
      guard let baseline = Baseline(json: bytes) else {
        throw UsageError("`\(path)` is no baseline; make one with `topolint check --format json`")
      }
      return baseline
    } catch let error as FileSystem.ReadError {
      throw UsageError("cannot read `\(path)`: \(error.reason)")
    }
  }

  private mutating func decide(_ paths: [String], _ settings: Settings, baseline: Baseline?) throws -> CheckOutcome {
    let read = try topologies(paths)
    let checker = Checker(
      rules: settings.library.rules, configuration: settings.configuration, today: settings.today, baseline: baseline)
    let result = checker.check(read, streams: streams, knownRules: settings.library.rules.map(\.id))
    try stop(on: result.diagnostics.filter { $0.severity == .error })
    return CheckOutcome(
      result: result, differences: differences(checker, read, to: result, settings),
      configuration: settings.configuration, library: settings.library)
  }

  private func differences(
    _ checker: Checker, _ read: ReadResult, to result: CheckResult, _ settings: Settings
  ) -> [ReportDifference] {
    guard !beforeSets.isEmpty else { return [] }
    var unchanged = read
    unchanged.topologies = beforeSets
    let before = checker.check(unchanged, streams: streams, knownRules: settings.library.rules.map(\.id))
    return zip(before.systems, result.systems).map { ReportDifference(from: $0, to: $1) }
  }
}
