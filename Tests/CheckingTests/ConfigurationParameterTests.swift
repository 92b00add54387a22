import Diagnostics
import Testing

@testable import Checking
@testable import Rules

/// Parameters in a configuration: their values reach the rule, and mistakes are shown where they were made.
struct ConfigurationParameterTests {
  static let params =
    "{most: {type: number, default: 2, min: 1, max: 5}, wait: {type: duration, default: 1s, min: 10ms}}"
  static let rules = [
    serviceRule("with-params", params: params), serviceRule("bare"),
    serviceRule("flagged", concern: "traffic", params: "{on: {type: flag, default: true}}"),
  ]

  private func problems(_ text: String) -> [String] {
    let check = ConfiguredCheck(text)
    return check.shown(check.problems + ParameterSettings.resolve(check.configuration, for: Self.rules).problems)
  }

  @Test(arguments: [
    ("{most: 6}", "wrong-value: `6` is more than the most that `most` may be, `5` @ 6"),
    ("{most: 0.5}", "wrong-value: `0.5` is less than the least that `most` may be, `1` @ 0.5"),
    ("{most: many}", "wrong-value: `many` is not a number @ many"),
    ("{most: nan}", "wrong-value: `nan` is not a number @ nan"),
    ("{wait: 5}", "wrong-value: `5` is not a duration @ 5"),
    ("{wait: 5ms}", "wrong-value: `5ms` is less than the least that `wait` may be, `10ms` @ 5ms"),
    ("{moist: 2}", "unknown-parameter: the rule `with-params` has no parameter `moist`; did you mean `most`? @ moist"),
    ("{most: [1]}", "wrong-type: the value of the parameter `most` is a plain value @ [1]"),
    ("{most: }", "wrong-type: the value of the parameter `most` is a plain value @ most"),
    ("[most]", "wrong-type: `params` is a map from parameters to values @ [most]"),
  ])
  func mistakesHavePlaces(params: String, problem: String) {
    #expect(problems("rules: {with-params: {params: \(params)}}") == [problem])
  }

  @Test func limitsThemselvesAreAllowed() {
    #expect(problems("rules: {with-params: {params: {most: 5, wait: 10ms}}}") == [])
    #expect(problems("rules: {with-params: {params: {most: 1}}}") == [])
  }

  @Test func aGlobSetsWhatSomeRuleHas() {
    #expect(problems("rules: {model/*: {params: {most: 3}}}") == [])
    #expect(
      problems("rules: {model/*: {params: {on: true}}}") == [
        "unknown-parameter: no rule that matches `model/*` has a parameter `on` @ on"
      ])
  }

  @Test func theParametersAreListed() {
    let check = ConfiguredCheck("rules: {with-params: {params: {x: 1}}, bare: {params: {x: 1}}}")
    let problems = ParameterSettings.resolve(check.configuration, for: Self.rules).problems
    #expect(
      problems.map(\.helps) == [
        ["the parameters are `most` (number, 1 to 5; default 2), `wait` (duration, at least 10ms; default 1s)"],
        ["there are no parameters to set; remove it"],
      ])
  }

  @Test func theMostSpecificValueReachesTheRule() throws {
    let check = ConfiguredCheck("rules: {with-params: {params: {most: 4}}, '*': {params: {most: 3, wait: 2s}}}")
    let resolved = ParameterSettings.resolve(check.configuration, for: Self.rules)
    #expect(resolved.problems.isEmpty)
    #expect(resolved.values == ["with-params": ["most": "4", "wait": "2s"]])
    var sources = Sources()
    let library = RuleLibrary(Self.rules, parameters: resolved.values, sources: &sources)
    let rule = try #require(library.rule("with-params"))
    #expect(rule.parameters.map { rule.valueText(of: $0) } == ["4", "2s"])
  }

  @Test func rulesAreNotReadWithoutNeed() {
    let check = ConfiguredCheck("rules: {with-params: {severity: note}}")
    #expect(ParameterSettings.resolve(check.configuration, for: Self.rules).values.isEmpty)
  }
}
