internal import ArgumentParser
internal import Diagnostics
internal import Rules

/// Which files are read and with which settings; the same for every command that reads a topology.
struct InputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The configuration.", discussion: "Else `.topolint.yaml`, looked for upwards from the path.", valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("Lays an environment's values over the topology. May be repeated.", valueName: "file"))
  var overlay: [String] = []

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Replaces a fact, e.g. orders.replicas=8. May be repeated.", valueName: "fact=value"))
  var sets: [String] = []

  @Option(help: "When to use colour: auto, always or never.")
  var color = ColorChoice.auto

  @Flag(name: .shortAndLong, help: "Say only what is asked for.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say what was read and what was passed over.")
  var verbose = false
}

/// Which rules are run.
struct RuleOptions: ParsableArguments {
  @Option(help: "Rules that are run by default: core, or deep for all.")
  var profile: ProfileChoice?

  @Option(
    help: ArgumentHelp(
      "Run only these rules, or globs of them such as 'idempotency/*'. May be repeated, or list them with commas.",
      valueName: "rule"))
  var select: [String] = []

  @Option(
    help: ArgumentHelp(
      "Do not run these rules, or globs of them. May be repeated, or list them with commas.", valueName: "rule"))
  var ignore: [String] = []

  @Option(help: ArgumentHelp("The day that allowances are compared with. Default: today.", valueName: "date"))
  var today: String?
}

/// `--profile`.
enum ProfileChoice: String, ExpressibleByArgument, CaseIterable {
  case core, deep

  var profile: Profile { self == .core ? .core : .deep }
}

/// `--fail-on`.
enum FailOn: String, ExpressibleByArgument, CaseIterable {
  case error, warning, note, never

  /// `nil` for never.
  var severity: Severity? { Severity(word: rawValue) }
}
