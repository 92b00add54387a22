import Analysis
import Topology

/// Estimates as JSON: `value` where it is one number, else `low` and `high`, with what they rest on.
struct EstimateJSON {
  let topology: Topology

  /// A figure with what it rests on; `null` where there is nothing to know.
  func number(_ estimate: Estimate) -> JSONText {
    guard estimate.isApplicable else { return nil }
    let value = estimate.value.map(Self.bounds) ?? [("value", .null)]
    let error: [(String, JSONText)] = estimate.error > 1e-6 ? [("error", .number(estimate.error))] : []
    let omissions: [(String, JSONText)] =
      estimate.omissions.isEmpty ? [] : [("omissions", .array(estimate.omissions.map { .string($0.words) }))]
    return .object(
      value + error + [
        ("basis", .string(estimate.basis.word)),
        ("assumptions", .array(estimate.assumptions.map { .string($0.words) })),
      ] + omissions + [("missing", .array(estimate.missing.map { .string(topology.describe($0)) }))])
  }

  /// JSON knows no infinity: what has no end says so.
  static func bounds(_ interval: Interval) -> [(String, JSONText)] {
    if !interval.isPoint { return [("low", .number(interval.low)), ("high", .number(interval.high))] }
    return interval.low.isFinite ? [("value", .number(interval.low))] : [("value", .null), ("unbounded", true)]
  }
}
