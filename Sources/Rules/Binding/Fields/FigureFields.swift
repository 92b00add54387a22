internal import Analysis
internal import Expressions
internal import Topology

/// A figure of the analyses, each computed once: a rule that compares a fleet with its store asks for the store's figure
/// once for each of the fleet.
final class BoundFigure: BoundField {
  private let figure: Figure
  private let analysis: CapacityAnalysis
  private let weakestBasis: Basis
  /// By row; empty until the first question.
  private var known: [Value?] = []

  init(_ position: Int, _ source: ModelSource) {
    figure = FigureCatalog.all[position]
    analysis = source.analysis
    weakestBasis = source.weakestBasis
  }

  override func value(of object: ObjectRef) -> Value {
    let row = Int(object.row)
    if known.isEmpty { known = Array(repeating: nil, count: analysis.topology.count(figure.table)) }
    if let value = known[row] { return value }
    let value = value(of: figure.estimate(analysis, row))
    known[row] = value
    return value
  }

  private func value(of estimate: Estimate) -> Value {
    guard let interval = estimate.value else {
      return estimate.missing.isEmpty ? .null : .unknown(unknown(estimate))
    }
    if estimate.basis > weakestBasis || (!estimate.assumptions.isEmpty && weakestBasis < .assumed) {
      return .unknown(Unknown(facts: (estimate.missing + estimate.inputs).map(\.rawValue)))
    }
    guard estimate.error.isFinite else { return .unknown(unknown(estimate)) }
    if figure.unit == .flag { return interval.point.map { .bool($0 != 0) } ?? .unknown(unknown(estimate)) }
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

/// The figures of a group (`latency` of `latency.p99`): an object of the group's type on the same row.
final class BoundGroup: BoundField {
  private let type: UInt32

  init(type: UInt32) { self.type = type }

  override func value(of object: ObjectRef) -> Value { .object(ObjectRef(type: type, row: object.row)) }

  override func scalar(of object: ObjectRef) -> Scalar { Scalar(ObjectRef(type: type, row: object.row)) }
}
