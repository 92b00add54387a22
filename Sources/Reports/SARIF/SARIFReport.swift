public import Checking
import Diagnostics
import Rules
import Topology

/// What a SARIF log holds beside the findings that stand.
///
/// GitHub's code scanning takes each of these for an open alert, so they are for records only.
public enum SARIFRecord: String, CaseIterable, Sendable {
  /// Verdicts that wait for facts.
  case open
  /// How many subjects hold each rule.
  case pass
  /// Findings that are allowed, with the reasons.
  case allowed
}

/// SARIF 2.1.0 (OASIS, errata 01), in the subset and with the limits that GitHub's code scanning documents.
public enum SARIFReport {
  /// The log. O(findings + bytes of the files they stand in).
  public static func render(
    _ result: CheckResult, include: Set<SARIFRecord> = [], in context: ReportContext
  ) -> String {
    let run = SARIFRun(result: result, include: include, context: context)
    let log: JSONText = [
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0", "runs": [run.object()],
    ]
    return log.rendered()
  }
}

/// The one run of the log; the systems of a check share it.
struct SARIFRun {
  let result: CheckResult
  let include: Set<SARIFRecord>
  let context: ReportContext

  func object() -> JSONText {
    [
      "tool": ["driver": driver], "automationDetails": ["id": .string(category)],
      // Bases are resolved by the reader: the root of the repository.
      "originalUriBaseIds": ["%SRCROOT%": ["description": ["text": "the root of the repository"]]],
      "invocations": [invocation], "columnKind": "unicodeCodePoints", "results": .array(results()),
    ]
  }

  private var driver: JSONText {
    [
      "name": "topolint", "semanticVersion": .string(context.toolVersion),
      "shortDescription": ["text": "a linter for the architecture of distributed systems"],
      "rules": .array(result.rules.map(SARIFRule.descriptor)),
    ]
  }

  /// What is to be said of the check itself.
  private var invocation: JSONText {
    let places = SARIFPlaces(context.sources)
    let notifications = result.remarks.map { remark -> JSONText in
      let text = Words.upperFirst(([remark.message] + remark.notes).joined(separator: ": ")) + "."
      let locations = remark.primary.map { [["physicalLocation": places.physical($0.span)] as JSONText] } ?? []
      return [
        "descriptor": ["id": .string(remark.code)], "level": .string(remark.severity.word),
        "message": ["text": .string(text)], "locations": .array(locations),
      ]
    }
    return ["executionSuccessful": true, "toolExecutionNotifications": .array(notifications)]
  }

  /// Tells the uploads of one commit apart: by the names of the systems.
  private var category: String {
    let names = result.systems.compactMap(\.topology.name).joined(separator: "+")
    return names.isEmpty ? "topolint/" : "topolint/\(Words.cut(names, to: 200))/"
  }

  private func results() -> [JSONText] {
    var places = SARIFPlaces(context.sources)
    var results: [JSONText] = []
    for report in result.systems {
      for group in SARIFGroups.of(report, places) {
        results.append(SARIFResult(group: group, report: report).object(&places))
      }
      if include.contains(.allowed) {
        results += report.allowed.map { SARIFRecords.allowed($0, report, &places) }
      }
      if include.contains(.open) {
        results += report.open.map { SARIFRecords.open($0, report, result.rules, places) }
      }
      if include.contains(.pass) { results += SARIFRecords.passes(report, result.rules, places) }
    }
    return results
  }
}
