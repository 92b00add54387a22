internal import Diagnostics
internal import Rules
internal import Topology

/// Matches findings with allowances and remembers which were of use.
struct AllowanceLedger {
  private let allowances: [Allowance]
  private let today: String
  private var used: Set<Int> = []

  init(_ allowances: [Allowance], today: String) {
    self.allowances = allowances
    self.today = today
  }

  /// The allowance for a finding, if one holds today.
  mutating func allowance(for finding: Finding, in topology: Topology) -> Allowance? {
    for (index, allowance) in allowances.enumerated()
    where allowance.rule == finding.rule && covers(allowance, finding, topology) {
      used.insert(index)
      if !allowance.isExpired(on: today) { return allowance }
    }
    return nil
  }

  private func covers(_ allowance: Allowance, _ finding: Finding, _ topology: Topology) -> Bool {
    switch allowance.scope {
    case .subject(let id): return id == finding.subjectID
    case .node(let span):
      let definition = topology.definition(finding.subject)
      return [finding.location, definition?.key].compactMap { $0 }.contains { place in
        place.file == span.file && place.start >= span.start && place.end <= span.end
      }
    }
  }

  /// Messages about allowances that no longer do anything.
  func hygiene() -> [Diagnostic] {
    allowances.enumerated().compactMap { index, allowance in
      if allowance.isExpired(on: today) {
        let until = allowance.until ?? ""
        return Diagnostic(
          .warning, "expired-allowance", "the allowance of `\(allowance.rule)` ended on \(until)",
          at: Label(allowance.span),
          notes: ["the reason was: \(allowance.reason)"], helps: ["mend the finding, or grant it anew"])
      }
      guard !used.contains(index) else { return nil }
      return Diagnostic(
        .warning, "unused-allowance", "the allowance of `\(allowance.rule)` covers no finding",
        at: Label(allowance.span),
        helps: ["remove it"])
    }
  }
}
