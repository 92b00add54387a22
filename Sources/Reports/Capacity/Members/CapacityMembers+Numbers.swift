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
  func number(_ estimate: Estimate) -> JSONText { EstimateJSON(topology: topology).number(estimate) }
}
