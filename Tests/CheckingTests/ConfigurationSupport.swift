import Diagnostics
import Frontends
import Rules
import Topology
import YAMLTree

@testable import Checking

/// A configuration and a few small rules, read and decided without files.
struct ConfiguredCheck {
  var sources = Sources()
  let configuration: Configuration
  let stream: YAMLStream
  let problems: [Diagnostic]

  init(_ text: String) {
    let file = SourceFile(path: ".topolint.yaml", bytes: Array(text.utf8))
    stream = YAMLReader.read(file, id: sources.add(file))
    (configuration, problems) = ConfigurationReader.read(stream)
  }

  /// `code: message @ what is underlined`.
  func shown(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { diagnostic in
      let place = diagnostic.primary.map { label in
        let file = sources[label.span.file]
        return " @ " + String(decoding: file.bytes[Int(label.span.start)..<Int(label.span.end)], as: UTF8.self)
      }
      return "\(diagnostic.code): \(diagnostic.message)" + (place ?? "")
    }
  }

  /// The report on a topology, with the given rules.
  mutating func check(_ topology: String, rules texts: [RuleText]) -> CheckResult {
    let parameters = ParameterSettings.resolve(configuration, for: texts)
    let library = RuleLibrary(
      texts, parameters: parameters.values, attributes: configuration.attributes, sources: &sources)
    let checker = Checker(rules: library.rules, configuration: configuration, today: "2026-11-23")
    return checker.check(read(topology), streams: [], knownRules: library.rules.map(\.id))
  }

  /// A topology that knows the attributes of the configuration.
  mutating func read(_ topology: String) -> ReadResult {
    let file = SourceFile(path: "shop.yaml", bytes: Array(topology.utf8))
    let input = InputFile(stream: YAMLReader.read(file, id: sources.add(file)), isNamed: true)
    var read = TopologyReader(technologies: TechnologyTable()).read([input])
    for index in read.topologies.indices { read.topologies[index].customAttributes = configuration.attributes }
    return read
  }
}

/// A rule for services, in few words.
func serviceRule(
  _ id: String, concern: String = "model", type: String = "service", profile: String = "core", params: String = "{}",
  when: String = "true", isBuiltin: Bool = false
) -> RuleText {
  let text = """
    id: \(id)
    title: A rule to test with
    severity: warning
    profile: \(profile)
    concern: \(concern)
    rationale: None.
    for: \(type) s
    params: \(params)
    when: \(when)
    message: here it is
    """
  return RuleText(path: "\(id).yaml", text: text, isBuiltin: isBuiltin)
}

extension CheckResult {
  /// `rule subject`, sorted.
  var found: [String] { findings.map { "\($0.rule) \($0.subjectID)" }.sorted() }
}
