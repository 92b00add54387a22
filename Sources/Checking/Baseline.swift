internal import FoundationEssentials
internal import Rules

/// Findings that were there before, as an earlier `check --format json` wrote them.
///
/// The key is the finding's identity, made of rule and design element, so moving or reindenting a file changes nothing.
public struct Baseline: Sendable {
  private let identities: Set<String>

  /// Reads a JSON report; `nil` if it is not one.
  public init?(json: [UInt8]) {
    struct Report: Decodable {
      struct Finding: Decodable {
        var rule: String
        var subject: String
      }
      struct System: Decodable { var findings: [Finding] }
      var findings: [Finding]?
      var systems: [System]?
    }
    guard let report = try? JSONDecoder().decode(Report.self, from: Data(json)),
      report.findings != nil || report.systems != nil
    else { return nil }
    let findings = (report.findings ?? []) + (report.systems ?? []).flatMap(\.findings)
    identities = Set(findings.map { Finding.identity(rule: $0.rule, subjectID: $0.subject) })
  }

  func contains(_ finding: Finding) -> Bool { identities.contains(finding.identity) }
}
