internal import Analysis
internal import Expressions
internal import Topology

/// Figures of the analyses as values of the rule language.
extension ModelSource {
  func derive(_ figure: Int, _ row: Int) -> Value {
    // A rule that compares a fleet with its store asks for the store's figure once for each of the fleet.
    let question = DerivedQuestion(figure: figure, row: row, weakestBasis: weakestBasis)
    if let known = derivedValues[question] { return known }
    let value = value(of: estimate(figure, row), FigureCatalog.all[figure].unit)
    if derivedValues.count >= Self.mostDerivedValues { derivedValues.removeAll(keepingCapacity: true) }
    derivedValues[question] = value
    return value
  }

  /// Enough for the neighbours of one subject; more would only cost memory.
  private static let mostDerivedValues = 4_096

  /// The estimate behind a field of a row.
  func estimate(_ figure: Int, _ row: Int) -> Estimate { FigureCatalog.all[figure].estimate(analysis, row) }

  private func value(of estimate: Estimate, _ unit: FigureUnit) -> Value {
    guard let interval = estimate.value else {
      return estimate.missing.isEmpty ? .null : .unknown(unknown(estimate))
    }
    if estimate.basis > weakestBasis || (!estimate.assumptions.isEmpty && weakestBasis < .assumed) {
      return .unknown(Unknown(facts: (estimate.missing + estimate.inputs).map(\.rawValue)))
    }
    guard estimate.error.isFinite else { return .unknown(unknown(estimate)) }
    if unit == .flag { return interval.point.map { .bool($0 != 0) } ?? .unknown(unknown(estimate)) }
    guard estimate.error > 0 else {
      return .interval(interval.low, interval.high, estimate.missing.isEmpty ? nil : unknown(estimate))
    }
    // What a formula may be off by its own declaration may turn a comparison.
    let widened = estimate.widened(interval)
    let facts = estimate.missing.isEmpty ? estimate.inputs : estimate.missing
    return .interval(widened.low, widened.high, Unknown(facts: facts.map(\.rawValue)))
  }

  private func unknown(_ estimate: Estimate) -> Unknown { Unknown(facts: estimate.missing.map(\.rawValue)) }
}

/// What was asked of the analyses.
struct DerivedQuestion: Hashable {
  /// Its position in the catalogue.
  var figure: Int
  var row: Int
  var weakestBasis: Basis
}
