import Checking
import Diagnostics
import Rules
import Topology

/// One result: the findings of one rule on one line.
struct SARIFResult {
  let group: SARIFGroup
  let report: SystemReport

  /// More are neither shown by GitHub nor read by people.
  private static let mostRelated = 20

  func object(_ places: inout SARIFPlaces) -> JSONText { .object(members(&places)) }

  /// - Precondition: the group holds a finding.
  func members(_ places: inout SARIFPlaces) -> [(String, JSONText)] {
    let first = group.findings[0]
    let steps = steps
    var members: [(String, JSONText)] = [
      ("ruleId", .string(first.rule)), ("ruleIndex", .int(first.ruleIndex)),
      ("level", .string((group.findings.map(\.severity).max() ?? first.severity).word)),
      ("message", ["text": .string(message(steps))]), ("locations", [location(places)]),
    ]
    if !steps.isEmpty {
      let related = steps.enumerated().map { Self.related($1, id: $0 + 1, places) }
      members.append(("relatedLocations", .array(related)))
    }
    if steps.count > 1 { members.append(("codeFlows", [flow(steps, places)])) }
    members.append(("partialFingerprints", fingerprints(first, &places)))
    return members
  }

  // MARK: Message

  /// Sentences, the first of which GitHub makes the title; then the places it rests on, as links.
  private func message(_ steps: [Evidence]) -> String {
    var sentences = group.findings.map(\.message)
    let links = steps.enumerated().map { "[\(Self.linkText($1.message))](\($0 + 1))" }
    if !links.isEmpty { sentences.append("rests on " + links.joined(separator: ", ")) }
    return sentences.map { Words.upperFirst($0) + "." }.joined(separator: " ")
  }

  /// Brackets would end the link (SARIF 2.1.0, 3.11.6).
  private static func linkText(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "[]\\".contains(character) { result.append("\\") }
      result.append(character)
    }
  }

  // MARK: Places

  /// The evidence at places of its own, as a request meets it.
  private var steps: [Evidence] {
    var seen: Set<Span> = []
    let own = group.findings.flatMap(\.evidence).filter { evidence in
      evidence.span.map { seen.insert($0).inserted } ?? false
    }
    return EvidenceOrder(report.topology).sorted(Array(own.prefix(Self.mostRelated)))
  }

  private func location(_ places: SARIFPlaces) -> JSONText {
    let logical = group.findings.map { finding -> JSONText in
      let name = (report.topology.name.map { "\($0)." } ?? "") + finding.subjectID
      return ["fullyQualifiedName": .string(name), "kind": .string(report.topology.kindWord(finding.subject))]
    }
    return ["physicalLocation": places.physical(group.span), "logicalLocations": .array(logical)]
  }

  private static func related(_ evidence: Evidence, id: Int, _ places: SARIFPlaces) -> JSONText {
    var members: [(String, JSONText)] = [("id", .int(id))]
    if let span = evidence.span { members.append(("physicalLocation", places.physical(span))) }
    members.append(("message", ["text": .string(evidence.message)]))
    return .object(members)
  }

  private func flow(_ steps: [Evidence], _ places: SARIFPlaces) -> JSONText {
    let locations = steps.map { step -> JSONText in
      var members: [(String, JSONText)] = []
      if let span = step.span { members.append(("physicalLocation", places.physical(span))) }
      members.append(("message", ["text": .string(step.message)]))
      return ["location": .object(members)]
    }
    return ["threadFlows": [["locations": .array(locations)]]]
  }

  private func fingerprints(_ first: Finding, _ places: inout SARIFPlaces) -> JSONText {
    [
      "primaryLocationLineHash": .string(places.fingerprint(group.span)), "designElement/v1": .string(first.identity),
    ]
  }
}
