import Diagnostics
import Rules
import Testing

@testable import Checking

/// What settings do to a check: `except`, `severity`, `unknown`, and the warnings about users' own rules.
struct ConfigurationEffectTests {
  static let shop = """
    topolint: 1
    system: shop
    services: {web: {replicas: 1}, legacy-mail: {replicas: 1}, legacy-print: {}}
    """
  static let single = serviceRule("single", when: "s.replicas.min == 1")

  private func result(_ configuration: String, _ rules: [RuleText] = [single], on topology: String = shop)
    -> CheckResult
  {
    var check = ConfiguredCheck(configuration)
    return check.check(topology, rules: rules)
  }

  @Test func exceptedSubjectsAreNotSpokenOf() throws {
    let all = result("{}")
    #expect(all.found == ["single legacy-mail", "single web"])
    #expect(all.systems.first?.open.count == 1)
    let some = result("rules: {single: {except: [legacy-*]}}")
    let report = try #require(some.systems.first)
    #expect(some.found == ["single web"])
    #expect(report.open.isEmpty && report.questions.isEmpty && report.allowed.isEmpty)
    #expect(report.counts.fail == 1 && report.counts.unknown == 0 && report.counts.notApplicable == 2)
    #expect(some.diagnostics.isEmpty)
  }

  @Test func anExceptedSubjectIsNotEvenLookedAt() throws {
    let all = try #require(result("rules: {single: {except: ['*']}}").systems.first)
    #expect(all.counts.pass == 0 && all.counts.notApplicable == 3 && all.counts.fail == 0)
  }

  @Test func exceptHoldsUnderAGlobToo() {
    #expect(result("rules: {model/*: {except: web}}").found == ["single legacy-mail"])
    #expect(result("rules: {model/*: {except: web}, single: {except: [legacy-mail]}}").found == [])
  }

  @Test func anExceptionOfNothingIsWarnedAbout() {
    var check = ConfiguredCheck("rules: {single: {except: [web, lagacy-*]}}")
    let result = check.check(Self.shop, rules: [Self.single])
    #expect(
      check.shown(result.diagnostics) == ["unused-exception: nothing in the model is called like `lagacy-*` @ lagacy-*"]
    )
  }

  @Test func severityAndUnknownComeFromGlobs() {
    let result = result("rules: {model/*: {severity: error, unknown: fail}}")
    #expect(result.found == ["single legacy-mail", "single legacy-print", "single web"])
    #expect(result.findings.allSatisfy { $0.severity == .error })
  }

  @Test func aRuleThatAppliesToNothingIsWarnedAbout() {
    var check = ConfiguredCheck("{}")
    let filtered = RuleText(
      path: "none.yaml",
      text: Self.single.text.replacing("when:", with: "where: s.name == 'x'\nwhen:").replacing(
        "id: single", with: "id: none"),
      isBuiltin: false)
    let result = check.check(Self.shop, rules: [serviceRule("on-queues", type: "queue"), filtered])
    #expect(
      check.shown(result.diagnostics) == [
        "rule-applies-to-nothing: the rule `none` applies to nothing here @ none",
        "rule-applies-to-nothing: the rule `on-queues` applies to nothing here @ on-queues",
      ])
    #expect(result.diagnostics.allSatisfy { $0.severity == .warning })
    #expect(
      result.diagnostics.map(\.notes) == [["`where` holds for none of 3 of type `service`"], ["there is no queue"]])
  }

  @Test func aRuleThatFiresOnEverythingIsWarnedAbout() {
    var check = ConfiguredCheck("{}")
    let result = check.check(Self.shop, rules: [serviceRule("always")])
    #expect(
      check.shown(result.diagnostics) == [
        "rule-fires-on-everything: the rule `always` fails on all 3 subjects it applies to @ always"
      ])
  }

  @Test func twoDefectsAreNoPattern() {
    let small = "topolint: 1\nservices: {a: {}, b: {}}"
    #expect(result("{}", [serviceRule("always")], on: small).diagnostics.isEmpty)
  }

  @Test func anOpenVerdictIsNotADefectOnEverything() {
    #expect(result("{}").diagnostics.isEmpty)
  }

  @Test func builtinRulesAreNotWarnedAbout() {
    let rules = [serviceRule("always", isBuiltin: true), serviceRule("never", type: "queue", isBuiltin: true)]
    #expect(result("{}", rules).diagnostics.isEmpty)
  }

  @Test func rulesThatAreOffAreNotWarnedAbout() {
    #expect(result("rules: {always: off}", [serviceRule("always")]).diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("rules: [single]", "wrong-type: `rules` is a map from rules to their settings @ [single]"),
    ("rules: {single: {except: {a: b}}}", "wrong-type: `except` is a list @ {a: b}"),
    ("rules: {single: {expect: [a]}}", "unknown-key: unknown key `expect`; did you mean `except`? @ expect"),
    ("select: [[a]]", "wrong-type: `select` is a list of texts @ [a]"),
  ])
  func mistakesHavePlaces(text: String, problem: String) {
    let check = ConfiguredCheck(text)
    #expect(check.shown(check.problems) == [problem])
  }
}
