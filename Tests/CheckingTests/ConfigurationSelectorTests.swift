import Diagnostics
import Rules
import Testing

@testable import Checking

/// Globs over rules, and which of two selectors is heard.
struct ConfigurationSelectorTests {
  static let known = [
    RuleName(id: "missing-timeout", concern: "resilience"),
    RuleName(id: "missing-dead-letter-queue", concern: "resilience"),
    RuleName(id: "missing-key", concern: "idempotency"), RuleName(id: "dual-write", concern: "data-integrity"),
  ]

  @Test(arguments: [
    ("*", "", true), ("*", "a", true), ("", "", true), ("", "a", false), ("a", "ab", false), ("a*", "ab", true),
    ("*b", "ab", true), ("*b", "ba", false), ("a?c", "abc", true), ("a?c", "ac", false),
    ("legacy-*", "legacy-a -> b.c", true),
    ("*a*b", "xaxxaxb", true), ("*a*b", "xaxxax", false), ("**", "x", true), ("?", "é", true), ("a*a", "a", false),
  ])
  func globsCoverWholeNames(pattern: String, name: String, matches: Bool) {
    #expect(GlobPattern(pattern).matches(name) == matches)
  }

  @Test(arguments: [
    ("missing-*", 3), ("missing-timeout", 1), ("resilience/*", 2), ("resilience/missing-timeout", 1),
    ("*/missing-*", 3),
    ("resilience", 0), ("data-integrity/missing-*", 0), ("*", 4),
  ])
  func selectorsMatchIdsAndConcerns(text: String, count: Int) {
    #expect(Self.known.count { RuleSelector(text).matches($0) } == count)
  }

  private func enabled(_ text: String) -> [String] {
    let configuration = ConfiguredCheck(text).configuration
    return Self.known.filter { configuration.isEnabled($0, profile: .core) }.map(\.id)
  }

  @Test func selectAndIgnoreTakeGlobs() {
    #expect(enabled("select: resilience/*") == ["missing-timeout", "missing-dead-letter-queue"])
    #expect(enabled("ignore: [missing-*]") == ["dual-write"])
    #expect(enabled("rules: {missing-*: off}") == ["dual-write"])
  }

  @Test func theMoreSpecificSelectorIsHeard() {
    #expect(enabled("{select: [missing-timeout], ignore: [missing-*]}") == ["missing-timeout"])
    #expect(
      enabled("{select: [missing-*], ignore: [missing-timeout]}") == ["missing-dead-letter-queue", "missing-key"])
    #expect(enabled("{select: [missing-key], ignore: [missing-key]}") == [])
    #expect(enabled("rules: {missing-*: off, missing-key: {severity: note}}") == ["missing-key", "dual-write"])
    #expect(enabled("rules: {missing-key: {severity: note}, missing-*: off}") == ["missing-key", "dual-write"])
    #expect(enabled("rules: {missing-*: off, missing-key: {unknown: fail}}") == ["dual-write"])
    #expect(
      enabled("{select: [missing-*], rules: {missing-key: off}}") == ["missing-timeout", "missing-dead-letter-queue"])
  }

  @Test func theCommandLineIsHeardBeforeTheFile() {
    func enabled(_ text: String, select: [String], ignore: [String]) -> [String] {
      var configuration = ConfiguredCheck(text).configuration
      configuration.narrow(select: select.map(RuleSelector.init), ignore: ignore.map(RuleSelector.init))
      return Self.known.filter { configuration.isEnabled($0, profile: .core) }.map(\.id)
    }
    #expect(enabled("select: [missing-key, dual-write]", select: [], ignore: ["missing-*"]) == ["dual-write"])
    #expect(enabled("select: [missing-key]", select: ["dual-*"], ignore: []) == ["dual-write"])
    #expect(enabled("{}", select: ["missing-key"], ignore: ["missing-*"]) == ["missing-key"])
    #expect(enabled("ignore: dual-write", select: ["*"], ignore: ["missing-*"]) == [])
  }

  @Test(arguments: [
    ("rules: {dual-write: {severity: note}}", true), ("rules: {data-*/*: {severity: note}}", false),
    ("rules: {data-*/*: {off: false}}", true), ("profile: deep", true), ("select: dual-*", true), ("{}", false),
  ])
  func deepRulesAreAskedForByName(text: String, isEnabled: Bool) {
    #expect(ConfiguredCheck(text).configuration.isEnabled(Self.known[3], profile: .deep) == isEnabled)
  }

  @Test func eachSettingComesFromTheMostSpecificEntry() {
    let text = """
      rules:
        missing-timeout: {severity: error, params: {a: 1}, except: [x]}
        missing-*: {severity: note, unknown: fail, params: {a: 2, b: 3}, except: [y]}
        "*": {severity: warning, unknown: ignore}
      """
    let settings = ConfiguredCheck(text).configuration.settings(for: Self.known[0])
    #expect(settings.severity == .error)
    #expect(settings.unknown == .fail)
    #expect(settings.parameters.map { "\($0.name)=\($0.text)" } == ["b=3", "a=1"])
    #expect(settings.except.map(\.pattern.text) == ["y", "x"])
  }

  @Test func aSelectorOfNothingIsAnError() {
    let check = ConfiguredCheck(
      "{select: [resilence/*, resilience], ignore: nope-*, rules: {missing-timeuot: off, x/dual-write: off}}")
    #expect(check.problems.isEmpty)
    #expect(
      check.shown(ConfigurationReader.unknownRules(check.stream, known: Self.known)) == [
        "unknown-rule: no rule matches `resilence/*`; did you mean `resilience/*`? @ resilence/*",
        "unknown-rule: there is no rule `resilience` @ resilience", "unknown-rule: no rule matches `nope-*` @ nope-*",
        "unknown-rule: there is no rule `missing-timeuot`; did you mean `missing-timeout`? @ missing-timeuot",
        "unknown-rule: no rule matches `x/dual-write` @ x/dual-write",
      ])
  }
}
