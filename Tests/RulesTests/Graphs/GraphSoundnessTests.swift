import Pseudorandom
import Testing
import Topology

@testable import Rules

/// *Fail* and *pass* hold in every completion, and complete models come out as a plain search says.
struct GraphSoundnessTests {
  private static let seed: UInt64 = 20_26
  private static let runs = 300

  private static func reachRule(_ when: String, for subject: String, direction: String = "forward") -> String {
    ruleText(
      for: subject, when: when,
      more: """
        reach:
          exposed: {from: component c, seeds: c.exposure == 'public', along: link l, step: l.authn == 'none', direction: \(direction)}
        """)
  }

  private static func ringRule(_ when: String) -> String {
    ruleText(for: "ring r", when: when, more: "cycles: {ring: {along: link l, step: l.authn == 'none'}}")
  }

  // MARK: Reach

  static let questions = [
    "exposed.reaches(s)", "exposed.hops(s) == 1", "exposed.hops(s) >= 2", "exposed.path(s).exists(l, l.id == 'l0')",
    "exposed.path(s).size() == 2", "exposed.source(s) != null && exposed.source(s).id == 'a'",
    "!exposed.reaches(s) || exposed.path(s).all(l, l.id != 'l1')",
  ]

  enum Verdict { case fail, pass, unknown }

  private func verdicts(_ rule: Rule, _ topology: Topology) -> [String: Verdict] {
    var run = RuleRun(rule: rule, index: 0, source: ModelSource(topology))
    run.prepare()
    var result: [String: Verdict] = [:]
    for subject in run.subjects() { result[topology.id(of: subject)] = verdict(run.decide(subject)) }
    return result
  }

  private func verdict(_ outcome: Outcome) -> Verdict {
    switch outcome {
    case .fail: return .fail
    case .pass, .notApplicable: return .pass
    case .cannotTell(let missing):
      #expect(!missing.isEmpty, "it cannot tell, and nothing is missing")
      return .unknown
    }
  }

