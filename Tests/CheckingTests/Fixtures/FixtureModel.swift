import Diagnostics
import Foundation
import Frontends
import Rules
import Topology
import YAMLTree

@testable import Checking

/// A topology of `fixtures/`, and what the rules of the `core` profile say of it.
struct FixtureModel {
  static let fixtures = BuiltinRuleTests.folder.deletingLastPathComponent().appending(path: "fixtures")

  static let rules: [Rule] = {
    var sources = Sources()
    let texts = BuiltinRuleTests.files.compactMap { path in
      (try? BuiltinRuleTests.text(path)).map { RuleText(path: path, text: $0, isBuiltin: true) }
    }
    return RuleLibrary(texts, sources: &sources).rules.filter { $0.profile == .core }
  }()

  private static let technologies = try? BuiltinRuleTests.technologies()

  let topology: Topology
  var sources: Sources

  /// What is wrong with a fixture.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// - Parameter addition: A further file of the same system, without its head.
  init(files: [URL], addition: String? = nil) throws {
    var sources = Sources()
    var texts = try files.map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
    if let addition, let system = try Self.read(texts, &sources).name {
      texts.append(("addition", "topolint: 1\nsystem: \(system)\n\(addition)"))
    }
    topology = try Self.read(texts, &sources)
    self.sources = sources
  }

  private static func read(_ texts: [(String, String)], _ sources: inout Sources) throws -> Topology {
    let inputs = texts.map { path, text in
      let file = SourceFile(path: path, bytes: Array(text.utf8))
      return InputFile(stream: YAMLReader.read(file, id: sources.add(file)), isNamed: true)
    }
    guard let technologies else { throw Failure(description: "the technology table cannot be read") }
    let result = TopologyReader(technologies: technologies).read(inputs)
    guard !result.hasErrors, let topology = result.topologies.first, result.topologies.count == 1 else {
      throw Failure(description: "\(result.diagnostics.map(\.message))")
    }
    return topology
  }

  /// The model with a fact replaced, as `--set` does it.
  func setting(_ change: String) throws -> Topology {
    var sources = sources
    do {
      return try FactSetting(change, in: topology, sources: &sources).applied(to: topology, sources: &sources)
    } catch {
      throw Failure(description: "\(change): \(error.diagnostic.message)")
    }
  }
}

/// What the rules say of a topology, in words that can be compared.
struct FixtureVerdicts {
  /// `rule: subject`.
  var findings: Set<String>
  /// Those above a note.
  var serious: [String]
  /// `rule: subject` where it cannot be told, with the facts that are missing.
  var open: [String: [String]]

  init(_ topology: Topology) {
    let rules = FixtureModel.rules
    let results = RuleEngine(rules: rules).run(on: topology)
    findings = Set(results.findings.map { "\($0.rule): \($0.subjectID)" })
    serious = results.findings.filter { $0.severity > .note }.map { "\($0.rule): \($0.subjectID)" }.sorted()
    open = [:]
    for verdict in results.open where rules[verdict.ruleIndex].unknown != .ignore {
      open["\(rules[verdict.ruleIndex].id): \(verdict.subjectID(in: topology))"] = verdict.missing.map(
        topology.describe)
    }
  }
}

/// A map from rules to subjects, as the fixtures write what they expect: `{missing-timeout: web -> api}`.
struct ExpectedFindings {
  /// `rule: subject`.
  var all: Set<String> = []
  var rules: Set<String> = []

  init(_ node: YAMLNode) {
    for entry in node.entries {
      rules.insert(entry.key.text)
      let subjects = entry.value.isSequence ? entry.value.items.map(\.text) : [entry.value.text]
      for subject in subjects { all.insert("\(entry.key.text): \(subject)") }
    }
  }
}
