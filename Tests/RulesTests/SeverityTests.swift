import Diagnostics
import Testing
import Topology

@testable import Rules

/// Severity follows knowledge and importance, by one step at most.
struct SeverityTests {
  func severities(_ text: String, _ topology: Topology) throws -> [Severity] {
    RuleEngine(rules: [try rule(text)]).run(on: topology).findings.map(\.severity)
  }

  let text = ruleText(for: "queue q", when: #"q.delivery == "at-least-once""#)

  @Test func statedFactsGiveTheSeverityOfTheRule() throws {
    #expect(try severities(text, model("queues: {q: {delivery: at-least-once}}")) == [.error])
  }

  @Test func assumedFactsLowerItByOne() throws {
    let topology = try model("queues: {q: {delivery: {value: at-least-once, basis: assumed}}}")
    #expect(try severities(text, topology) == [.warning])
    let finding = try #require(RuleEngine(rules: [try rule(text)]).run(on: topology).findings.first)
    #expect(finding.assumed.map(topology.describe) == ["q.delivery"])
  }

  @Test func assumedFactsThatDoNotDecideLowerNothing() throws {
    let either = ruleText(for: "queue q", when: #"q.delivery == "at-least-once" || q.retention == null"#)
    let topology = try model("queues: {q: {delivery: {value: at-least-once, basis: assumed}, retention: none}}")
    #expect(try severities(either, topology) == [.error])
  }

  @Test func conditionsAreTakenInOrder() throws {
    let graded = """
      id: graded
      title: A test
      concern: model
      rationale: It is a test.
      for: queue q
      severity:
        error: q.partitions > 8
        warning: q.partitions > 2
        otherwise: note
      when: |
        q.partitions > 1
      message: there is something
      """
    let topology = try model("queues: {a: {partitions: 12}, b: {partitions: 4}, c: {partitions: 2}}")
    #expect(try severities(graded, topology) == [.error, .warning, .note])
  }

  @Test func tierOneRaisesAndExperimentalLowers() throws {
    let warning = ruleText(for: "service s", when: #"s.state == "session""#, severity: "warning")
    let topology = try model(
      """
      clients: {users: {}}
      services:
        a: {state: session, operations: {x: {}}}
        b: {state: session, lifecycle: experimental, operations: {y: {}}}
        c: {state: session, operations: {z: {}}}
      workloads: {main: {client: users, entry: a.x, rate: 1/s, criticality: tier-1}}
      """)
    #expect(try severities(warning, topology) == [.error, .note, .warning])
  }
}
