internal import Diagnostics
public import Frontends
internal import Topology
public import Rules

/// Runs the examples of rules.
public struct ExampleRunner: Sendable {
  private let reader: TopologyReader

  public init(technologies: TechnologyTable) { reader = TopologyReader(technologies: technologies) }

  /// What an example found wrong; empty if it came out as it says.
  public func run(_ example: RuleExample, of rule: Rule) -> [String] {
    let result = reader.read(example: example.model, named: "\(rule.id): \(example.name)")
    guard !result.hasErrors, let topology = result.topologies.first, result.topologies.count == 1 else {
      return result.diagnostics.map { "the model does not load: \($0.message)" }
    }
    let results = RuleEngine(rules: [rule]).run(on: topology)
    return results.faults.map { "fault on \($0.subjectID): \($0.message)" }
      + difference("fail", example.fail, results.findings.map(\.subjectID))
      + difference("unknown", example.unknown, results.open.map { topology.id(of: $0.subject) })
      + missingProblems(example, results, topology) + messageProblems(example, results)
  }

  private func missingProblems(_ example: RuleExample, _ results: RuleResults, _ topology: Topology) -> [String] {
    guard let expected = example.missing else { return [] }
    let facts = results.open.flatMap(\.missing).map { topology.describe(topology.shortestUnstated($0)) }
    return difference("missing", expected, Array(Set(facts)).sorted())
  }

  private func messageProblems(_ example: RuleExample, _ results: RuleResults) -> [String] {
    guard let expected = example.message else { return [] }
    guard let found = results.findings.first else { return ["no finding has the message \"\(expected)\""] }
    return results.findings.contains { $0.message == expected }
      ? [] : ["the message is \"\(found.message)\", not \"\(expected)\""]
  }

  /// A difference of sets: what is expected and not there, and what is there and not expected.
  private func difference(_ what: String, _ expected: [String], _ found: [String]) -> [String] {
    let lacking = expected.filter { !found.contains($0) }
    let surplus = found.filter { !expected.contains($0) }
    return lacking.map { "\(what): `\($0)` is expected, but not there" } + surplus.map { "\(what): `\($0)` is there, but not expected" }
  }
}
