import Diagnostics
import Frontends
import Testing
import YAMLTree

@testable import Checking
@testable import Rules

/// What `rules test` and `rules new` are made of.
struct RuleTestingTests {
  static func rule(when: String, expect: String) -> RuleText {
    let text = """
      id: probe
      title: A probe
      severity: warning
      concern: model
      for: service s
      when: |
        \(when)
      message: "`${s.name}` is one"
      rationale: None.
      examples:
        - name: three services
          model: |
            services: {one: {replicas: 1}, two: {replicas: 2}, three: {replicas: 3}}
          expect: \(expect)
      """
    return RuleText(path: "probe.yaml", text: text, isBuiltin: false)
  }

  @Test func aDifferenceShowsBothSetsWhole() {
    var sources = Sources()
    let text = Self.rule(when: "s.replicas.max < 3", expect: "{fail: [two, three]}")
    let outcome = RuleTests(technologies: TechnologyTable()).run([text], sources: &sources)
    #expect(
      outcome.failures == [
        """
        probe: three services
          fail  expected  two, three
                found     one, two
                lacking   three
                surplus   one

        """
      ])
  }

  @Test func survivorsAreShownWithTheChangeMarked() {
    var sources = Sources()
    let text = Self.rule(when: "s.replicas.max >= 4 || s.replicas.max < 3", expect: "{fail: [one, two]}")
    let outcome = MutationTests(technologies: TechnologyTable()).run([text], sources: &sources)
    #expect(
      outcome.survivors.map(\.description).first == """
        probe, when: keep only `s.replicas.max < 3`
            s.replicas.max < 3
            ^^^^^^^^^^^^^^^^^^

        """)
    #expect(outcome.mutants == outcome.killed + outcome.survivors.count)
  }

  @Test func equivalentMutantsAreNotSurvivorsAndUnusedEntriesAreReported() {
    let entries = """
      equivalents:
        - {rule: probe, clause: when, becomes: s.replicas.max < 3, reason: nobody has four}
        - {rule: probe, clause: when, becomes: s.replicas.max > 3, reason: never true}
      """
    var equivalents = EquivalentMutants()
    let file = SourceFile(path: "equivalent-mutants.yaml", bytes: Array(entries.utf8))
    #expect(equivalents.add(YAMLReader.read(file, id: FileID(rawValue: 0))).isEmpty)
    var sources = Sources()
    let text = Self.rule(when: "s.replicas.max >= 4 || s.replicas.max < 3", expect: "{fail: [one, two]}")
    let outcome = MutationTests(technologies: TechnologyTable(), equivalents: equivalents).run(
      [text], sources: &sources)
    #expect(outcome.equivalent == 1)
    #expect(
      outcome.diagnostics.map(\.message) == [
        "`probe` has no surviving mutant of `when` that becomes `s.replicas.max > 3`"
      ])
  }

  @Test func theStarterHolds() {
    var sources = Sources()
    let text = RuleText(path: "rules/mine.yaml", text: RuleStarter.text(id: "mine"), isBuiltin: false)
    let outcome = RuleTests(technologies: TechnologyTable()).run([text], sources: &sources)
    #expect(outcome.diagnostics.map(\.message) == [])
    #expect(outcome.failures == [])
    #expect(outcome.passedExamples == 3)
    let mutation = MutationTests(technologies: TechnologyTable()).run([text], sources: &sources)
    #expect(mutation.survivors.map(\.description) == [])
  }

  @Test(arguments: [
    ("a", true), ("no-timeout-2", true), ("", false), ("No", false), ("2a", false), ("a--b", false), ("a-", false),
    ("a/b", false), ("é", false),
  ])
  func ids(id: String, isValid: Bool) {
    #expect(RuleStarter.isValid(id: id) == isValid)
  }

  /// Thresholds with units, in the condition and as a parameter.
  @Test func quantitiesAreThresholdsToo() {
    let text = """
      id: probe
      title: A probe
      severity: warning
      concern: model
      for: link l
      params:
        longest: {type: duration, default: 2s, doc: The longest wait.}
      when: |
        l.timeout > longest || l.timeout < quantity("100ms")
      message: "`${l.id}` waits"
      rationale: None.
      examples: []
      """
    let file = SourceFile(path: "probe.yaml", bytes: Array(text.utf8))
    let mutants = RuleReader().mutants(of: file, id: FileID(rawValue: 0))
    let texts = mutants.map(\.change)
    for change in [#"`"100ms"` by `"90ms"`"#, #"`"100ms"` by `"110ms"`"#, "`2s` by `1.8s`", "`2s` by `2.2s`"] {
      #expect(texts.contains("replace \(change)"), "\(texts)")
    }
  }
}
