import Topology

/// What part of all workloads' downtime each component causes.
struct DowntimeShares: Sendable {
  /// Whether nobody can tell for any component.
  var isOpen: Bool { whole == nil }
  /// The components that some workload needs.
  private(set) var concerned: Set<Int> = []
  private(set) var derivation = Derivation()
  private var savings: [Int: Double] = [:]
  /// `nil` while the availability of a workload is not known.
  private var whole: Double? = 0

  /// - Parameter withoutEntry: the workloads of which nobody says what they need.
  init(_ workloads: [WorkloadFailure], _ failures: FailureTable, withoutEntry: [Int]) {
    for workload in withoutEntry {
      derivation.lack(FactID(Facts.Workload.entry, row: workload))
      whole = nil
    }
    for workload in workloads {
      derivation.add(workload.summary.summarized(inputs: 0, missing: 25))
      whole = workload.availability.point.flatMap { up in whole.map { $0 + 1 - up } }
      for event in workload.best.events.events {
        if case .copies(let party, _, _) = event { concerned.insert(party) }
      }
      for cause in DowntimeCause.ranked(workload.best, failures) {
        if case .component(let party) = cause.source {
          savings[party, default: 0] += cause.downtime / CapacityAnalysis.secondsIn30Days
        }
      }
    }
    if whole != nil { derivation.forgetMissing() }
  }

  /// Nothing where nothing is ever down.
  func value(of party: Int) -> Interval? {
    whole.map { Interval($0 > 0 ? (savings[party] ?? 0) / $0 : 0) }
  }
}
