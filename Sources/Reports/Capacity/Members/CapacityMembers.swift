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
      ("backlogs", .array(figures.backlogs.map(backlog))),
    ]
    return .object(carried + availability(ofWorkload: figures.row))
  }

  private func name(_ limit: Limit) -> String {
    topology.id(of: limit.operation.map { EntityID(.operation, $0) } ?? EntityID(.party, limit.party))
  }

  private func limit(_ limit: Limit) -> JSONText {
    .object(
      [("subject", .string(name(limit))), ("asynchronous", .bool(limit.isAsynchronous))]
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
    return .object(members(figures) + places)
  }

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
    ]
  }
}
