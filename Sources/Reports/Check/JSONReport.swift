public import Checking
import Diagnostics
public import Explanations
import Rules
import Topology

/// What a check says, for programs. Version 1: keys may be added, none changes its meaning.
///
/// One system is written at the top, several as a list under `systems`. `diagnostics` is there if there is something to
/// say of the check itself.
public enum JSONReport {
  /// The document; it ends with a line break.
  ///
  /// - Parameter changes: What `--set` changed, for each system; empty without any.
  public static func render(
    _ result: CheckResult, changes: [ReportDifference] = [], in context: ReportContext
  ) -> String {
    let systems = result.systems.enumerated().map { index, report in
      SystemJSON(report: report, context: context).members
        + (changes.indices.contains(index) ? [("changes", ChangesJSON(report.topology).object(changes[index]))] : [])
    }
    let remarks = result.remarks.map { remark($0, context) }
    let tail: [(String, JSONText)] = remarks.isEmpty ? [] : [("diagnostics", .array(remarks))]
    return JSONEnvelope.object(systems, context, tail: tail).rendered()
  }

  private static func remark(_ remark: Diagnostic, _ context: ReportContext) -> JSONText {
    [
      "severity": .string(remark.severity.word), "code": .string(remark.code), "message": .string(remark.message),
      "location": JSONLocation.object(remark.primary?.span, in: context.sources),
      "notes": .array(remark.notes.map { .string($0) }), "helps": .array(remark.helps.map { .string($0) }),
    ]
  }
}

/// The outermost object of all JSON reports.
enum JSONEnvelope {
  static func object(
    _ systems: [[(String, JSONText)]], _ context: ReportContext, tail: [(String, JSONText)] = []
  ) -> JSONText {
    let tool: JSONText = ["name": "topolint", "version": .string(context.toolVersion)]
    let head: [(String, JSONText)] = [("version", 1), ("tool", tool)]
    if systems.count == 1, let only = systems.first { return .object(head + only + tail) }
    return .object(head + [("systems", .array(systems.map { .object($0) }))] + tail)
  }
}

/// The part of the report that speaks of one system.
private struct SystemJSON {
  private let report: SystemReport
  private let context: ReportContext
  /// The missing facts of verdicts that cannot be reached.
  private let missing: [Verdict: [FactID]]

  private struct Verdict: Hashable {
    var rule: Int
    var subject: EntityID
  }

  init(report: SystemReport, context: ReportContext) {
    self.report = report
    self.context = context
    let open = report.open.map { (Verdict(rule: $0.ruleIndex, subject: $0.subject), Array($0.missing)) }
    missing = Dictionary(open) { first, _ in first }
  }

  var members: [(String, JSONText)] {
    [
      ("system", .string(orNull: report.topology.name)), ("summary", summary),
      ("findings", .array(report.findings.map(finding))), ("questions", .array(report.questions.map(question))),
    ]
  }

  private var summary: JSONText {
    [
      "fail": .int(report.findings.count), "unknown": .int(report.counts.unknown), "pass": .int(report.counts.pass),
      "notApplicable": .int(report.counts.notApplicable),
      "suppressed": .int(report.allowed.count + report.known.count),
    ]
  }

  private func finding(_ finding: Finding) -> JSONText {
    // A finding with missing facts stands for a verdict that cannot be reached, where a rule is told to fail then.
    let missing = missing[Verdict(rule: finding.ruleIndex, subject: finding.subject)]
    return [
      "id": .string(finding.shortID), "rule": .string(finding.rule), "severity": .string(finding.severity.word),
      "verdict": missing == nil ? "fail" : "unknown", "subject": .string(finding.subjectID),
      "message": .string(finding.message), "location": JSONLocation.object(finding.location, in: context.sources),
      "evidence": .array(finding.evidence.map(evidence)),
      "missing": .array((missing ?? []).map { .string(name($0)) }),
      "fix": .array(FixText.shown(finding).map { .string(FixText.line($0)) }),
    ]
  }

  private func name(_ fact: FactID) -> String { report.topology.describe(report.topology.shortestUnstated(fact)) }

  private func evidence(_ evidence: Evidence) -> JSONText {
    [
      "subject": .string(evidence.subjectID), "message": .string(evidence.message),
      "location": JSONLocation.object(evidence.span, in: context.sources),
    ]
  }

  /// A fact that nobody stated stands nowhere; the place is that of its entity.
  private func question(_ question: Question) -> JSONText {
    let place = report.topology.definition(question.fact.entity)?.key
    return [
      "fact": .string(question.name), "settles": .int(question.settles),
      "location": JSONLocation.object(place, in: context.sources),
    ]
  }
}
