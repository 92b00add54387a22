import Analysis
import Topology

/// What is said of one system in JSON; what further analyses say stands in files of its own.
struct CapacityMembers {
  let report: CapacityReport
  var analysis: CapacityAnalysis { report.analysis }

  var topology: Topology { analysis.topology }

  var members: [(String, JSONText)] { figures + failures + repeats + time + uncertainty + changes + simulation }

  private var figures: [(String, JSONText)] {
    [
      ("system", .string(orNull: topology.name)), ("workloads", .array(analysis.workloadFigures.map(workload))),
      ("components", .array(analysis.loadedParties.map { component(ComponentFigures($0, analysis)) })),
    ]
  }

  // MARK: Workloads

  private func workload(_ figures: WorkloadFigures) -> JSONText {
    let carried: [(String, JSONText)] = [
      ("name", .string(figures.name)), ("rate", number(figures.rate)), ("peak", number(figures.peak)),
      ("maxRate", number(figures.largest.rate)),
      ("bottleneck", .string(orNull: figures.largest.limits.first.map(name))),
      ("limits", .array(figures.largest.limits.map(limit))), ("latency", times(figures.latency)),
      ("peakLatency", times(analysis.latency(ofWorkload: figures.row, at: .peak))),
      ("backlogs", .array(figures.backlogs.map(backlog))),
    ]
    let limits = catalogued(Self.workloadLimits, EntityID(.workload, figures.row))
    return .object(carried + limits + availability(ofWorkload: figures.row))
  }

  /// What is left, and what retries leave of it.
  private static let workloadLimits = [
    "carried_rate", "carried_peak", "headroom", "headroom_share", "max_rate_within_objectives", "safe_rate",
    "vulnerability",
  ]

  private func name(_ limit: Limit) -> String {
    topology.id(of: limit.operation.map { EntityID(.operation, $0) } ?? EntityID(.party, limit.party))
  }

  private func limit(_ limit: Limit) -> JSONText {
    .object(
      [
        ("subject", .string(name(limit))), ("kind", .string(limit.kind.word)),
        ("asynchronous", .bool(limit.isAsynchronous)),
      ]
        + EstimateJSON.bounds(limit.rate))
  }

  private func backlog(_ backlog: Backlog) -> JSONText {
    let queue = backlog.queue.map { topology.name(EntityID(.party, $0)) }
    return [
      "component": .string(topology.name(EntityID(.party, backlog.party))), "queue": .string(orNull: queue),
      "growth": number(backlog.growth), "sustainedRate": .object(EstimateJSON.bounds(backlog.sustainedRate)),
    ]
  }

  // MARK: Components

  private func component(_ figures: ComponentFigures) -> JSONText {
    let limited = LimitedFigures(figures.row, analysis)
    let places: [(String, JSONText)] = limited.isLimited ? [("limited", self.limited(limited))] : []
    return .object(members(figures) + catalogued(Self.losses, EntityID(.party, figures.row)) + places)
  }

  /// With most replicas, and with fewer than all.
  private static let losses = [
    "utilization_at_max", "utilization_after_replica_loss", "utilization_after_zone_loss",
    "replicas_needed_for_replica_loss", "replicas_needed_for_zone_loss", "peak_utilization_with_timeouts",
  ]

  private func limited(_ figures: LimitedFigures) -> JSONText {
    [
      "rejectedShare": number(figures.rejected), "peakRejectedShare": number(figures.peakRejected),
      "acceptedRate": number(figures.acceptedRate), "peakAcceptedRate": number(figures.peakAcceptedRate),
      "utilization": number(figures.utilization), "responseTime": number(figures.response),
      "peakResponseTime": number(figures.peakResponse),
    ]
  }

  private func members(_ figures: ComponentFigures) -> [(String, JSONText)] {
    [
      ("name", .string(figures.name)), ("arrivalRate", number(figures.arrivalRate)),
      ("peakArrivalRate", number(figures.peakArrivalRate)), ("utilization", number(figures.utilization)),
      ("peakUtilization", number(figures.peakUtilization)), ("replicas", number(figures.replicas)),
      ("mostReplicas", number(figures.mostReplicas)), ("replicasNeeded", number(figures.replicasNeeded)),
      ("waitTime", number(figures.waitTime)), ("responseTime", times(figures.responseTime)),
      ("peakResponseTime", times(analysis.responseTime(ofParty: figures.row, at: .peak))),
    ]
  }
}
