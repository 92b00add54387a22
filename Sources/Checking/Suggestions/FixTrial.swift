internal import Diagnostics
internal import Frontends
internal import Rules
internal import Topology

/// Tries suggested changes on the model before anybody is shown them.
struct FixTrial: Sendable {
  private let topology: Topology
  private let trials: ChangedModels
  private let present: Set<String>
  /// Above this size the trials of a check would take longer than the check.
  private static let largestModel = 1_000
  /// Findings beyond the first screen are tried when somebody asks for one.
  static let mostFindings = 10

  /// Whether a model is small enough.
  static func isPossible(on topology: Topology) -> Bool { topology.count(.party) <= largestModel }

  init(_ topology: Topology, _ trials: ChangedModels, findings: [Finding]) {
    self.topology = topology
    self.trials = trials
    present = Set(findings.map(\.identity))
  }

  /// The finding with each of its edits tried: proven if it clears the finding and raises none that was not there.
  func tried(_ finding: Finding) -> Finding {
    var copy = finding
    for index in copy.fixes.indices where !copy.fixes[index].edits.isEmpty {
      copy.fixes[index].isProven = clears(finding, copy.fixes[index].edits)
    }
    return copy
  }

  private func clears(_ finding: Finding, _ edits: [Fix.Edit]) -> Bool {
    var changed = topology
    for edit in edits {
      guard let next = FactEdit.apply(edit.change, to: edit.subject, of: changed) else { return false }
      changed = next
    }
    let results = trials.run(on: changed)
    guard results.faults.isEmpty else { return false }
    let after = results.findings.lazy.map(\.identity)
    return !after.contains(finding.identity) && after.allSatisfy(present.contains)
  }
}
