import GraphAlgorithms
import Topology

/// What the analyses of availability have found out so far.
final class AvailabilityState: Sendable {
  let graph: DependencyGraph
  let failures: FailureTable
  private let byWorkload: [Lazily<WorkloadFailure?>]
  /// The same with every call counted as a need.
  private let withOptional: [Lazily<WorkloadFailure?>]
  private let sharesPart: Lazily<DowntimeShares>
  private let impactPart: [Lazily<WorkloadImpact?>]

  /// - Parameters:
  ///   - copies: The copies that a component's ordinary load takes, where it is known.
  ///   - earlier: That of an earlier revision, whose diagrams may still be those of this one.
  init(
    _ graph: DependencyGraph, _ demand: Demand, copies: (Int, inout Derivation) -> Interval?,
    after earlier: AvailabilityState? = nil
  ) {
    let failures = FailureTable(of: graph.topology, load: copies)
    let entries = demand.workloads.map(\.entry)
    let byWorkload = entries.enumerated().map { row, entry in
      Lazily {
        entry.map { WorkloadFailure(entry: $0, graph, failures, after: earlier?.byWorkload[row].known ?? nil) }
      }
    }
    self.graph = graph
    self.failures = failures
    self.byWorkload = byWorkload
    withOptional = entries.enumerated().map { row, entry in
      Lazily {
        entry.map {
          WorkloadFailure(
            entry: $0, graph, failures, needsOptional: true, after: earlier?.withOptional[row].known ?? nil)
        }
      }
    }
    impactPart = byWorkload.map { failure in
      Lazily { failure.value.map { WorkloadImpact($0, graph, failures) } }
    }
    let withoutEntry = demand.withoutEntry
    sharesPart = Lazily {
      DowntimeShares(byWorkload.compactMap(\.value), failures, withoutEntry: withoutEntry)
    }
  }

  /// `nil` where nobody says where the workload enters.
  func failure(ofWorkload workload: Int) -> WorkloadFailure? { byWorkload[workload].value }

  func failureWithOptional(ofWorkload workload: Int) -> WorkloadFailure? { withOptional[workload].value }

  /// What each single loss does to a workload.
  func impact(onWorkload workload: Int) -> WorkloadImpact? { impactPart[workload].value }

  /// What part of all downtime each component causes.
  var downtimeShares: DowntimeShares { sharesPart.value }

  /// A component by itself, with the places it runs in.
  func ownAvailability(ofParty party: Int) -> Interval {
    let failure = failures[party]
    let ends = [Bound.worst, .best].map { failure.wholeAvailability(.serve, $0, failures.domains) }
    return Interval(low: min(ends[0], ends[1]), high: max(ends[0], ends[1]))
  }
}

/// The copies that a component's ordinary load takes.
enum CopiesForLoad {
  /// `load / capacity of one copy`, rounded up; `nil` where nothing is known of either.
  static func count(
    ofParty party: Int, _ maker: StationMaker, _ rates: DemandRates, _ derivation: inout Derivation
  ) -> Interval? {
    let topology = maker.topology
    guard topology.count(.workload) > 0, let station = maker.station(party, withReplicas: 1),
      let side = station.sides.first
    else { return nil }
    let cells = topology.number(Columns.cells, party) ?? 1
    let work = Station.work(side) { rates[$0] } / (side.capacity * max(1, cells))
    guard work != .unbounded else { return nil }
    station.add(to: &derivation, of: topology) { rates[$0] }
    return work.map { max(1, ($0 - 1e-9).rounded(.up)) }
  }
}
