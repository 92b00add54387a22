import Pseudorandom
import Foundation
import Testing
import Topology

@testable import Rules

/// The law of three values: what is decided holds in every completion of what is not stated.
///
/// Small random models are made from each rule's examples, facts are removed, and the facts that are open are filled in
/// with every combination of values, or a sample where there are too many. `fail` must stay `fail`, and `pass` and
/// `not applicable` must never become `fail`.
struct SoundnessTests {
  static let seed: UInt64 =
    ProcessInfo.processInfo.environment["TOPOLINT_SOUNDNESS_SEED"].flatMap { UInt64($0) } ?? 0x746f_706f_6c69_6e74
  /// Of each verdict, so that the law is seen at work.
  static let least = 20
  static let mostModels = 600
  /// So many undecided verdicts prove nothing about the share of a small sample.
  static let chance = 3
  /// Completions of a model on which something is decided, and of one on which some open verdict seems to be always the
  /// same: the one completion that is different may be rare.
  static let enoughCompletions = 24
  static let mostCompletions = 200

  @Test(arguments: RuleUnderTest.wanted)
  func verdictsHoldInAllCompletions(of subject: RuleUnderTest) {
    let tally = Self.tally(subject)
    for violation in tally.violations.prefix(3) { Issue.record("\(violation)") }
    #expect(tally.violations.isEmpty, "\(tally.violations.count) verdicts do not hold")
    #expect(min(tally.fail, tally.pass, tally.unknown) >= Self.least, "\(tally)")
    // What is decidable is decided, at 30 % unstated; plain CEL unknowns would decide three quarters.
    #expect(
      tally.decidable - tally.decided <= max(Self.chance, tally.decidable / 10), "\(tally)\n\(tally.gaps)")
    print("\(subject.rule.id): \(tally)")
  }

  private static func tally(_ subject: RuleUnderTest) -> SoundnessTally {
    var models = RandomModel(for: subject, seed: seed)
    var tally = SoundnessTally()
    for number in 0..<mostModels {
      guard let full = models.full() else { continue }
      // What is decided is measured at 30 %; the other half is there to see verdicts of each kind.
      let share = [0.3, 0.1, 0.3, 0.02][number % 4]
      let topology = models.removing(share, from: full)
      tally.models += 1
      check(topology, subject, models.random, isMeasured: share == 0.3, &tally)
      if tally.models >= 60, min(tally.fail, tally.pass, tally.unknown) >= least { break }
    }
    return tally
  }

  private static func check(
    _ topology: Topology, _ subject: RuleUnderTest, _ random: SeededRandom, isMeasured: Bool,
    _ tally: inout SoundnessTally
  ) {
    let entities = Subjects.of(subject.rule.subjectType, in: topology)
    let verdicts = outcomes(subject.rule, entities, topology)
    var seen = [SeenVerdicts](repeating: [], count: entities.count)
    let least = verdicts.allSatisfy { $0 == .unknown } ? 0 : enoughCompletions
    var number = 0
    var completions = Completions(of: topology, for: subject, most: mostCompletions, random: random)
    completions.forEach { model in
      for (position, outcome) in outcomes(subject.rule, entities, model).enumerated() {
        seen[position].insert(outcome)
        guard verdicts[position] != .unknown, outcome != .unknown, verdicts[position] != outcome else { continue }
        tally.violations.append(
          SoundnessTally.Violation(
            rule: subject.rule.id, subject: topology.id(of: entities[position]), before: topology, after: model,
            verdict: verdicts[position]))
      }
      number += 1
      return number < least
        || zip(verdicts, seen).contains { $0 == .unknown && !$1.isSuperset(of: [.fail, .pass]) && isMeasured }
    }
    for (position, seen) in seen.enumerated() {
      let gap = SoundnessTally.Gap(subject: topology.id(of: entities[position]), topology: topology, seen: seen)
      tally.count(verdicts[position], gap, isMeasured: isMeasured)
    }
  }

  private static func outcomes(_ rule: Rule, _ entities: [EntityID], _ topology: Topology) -> [SeenVerdicts] {
    var run = RuleRun(rule: rule, index: 0, source: ModelSource(topology))
    run.prepare()
    return entities.map { entity in
      switch run.decide(entity) {
      case .fail: .fail
      case .pass, .notApplicable: .pass
      case .cannotTell: .unknown
      }
    }
  }
}
