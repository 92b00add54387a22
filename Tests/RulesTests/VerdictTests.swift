import Diagnostics
import Testing
import Topology

@testable import Rules

/// Fail, pass, not applicable, cannot tell: and the facts that are missing.
struct VerdictTests {
  let queues = """
    queues: {sure: {delivery: at-least-once}, lossy: {delivery: at-most-once}, silent: {}}
    """

  func results(_ text: String, on model: Topology) throws -> RuleResults {
    RuleEngine(rules: [try rule(text)]).run(on: model)
  }

  @Test func aTrueConditionFailsAndAFalseOnePasses() throws {
    let topology = try model(queues)
    let results = try results(ruleText(for: "queue q", when: #"q.delivery == "at-least-once""#), on: topology)
    #expect(results.findings.map(\.subjectID) == ["sure"])
    #expect(results.counts.pass == 1)
  }

  @Test func anUnstatedFactIsAQuestionThatNamesIt() throws {
    let topology = try model(queues)
    let results = try results(ruleText(for: "queue q", when: #"q.delivery == "at-least-once""#), on: topology)
    #expect(results.open.map { topology.id(of: $0.subject) } == ["silent"])
    #expect(results.open.flatMap(\.missing).map(topology.describe) == ["silent.delivery"])
  }

  @Test func aSubjectOutsideWhereIsNotApplicable() throws {
    let text = ruleText(for: "queue q", when: "true", more: "where: |\n  q.delivery == \"at-most-once\"")
    let results = try results(text, on: model(queues))
    #expect(results.findings.map(\.subjectID) == ["lossy"])
    #expect(results.counts.notApplicable == 1)
    #expect(results.counts.unknown == 1)
  }

  @Test func aFalseConditionPassesWhateverWhereIs() throws {
    let text = ruleText(for: "queue q", when: "false", more: "where: |\n  q.delivery == \"at-most-once\"")
    let results = try results(text, on: model(queues))
    #expect(results.counts.unknown == 0)
    #expect(results.counts.pass == 2)
  }

  @Test func theShortestUnstatedPrefixIsNamed() throws {
    let topology = try model(
      "services: {mailer: {operations: {send: {effect: command}, note: {idempotency: {window: 1h}}}}}")
    let text = ruleText(for: "operation o", when: #"o.idempotency.mechanism == "none""#)
    let results = try results(text, on: topology)
    #expect(
      results.open.flatMap(\.missing).map(topology.describe)
        == ["mailer.send.idempotency", "mailer.note.idempotency.mechanism"])
  }

  @Test func declaredNoneIsNull() throws {
    let topology = try model(
      """
      services: {a: {operations: {x: {}}}, b: {operations: {y: {}, z: {}, w: {}}}}
      links:
        - {from: a.x, to: b.y, timeout: none}
        - {from: a.x, to: b.z, timeout: 1s}
        - {from: a.x, to: b.w}
      """)
    let results = try results(ruleText(for: "link l", when: "l.timeout == null"), on: topology)
    #expect(results.findings.map(\.subjectID) == ["a.x -> b.y"])
    #expect(results.counts.pass == 1)
    #expect(results.counts.unknown == 1)
  }

  @Test func aLinkToAServiceAsksWhichOperation() throws {
    let topology = try model(
      "services: {a: {operations: {x: {}}}, b: {operations: {y: {idempotency: none}}}}\nlinks: [{from: a.x, to: b}]")
    let text = ruleText(for: "link l", when: #"l.target_operation.idempotency.mechanism == "none""#)
    let results = try results(text, on: topology)
    #expect(results.open.flatMap(\.missing).map(topology.describe) == ["a.x -> b.to"])
  }

  @Test func incompleteLinksMayGoOn() throws {
    let topology = try model(
      "queues: {open: {links_complete: false}, closed: {}}\nservices: {a: {operations: {x: {}}}}\nlinks: [{from: a.x, to: closed}]"
    )
    let results = try results(ruleText(for: "queue q", when: "q.producers.size() == 0"), on: topology)
    #expect(results.findings.isEmpty)
    #expect(results.counts.unknown == 1)
  }
}
