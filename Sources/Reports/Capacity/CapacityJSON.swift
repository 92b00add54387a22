public import Analysis
import Diagnostics
import Topology

/// What systems carry, for programs, in seconds, per second, and fractions. Version 1: keys may be added, none changes
/// its meaning.
///
/// One system is written at the top, several as a list under `systems`. Each number is an object: `value` where it is
/// one, else `low` and `high` (`null` for no bound), with `basis`, `assumptions` and `missing`; `null` where there is
/// nothing to know, such as the utilization of a client.
public enum CapacityJSON {
  /// The document; it ends with a line break.
  public static func render(_ analyses: [CapacityAnalysis], in context: ReportContext) -> String {
    JSONEnvelope.object(analyses.map { CapacityMembers(analysis: $0).members }, context).rendered()
  }
}

private struct CapacityMembers {
  let analysis: CapacityAnalysis

  private var topology: Topology { analysis.topology }

  var members: [(String, JSONText)] {
    [
      ("system", .string(orNull: topology.name)), ("workloads", .array(analysis.workloadFigures.map(workload))),
      ("components", .array(analysis.loadedParties.map { component(ComponentFigures($0, analysis)) })),
    ]
  }

  // MARK: Workloads

  private func workload(_ figures: WorkloadFigures) -> JSONText {
    [
      "name": .string(figures.name), "rate": number(figures.rate), "peak": number(figures.peak),
      "maxRate": number(figures.largest.rate),
      "bottleneck": .string(orNull: figures.largest.limits.first.map(name)),
      "limits": .array(figures.largest.limits.map(limit)), "latency": times(figures.latency),
      "availability": ["value": nil, "missing": [], "note": "availability is not computed"],
      "backlogs": .array(figures.backlogs.map(backlog)),
    ]
  }

  private func name(_ limit: Limit) -> String {
    topology.id(of: limit.operation.map { EntityID(.operation, $0) } ?? EntityID(.party, limit.party))
  }

  private func limit(_ limit: Limit) -> JSONText {
    .object([("subject", .string(name(limit))), ("asynchronous", .bool(limit.isAsynchronous))] + bounds(limit.rate))
  }

  private func backlog(_ backlog: Backlog) -> JSONText {
    let queue = backlog.queue.map { topology.name(EntityID(.party, $0)) }
    return [
      "component": .string(topology.name(EntityID(.party, backlog.party))), "queue": .string(orNull: queue),
      "growth": number(backlog.growth), "sustainedRate": .object(bounds(backlog.sustainedRate)),
    ]
  }

  // MARK: Components

  private func component(_ figures: ComponentFigures) -> JSONText {
    [
      "name": .string(figures.name), "arrivalRate": number(figures.arrivalRate),
      "peakArrivalRate": number(figures.peakArrivalRate), "utilization": number(figures.utilization),
      "peakUtilization": number(figures.peakUtilization), "replicas": number(figures.replicas),
      "mostReplicas": number(figures.mostReplicas), "replicasNeeded": number(figures.replicasNeeded),
      "waitTime": number(figures.waitTime), "responseTime": times(figures.responseTime),
    ]
  }

  // MARK: Numbers

  private func times(_ times: ResponseTime) -> JSONText {
    guard times.mean.isApplicable else { return nil }
    return [
      "mean": number(times.mean), "p50": number(times.p50), "p95": number(times.p95), "p99": number(times.p99),
    ]
  }

  private func number(_ estimate: Estimate) -> JSONText {
    guard estimate.isApplicable else { return nil }
    let value = estimate.value.map(bounds) ?? [("value", .null)]
    return .object(
      value + [
        ("basis", .string(estimate.basis.word)),
        ("assumptions", .array(estimate.assumptions.map { .string($0.words) })),
        ("missing", .array(estimate.missing.map { .string(topology.describe($0)) })),
      ])
  }

  /// JSON knows no infinity: what has no end says so.
  private func bounds(_ interval: Interval) -> [(String, JSONText)] {
    if !interval.isPoint { return [("low", .number(interval.low)), ("high", .number(interval.high))] }
    return interval.low.isFinite ? [("value", .number(interval.low))] : [("value", .null), ("unbounded", true)]
  }
}
