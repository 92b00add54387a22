import Checking
import Diagnostics
import Rules
import Topology

/// Results for the full record of a check, which code scanning must not see.
enum SARIFRecords {
  /// A finding with the allowance that covers it.
  static func allowed(_ allowed: AllowedFinding, _ report: SystemReport, _ places: inout SARIFPlaces) -> JSONText {
    let span = allowed.finding.location ?? places.home(of: report.topology)
    let group = SARIFGroup(span: span, findings: [allowed.finding])
    let allowance = allowed.allowance
    let isInFile = if case .node = allowance.scope { true } else { false }
    let until = allowance.until.map { " (until \($0))" } ?? ""
    let suppression: JSONText = [
      "kind": isInFile ? "inSource" : "external", "status": "accepted",
      "justification": .string(allowance.reason + until),
      "location": ["physicalLocation": places.physical(allowance.span)],
    ]
    let members = SARIFResult(group: group, report: report).members(&places)
    return .object(members + [("suppressions", [suppression])])
  }

  /// A verdict that waits for facts.
  static func open(_ verdict: OpenVerdict, _ report: SystemReport, _ rules: [Rule], _ places: SARIFPlaces) -> JSONText {
    let topology = report.topology
    let id = verdict.subjectID(in: topology)
    let facts = verdict.missing.map { Words.code(topology.describe(topology.shortestUnstated($0))) }
    let reason = facts.isEmpty ? "" : ": \(Words.list(facts)) not stated"
    let span = topology.definition(verdict.subject)?.key ?? places.home(of: topology)
    return [
      "ruleId": .string(rules[verdict.ruleIndex].id), "ruleIndex": .int(verdict.ruleIndex), "kind": "open",
      "level": "none", "message": ["text": .string("Cannot be told for \(Words.code(id))\(reason).")],
      "locations": [["physicalLocation": places.physical(span)]],
    ]
  }

  /// One result for each rule that holds wherever it could be told, with the count of subjects.
  static func passes(_ report: SystemReport, _ rules: [Rule], _ places: SARIFPlaces) -> [JSONText] {
    let home = places.home(of: report.topology)
    return zip(rules, report.countsByRule).enumerated().compactMap { index, entry in
      let (rule, counts) = entry
      guard counts.pass > 0, counts.fail == 0, counts.unknown == 0 else { return nil }
      return [
        "ruleId": .string(rule.id), "ruleIndex": .int(index), "kind": "pass", "level": "none",
        "message": ["text": .string("Holds for \(Words.count(counts.pass, "subject")).")],
        "locations": [["physicalLocation": places.physical(home)]],
      ]
    }
  }
}
