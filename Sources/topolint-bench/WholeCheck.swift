import BuiltinRules
import Checking
import Diagnostics
import Frontends
import Reports
import Rules
import Topology
import YAMLTree

/// The whole of `topolint check` on bytes in memory, with the time of each stage.
struct WholeCheck {
  var stages: [(name: String, seconds: Double)] = []
  /// What was checked, for measuring the rules alone.
  var rules: [Rule] = []
  var topologies: [Topology] = []

  init(_ bytes: [UInt8]) {
    let clock = ContinuousClock()
    func timed<T>(_ name: String, _ body: () -> T) -> T {
      let start = clock.now
      let value = body()
      stages.append((name, (clock.now - start).seconds))
      return value
    }
    var sources = Sources()
    let library = timed("rules") {
      RuleLibrary(
        BuiltinRules.rules.map { RuleText(path: $0.path, text: $0.text, isBuiltin: true) }, sources: &sources)
    }
    let file = SourceFile(path: "generated.yaml", bytes: bytes)
    let id = sources.add(file)
    let stream = timed("yaml") { YAMLReader.read(file, id: id) }
    let read = timed("model") {
      TopologyReader(technologies: TechnologyTable()).read([InputFile(stream: stream, isNamed: true)])
    }
    precondition(!read.hasErrors, "the generated topology is valid: \(read.diagnostics.first?.message ?? "")")
    let checker = Checker(rules: library.rules, configuration: Configuration(), today: "2026-01-01")
    let result = timed("check") { checker.check(read, streams: [stream], knownRules: library.rules.map(\.id)) }
    let context = ReportContext(sources: sources, toolVersion: "bench", style: RenderStyle(color: false, width: 100))
    let report = timed("report") { TextReport.render(result, in: context) }
    precondition(!report.isEmpty, "there is something to say of a system")
    rules = checker.rules
    topologies = read.topologies
  }

  var seconds: Double { stages.reduce(0) { $0 + $1.seconds } }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
