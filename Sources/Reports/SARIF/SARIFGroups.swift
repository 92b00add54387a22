import Checking
import Diagnostics
import Rules

/// The findings of one rule on one line.
///
/// Code scanning tells alerts apart by rule and line, so what stands on one line is one result.
struct SARIFGroup {
  var span: Span
  var findings: [Finding]
}

enum SARIFGroups {
  private struct Key: Hashable {
    var rule: String
    var file: FileID
    var line: Int
  }

  /// In the order of the findings.
  static func of(_ report: SystemReport, _ places: SARIFPlaces) -> [SARIFGroup] {
    var positions: [Key: Int] = [:]
    var groups: [SARIFGroup] = []
    let home = places.home(of: report.topology)
    for finding in report.findings {
      let span = finding.location ?? home
      let key = Key(rule: finding.rule, file: span.file, line: places.sources[span.file].lineIndex(at: span.start))
      if let position = positions[key] {
        groups[position].findings.append(finding)
      } else {
        positions[key] = groups.count
        groups.append(SARIFGroup(span: span, findings: [finding]))
      }
    }
    return groups
  }
}
