internal import Diagnostics
public import Frontends
public import Rules
public import Topology

/// Runs the examples of rules.
public struct ExampleRunner: Sendable {
  private let reader: TopologyReader

  private let attributes: [CustomAttribute]

  public init(technologies: TechnologyTable, attributes: [CustomAttribute] = []) {
    reader = TopologyReader(technologies: technologies)
    self.attributes = attributes
  }

  /// What an example found wrong; empty if it came out as it says.
  public func run(_ example: RuleExample, of rule: Rule) -> [String] {
    switch load(example, of: rule) {
    case .success(let loaded): loaded.problems(with: rule)
    case .failure(let problem): problem.lines
    }
  }

  /// Reads the model of an example, so that it can be asked again and again.
  func load(_ example: RuleExample, of rule: Rule) -> Result<LoadedExample, ExampleProblem> {
    let result = reader.read(example: example.model, named: "\(rule.id): \(example.name)")
    guard !result.hasErrors, var topology = result.topologies.first, result.topologies.count == 1 else {
      return .failure(ExampleProblem(lines: result.diagnostics.map { "the model does not load: \($0.message)" }))
    }
    topology.customAttributes = attributes
    let wrong = AttributeValues.problems(in: topology)
    guard wrong.isEmpty else {
      return .failure(ExampleProblem(lines: wrong.map { "the model does not load: \($0.message)" }))
    }
    return .success(LoadedExample(example: example, topology: topology))
  }
}

/// Why an example cannot be run.
struct ExampleProblem: Error {
  let lines: [String]
}

/// An example with its model, ready to be asked about a rule or about a mutant of it.
struct LoadedExample: Sendable {
  let example: RuleExample
  let topology: Topology

  /// What differs from what the example says, as lines for people.
  func problems(with rule: Rule) -> [String] {
    let results = RuleEngine(rules: [rule]).run(on: topology)
    return results.faults.map { "fault on \($0.subjectID): \($0.message)" }
      + SetDifference(of: "fail", expected: example.fail, found: results.findings.map(\.subjectID)).lines
      + SetDifference(of: "unknown", expected: example.unknown, found: results.open.map { $0.subjectID(in: topology) })
      .lines
      + missingProblems(results) + messageProblems(results) + severityProblems(results)
  }

  private func missingProblems(_ results: RuleResults) -> [String] {
    guard let expected = example.missing else { return [] }
    let facts = results.open.flatMap(\.missing).map { topology.describe(topology.shortestUnstated($0)) }
    return SetDifference(of: "missing", expected: expected, found: Array(Set(facts)).sorted()).lines
  }

  private func messageProblems(_ results: RuleResults) -> [String] {
    let found = results.findings.map(\.message)
    let lacking = example.messages.filter { !found.contains($0) }
    guard !lacking.isEmpty else { return [] }
    let alternatives = found.filter { !example.messages.contains($0) }
    return lacking.map { "message  expected  \($0)" }
      + (alternatives.isEmpty ? ["no other finding"] : alternatives).map { "         found     \($0)" }
  }

  private func severityProblems(_ results: RuleResults) -> [String] {
    guard let expected = example.severity else { return [] }
    return results.findings.filter { $0.severity != expected }.map {
      "severity  expected  \(expected.word), found \($0.severity.word) on \($0.subjectID)"
    }
  }
}
