internal import Diagnostics
internal import Rules

/// Tells authors of their own rules when a rule says nothing, or the same of everything: both are mostly a slip in the
/// rule. Built-in rules are tested elsewhere, and most of them rightly pass over most systems.
enum CustomRuleWarnings {
  /// So many defects, and nothing else, are a pattern.
  static let fewestSubjects = 3

  /// - Parameter counts: For each rule, its verdicts over all systems of the run.
  static func of(_ rules: [Rule], counts: [VerdictCounts], faults: [RuleFault]) -> [Diagnostic] {
    zip(rules, counts).compactMap { rule, counts in
      if rule.isBuiltin || rule.isDecidedByEngine || faults.contains(where: { $0.rule == rule.id }) { return nil }
      if counts.fail + counts.pass + counts.unknown == 0 { return appliesToNothing(rule, counts) }
      if counts.fail >= fewestSubjects, counts.pass == 0, counts.unknown == 0 { return firesOnEverything(rule, counts) }
      return nil
    }
  }

  private static func appliesToNothing(_ rule: Rule, _ counts: VerdictCounts) -> Diagnostic {
    let reason =
      counts.notApplicable == 0
      ? "there is no \(rule.subjectType)"
      : "`where` holds for none of \(counts.notApplicable) of type `\(rule.subjectType)`"
    return Diagnostic(
      .warning, "rule-applies-to-nothing", "the rule `\(rule.id)` applies to nothing here", at: Label(rule.place),
      notes: [reason], helps: ["see whether `for` and `where` say what is meant, or leave the rule out with `ignore`"])
  }

  private static func firesOnEverything(_ rule: Rule, _ counts: VerdictCounts) -> Diagnostic {
    Diagnostic(
      .warning, "rule-fires-on-everything",
      "the rule `\(rule.id)` fails on all \(counts.fail) subjects it applies to", at: Label(rule.place),
      helps: ["see whether `when` says what is meant: it is true where the defect is there"])
  }
}
