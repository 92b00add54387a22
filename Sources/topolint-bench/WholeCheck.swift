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
  /// Seconds that the verdicts alone take.
  var deciding = 0.0
  var findings = 0
  var subjects = 0
  var reportBytes = 0

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
    // Verdicts alone, one rule after the other, without the words of findings: what the evaluator takes.
    let engine = RuleEngine(rules: checker.rules)
    let start = clock.now
    for topology in read.topologies { _ = engine.failures(on: topology) }
    deciding = (clock.now - start).seconds
    findings = result.findings.count
    subjects = result.systems.reduce(0) {
      $0 + $1.counts.fail + $1.counts.pass + $1.counts.unknown + $1.counts.notApplicable
    }
    reportBytes = report.utf8.count
  }

  var seconds: Double { stages.reduce(0) { $0 + $1.seconds } }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
