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

  /// Figures of the catalogue by the names that expressions have for them, in the case of JSON; those that apply.
  func catalogued(_ names: [String], _ subject: EntityID) -> [(String, JSONText)] {
    names.compactMap { name in
      guard let figure = FigureCatalog.figure(name, of: subject.table) else { return nil }
      let estimate = figure.estimate(analysis, subject.row)
      return estimate.isApplicable ? (Self.camelCase(name), number(estimate)) : nil
    }
  }

  private static func camelCase(_ name: String) -> String {
    let words = name.split(separator: "_")
    return words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// A figure with what it rests on; `null` where there is nothing to know.
  func number(_ estimate: Estimate) -> JSONText { EstimateJSON(topology: topology).number(estimate) }
}
