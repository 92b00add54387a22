import Diagnostics
import Rules
import Topology

/// A finding in the form that the terminal renderer takes.
struct FindingDiagnostic {
  let finding: Finding
  let topology: Topology
  let sources: Sources

  /// - Parameter fixes: How many fixes to show at most.
  func diagnostic(fixes: Int) -> Diagnostic {
    Diagnostic(
      finding.severity, finding.rule, finding.message, at: primary, secondary: secondary, notes: assumptions,
      helps: FixText.shown(finding).prefix(fixes).map(FixText.line))
  }

  private var primary: Label? {
    guard let span = finding.location else { return nil }
    let same = finding.evidence.first { $0.span == span }
    return Label(span, same.map(label) ?? "")
  }

  /// The evidence at places of its own.
  private var secondary: [Label] {
    var labels: [Label] = []
    for evidence in finding.evidence {
      guard let span = evidence.span, span != finding.location else { continue }
      let label = Label(span, label(evidence))
      if !labels.contains(label) { labels.append(label) }
    }
    return labels
  }

  /// The evidence in the fewest words: a line that shows the fact need not be told again what it says.
  private func label(_ evidence: Evidence) -> String {
    let kind = topology.kindWord(evidence.subject)
    if evidence.message == "\(kind) \(Words.code(evidence.subjectID))" { return kind }
    guard let span = evidence.span, isSaid(evidence, by: sources[span.file].text(of: span)) else {
      return evidence.message
    }
    return evidence.subject == finding.subject ? "" : "of \(Words.code(evidence.subjectID))"
  }

  /// Whether a line shows the field and the value that the evidence names.
  private func isSaid(_ evidence: Evidence, by line: String) -> Bool {
    guard let colon = evidence.message.firstRange(of: ": "), evidence.message.hasPrefix(evidence.subjectID) else {
      return false
    }
    let path = evidence.message[..<colon.lowerBound].dropFirst(evidence.subjectID.count).split(separator: ".")
    let value = evidence.message[colon.upperBound...]
    let bare = value.hasPrefix("[") && value.hasSuffix("]") ? value.dropFirst().dropLast() : value
    return line.contains(bare) && path.contains { line.contains($0) }
  }

  // MARK: Assumptions

  private static let mostAssumptions = 3

  private var assumptions: [String] {
    let rest = finding.assumed.count - Self.mostAssumptions
    let shown = finding.assumed.prefix(Self.mostAssumptions).map(assumption)
    return rest > 0 ? shown + ["and because of \(Words.count(rest, "more assumption"))"] : shown
  }

  /// `because X is assumed: Y (why)`.
  private func assumption(_ fact: FactID) -> String {
    let basis = topology.basis(fact.column, fact.row)
    let verb = basis == .default ? "is a default" : "is \(basis.word)"
    let reason = topology.remark(on: fact)?.reason.map { " (\(Words.line($0)))" } ?? ""
    return "because \(Words.code(topology.describe(fact))) \(verb): \(Words.code(topology.valueText(fact)))\(reason)"
  }
}
