internal import Checking
internal import Explanations
internal import Frontends
internal import Rules
internal import Topology

extension Run {
  /// Reads everything that a session talks about.
  mutating func sessionModel(_ paths: [String], rules options: RuleOptions) throws -> SessionModel {
    let settings = try settings(options)
    let read = try topologies(paths)
    let checker = Checker(rules: settings.library.rules, configuration: settings.configuration, today: settings.today)
    let known = settings.library.rules.map(\.id)
    let streams = streams
    return SessionModel(
      systems: read.topologies, sources: sources, streams: streams, rules: settings.library.rules,
      decided: checker.rules
    ) { checker.check([$0], streams: streams, knownRules: known, triesFixes: false).systems[0] }
  }
}
