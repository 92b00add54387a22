internal import Analysis
internal import Diagnostics
internal import Rules
internal import Topology

/// Ranks findings by what is lost and who depends on it: severity, then how many workloads go through the subject, then
/// the place in the files.
struct FindingOrder {
  private let topology: Topology
  private let analysis: CapacityAnalysis

  init(_ topology: Topology, _ analysis: CapacityAnalysis) {
    self.topology = topology
    self.analysis = analysis
  }

  func sorted(_ findings: [Finding]) -> [Finding] {
    let keyed = findings.map { (key: key($0), finding: $0) }
    return keyed.sorted { $0.key < $1.key }.map(\.finding)
  }

  private struct Key: Comparable {
    var severity: Int
    var workloads: Int
    var file: UInt32
    var offset: UInt32
    var rule: String

    static func < (a: Key, b: Key) -> Bool {
      (a.severity, a.workloads, a.file, a.offset, a.rule) < (b.severity, b.workloads, b.file, b.offset, b.rule)
    }
  }

  private func key(_ finding: Finding) -> Key {
    Key(
      severity: -Int(finding.severity.rawValue), workloads: -workloads(through: finding.subject),
      file: finding.location?.file.rawValue ?? 0, offset: finding.location?.start ?? 0, rule: finding.rule)
  }

  private func workloads(through subject: EntityID) -> Int {
    topology.components(of: subject).map { analysis.workloads(visiting: $0).count }.max() ?? 0
  }
}
