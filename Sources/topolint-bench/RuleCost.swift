import Rules
import Topology

/// What one rule takes to decide on a model.
struct RuleCost {
  let id: String
  /// Subjects of the rule's type, and those of them it speaks of.
  let subjects: Int
  let applicable: Int
  /// Nanoseconds that the analyses take for the figures that the rule reads, and that deciding takes with these known.
  let figures: Double
  let deciding: Double

  /// Two passes over each rule: the first computes the figures that are kept, the second shows what deciding takes. Of a
  /// small model many second passes, because one is over before the clock has noticed.
  static func of(_ rules: [Rule], on topology: Topology) -> [RuleCost] {
    let model = SharedModel(topology)
    let session = RuleSession(RuleEngine(rules: rules), on: model)
    return rules.indices.map { index in
      let (first, counts) = nanoseconds { session.decide(rule: index) }
      var best = Double.infinity
      for _ in 0..<max(3, min(200, 20_000 / max(1, counts.total))) {
        best = min(best, nanoseconds { session.decide(rule: index) }.time)
      }
      return RuleCost(
        id: rules[index].id, subjects: counts.total, applicable: counts.total - counts.notApplicable,
        figures: max(0, first - best), deciding: best)
    }
  }

  private static func nanoseconds<T>(_ body: () -> T) -> (time: Double, result: T) {
    let start = ContinuousClock.now
    let result = body()
    return ((ContinuousClock.now - start).seconds * 1e9, result)
  }
}

extension [RuleCost] {
  /// Nanoseconds per rule and applicable subject: the whole time, that of subjects to which a rule does not apply
  /// included, over the verdicts that say something.
  var average: Double { map(\.deciding).reduce(0, +) / Double(Swift.max(1, map(\.applicable).reduce(0, +))) }

  /// The same for the analyses.
  var averageOfFigures: Double {
    map(\.figures).reduce(0, +) / Double(Swift.max(1, map(\.applicable).reduce(0, +)))
  }
}

extension VerdictCounts {
  /// All subjects of a rule.
  var total: Int { fail + pass + notApplicable + unknown }
}