  @Test func verdictsOnWaysHoldInEveryCompletion() throws {
    let rules = try ["component s", "operation s"].flatMap { subject in
      try Self.questions.flatMap { when in
        try ["forward", "backward"].map { try rule(Self.reachRule(when, for: subject, direction: $0)) }
      }
    }
    var seen = rules.map { _ in [Verdict: Int]() }
    try forEachSketch(named: "ways") { sketch, topology, completions in
      for (index, rule) in rules.enumerated() {
        let open = verdicts(rule, topology)
        for verdict in open.values { seen[index][verdict, default: 0] += 1 }
        for completion in completions {
          for (id, verdict) in verdicts(rule, completion.topology) where verdict != .unknown {
            let before = open[id] ?? .unknown
            #expect(
              before == .unknown || before == verdict,
              "\(rule.defect.line) on \(id): \(before) in\n\(sketch.text)\nbut \(verdict) in\n\(completion.sketch.text)"
            )
          }
        }
      }
    }
    for (rule, seen) in zip(rules, seen) {
      #expect(
        [Verdict.fail, .pass, .unknown].allSatisfy { seen[$0, default: 0] > 9 }, "\(rule.defect.line): \(seen)")
    }
  }

  private func forEachSketch(
    named name: String,
    _ body: (GraphSketch, Topology, [(sketch: GraphSketch, topology: Topology)]) throws -> Void
  ) throws {
    var random = SeededRandom(seed: Self.seed, name: name)
    for _ in 0..<Self.runs {
      let sketch = GraphSketch.random(&random)
      guard let completions = sketch.completions(limit: 24) else { continue }
      try body(sketch, try model(sketch.text), completions.map { ($0, try model($0.text)) })
    }
  }

  @Test func completeModelsAreAsAPlainSearchSays() throws {
    let reached = try rule(Self.reachRule("exposed.reaches(s)", for: "operation s"))
    let far = try rule(Self.reachRule("exposed.hops(s) == 2", for: "operation s"))
    let rings = try rule(Self.ringRule("true"))
    var random = SeededRandom(seed: Self.seed, name: "plain")
    var (complete, found) = (0, 0)
    while complete < Self.runs {
      let sketch = GraphSketch.random(&random)
      guard sketch.isComplete else { continue }
      complete += 1
      let distances = sketch.distances()
      let topology = try model(sketch.text)
      for (id, verdict) in verdicts(reached, topology) {
        #expect((verdict == .fail) == (distances[id] != nil), "\(id) in\n\(sketch.text)")
      }
      for (id, verdict) in verdicts(far, topology) {
        #expect((verdict == .fail) == (distances[id] == 2), "\(id) in\n\(sketch.text)")
      }
      let names = RuleEngine(rules: [rings]).run(on: topology).findings.map(\.subjectID)
      let plain = sketch.rings().map { $0.sorted().joined(separator: ", ") }
      #expect(Set(names) == Set(plain), "\(sketch.text)")
      found += names.count
    }
    #expect(found > 9)
  }

  // MARK: Rings

  static let ringQuestions = [
    "true", "r.members.size() > 2", "r.members.size() == 2", "r.path.exists(l, l.id == 'l0')",
    "r.members.exists(m, m.id == 'a')", "!r.members.exists(m, m.id == 'a')", "r.components.size() >= 2",
    "r.members.all(m, m.operation == null)",
  ]

  private struct Decided {
    var members: Set<String>
    var components: Set<String>
    var isCertain: Bool
    var verdict: Verdict
  }

  private func rings(_ rule: Rule, _ topology: Topology) -> [Decided] {
    var run = RuleRun(rule: rule, index: 0, source: ModelSource(topology))
    run.prepare()
    return run.subjects().compactMap { subject -> Decided? in
      let verdict = verdict(run.decide(subject))
      guard let ring = run.ring(subject) else { return nil }
      let members = Set(ring.members.map(topology.id))
      return Decided(
        members: members, components: Set(members.map { String($0.prefix(1)) }), isCertain: ring.doubt == nil,
        verdict: verdict)
    }
  }

  @Test func verdictsOnRingsHoldInEveryCompletion() throws {
    let rules = try Self.ringQuestions.map { try rule(Self.ringRule($0)) }
    var seen = rules.map { _ in [Verdict: Int]() }
    try forEachSketch(named: "rings") { sketch, topology, completions in
      for (index, rule) in rules.enumerated() {
        let open = rings(rule, topology)
        for ring in open { seen[index][ring.verdict, default: 0] += 1 }
        for completion in completions {
          let note = "\(rule.defect.line) in\n\(sketch.text)\nand\n\(completion.sketch.text)"
          compare(open, rings(rule, completion.topology), note)
        }
      }
    }
    for (rule, seen) in zip(rules, seen) {
      #expect(seen[.fail, default: 0] > 9 && seen[.unknown, default: 0] > 9, "\(rule.defect.line): \(seen)")
    }
  }

  /// A ring may grow, join another, and get names for its operations; its verdict stays.
  private func compare(_ open: [Decided], _ known: [Decided], _ note: String) {
    let failing = known.filter { $0.verdict == .fail }
    for ring in open where ring.verdict == .fail {
      #expect(
        known.contains { $0.components.isSuperset(of: ring.components) && $0.verdict != .pass },
        "\(ring.members) failed: \(note)")
    }
    for ring in open where ring.verdict == .pass {
      let same = failing.filter {
        ring.isCertain ? !$0.members.isDisjoint(with: ring.members) : $0.members.isSubset(of: ring.members)
      }
      #expect(same.isEmpty, "\(ring.members) passed: \(note)")
    }
    for ring in failing {
      #expect(
        open.contains { $0.verdict != .pass && !$0.components.isDisjoint(with: ring.components) },
        "nothing was said of \(ring.members): \(note)")
    }
  }
}
