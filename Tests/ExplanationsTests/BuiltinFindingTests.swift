import Checking
import Diagnostics
import Foundation
import Frontends
import Rules
import Testing
import Topology
import YAMLTree

@testable import Explanations

/// The failing examples of every built-in rule are explained without a gap.
struct BuiltinFindingTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let paths: [String] = {
    let names =
      FileManager.default.enumerator(atPath: root.appending(path: "rules").path)?.allObjects as? [String] ?? []
    return names.filter { $0.hasSuffix(".yaml") && $0.contains("/") }.sorted()
  }()

  @Test func thereAreRules() { #expect(Self.paths.count >= 12) }

  @Test(arguments: paths)
  func everyFindingHasItsDerivationAndItsFacts(path: String) throws {
    let text = try String(contentsOf: Self.root.appending(path: "rules/\(path)"), encoding: .utf8)
    var sources = Sources()
    let library = RuleLibrary([RuleText(path: path, text: text, isBuiltin: true)], sources: &sources)
    let rule = try #require(library.rules.first)
    if rule.isDecidedByEngine { return }
    let file = SourceFile(path: path, bytes: Array(text.utf8))
    let examples = try RuleReader().readExamples(file, id: sources.add(file)).get()
    for example in examples where !example.fail.isEmpty {
      let report = try #require(try check(example, library))
      for finding in report.findings {
        let explainer = Explainer(report: report, rules: library.rules)
        let explanation = try explainer.explain(finding.shortID)
        let titles = explanation.sections.map(\.title)
        for title in ["How it was decided", "The facts it rests on", "How to mend it", "If it is intended"] {
          #expect(titles.contains(title), "\(rule.id), \(example.name): no part `\(title)`")
        }
        #expect(!roots(explanation).contains("cannot tell"), "\(rule.id), \(example.name)")
      }
    }
  }

  /// The values of `where` and `when`.
  private func roots(_ explanation: Explanation) -> [String] {
    explanation.sections.flatMap(\.blocks).flatMap { block -> [String] in
      guard case .tree(let nodes) = block else { return [] }
      return nodes.filter { $0.text.hasPrefix("where: ") || $0.text.hasPrefix("when: ") }.map(\.value)
    }
  }

  private func check(_ example: RuleExample, _ library: RuleLibrary) throws -> SystemReport? {
    var sources = Sources()
    let file = SourceFile(path: "example.yaml", bytes: Array("topolint: 1\n\(example.model)".utf8))
    let stream = YAMLReader.read(file, id: sources.add(file))
    let read = TopologyReader(technologies: TechnologyTable()).read([InputFile(stream: stream, isNamed: true)])
    #expect(!read.hasErrors, "\(example.name): \(read.diagnostics.map(\.message))")
    var configuration = Configuration()
    configuration.profile = .deep
    return Checker(rules: library.rules, configuration: configuration, today: "2026-01-01")
      .check(read, streams: [stream], knownRules: library.rules.map(\.id)).systems.first
  }
}
