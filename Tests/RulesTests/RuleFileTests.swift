import Diagnostics
import Testing

@testable import Rules

/// Mistakes in rule files are said with their place and remedy.
struct RuleFileTests {
  @Test func aFieldThatDoesNotExistIsReportedWithASuggestion() {
    let found = problems(ruleText(for: "queue q", when: #"q.delivry == "at-least-once""#))
    #expect(found.map(\.message).first?.contains("did you mean `delivery`?") == true)
    #expect(found.first?.primary?.span.start ?? 0 > 0)
  }

  @Test func aWordThatIsNoValueIsReported() {
    let found = problems(ruleText(for: "queue q", when: #"q.delivery == "at-least-one""#))
    #expect(found.count == 1)
    #expect(found[0].message.contains("at-least-one"))
  }

  @Test func anUnknownKeyIsReported() {
    let found = problems(ruleText(for: "queue q", when: "true", more: "rational: x"))
    #expect(found.map(\.message) == ["unknown key `rational`; did you mean `rationale`?"])
  }

  @Test func anUnknownTypeIsReported() {
    let found = problems(ruleText(for: "queu q", when: "true"))
    #expect(found.map(\.message) == ["`queu` is not a type; did you mean `queue`?"])
  }

  @Test func theHeadEndsBeforeTheExamples() {
    #expect(RuleReader.head(of: "id: a\nexamples:\n  - x\n") == "id: a\n")
    #expect(RuleReader.head(of: "id: a\n") == "id: a\n")
  }

  @Test func parametersAreTypedAndConfigurable() throws {
    let text = ruleText(
      for: "queue q", when: "q.retention < least", more: "params:\n  least: {type: duration, default: 1d, doc: Least.}")
    let topology = try model("queues: {q: {retention: 2d}}")
    #expect(RuleEngine(rules: [try rule(text)]).run(on: topology).findings.isEmpty)
  }
}
