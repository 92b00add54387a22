import Diagnostics
import Expressions
import Foundation
import Testing
import Topology

@testable import Frontends
@testable import Rules

/// The folder of the package.
let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// A model from a text in the native language.
func model(_ text: String) throws -> Topology {
  let result = TopologyReader(technologies: TechnologyTable()).read(example: text, named: "test")
  try #require(!result.hasErrors, "\(result.diagnostics.map(\.message))")
  return try #require(result.topologies.first)
}

/// A rule from a text.
func rule(_ text: String) throws -> Rule {
  var sources = Sources()
  let file = SourceFile(path: "rule.yaml", bytes: Array(text.utf8))
  switch RuleReader().read(file, id: sources.add(file)) {
  case .success(let rule): return rule
  case .failure(let error):
    Issue.record("\(error.diagnostics.map(\.message))")
    throw error
  }
}

/// What is wrong with the text of a rule.
func problems(_ text: String) -> [Diagnostic] {
  var sources = Sources()
  let file = SourceFile(path: "rule.yaml", bytes: Array(text.utf8))
  guard case .failure(let error) = RuleReader().read(file, id: sources.add(file)) else { return [] }
  return error.diagnostics
}

/// A rule around a condition, for tests of one thing.
func ruleText(for subject: String, when: String, severity: String = "error", more: String = "") -> String {
  """
  id: test-rule
  title: A test
  severity: \(severity)
  concern: model
  for: \(subject)
  when: |
    \(when)
  message: there is something
  rationale: It is a test.
  \(more)
  """
}
