import Analysis
import Topology

/// Figures as JSON.
extension CapacityMembers {
  /// `null` where it does not apply.
  func times(_ times: ResponseTime) -> JSONText {
    guard times.mean.isApplicable else { return nil }
    return [
      "mean": number(times.mean), "p50": number(times.p50), "p95": number(times.p95), "p99": number(times.p99),
    ]
  }

  /// A figure with what it rests on; `null` where there is nothing to know.
  func number(_ estimate: Estimate) -> JSONText {
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
  func bounds(_ interval: Interval) -> [(String, JSONText)] {
    if !interval.isPoint { return [("low", .number(interval.low)), ("high", .number(interval.high))] }
    return interval.low.isFinite ? [("value", .number(interval.low))] : [("value", .null), ("unbounded", true)]
  }
}
