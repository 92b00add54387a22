internal import Analysis
internal import Expressions
internal import Topology

/// A figure of the analyses, each computed once: a rule that compares a fleet with its store asks for the store's figure
/// once for each of the fleet.
final class BoundFigure: BoundField {
  private let figure: Figure
  private let analysis: CapacityAnalysis
  private let weakestBasis: Basis
  /// Whether the log is to hear of every read, rather than of the first.
  private let logsReads: Bool
  /// By row; empty until the first question.
  @exclusivity(unchecked) private var known: [Value?] = []
  /// Those that are plain numbers; not a number where there is none.
  @exclusivity(unchecked) private var numbers: [Double] = []

  init(_ position: Int, _ source: ModelSource, logsReads: Bool = false) {
    self.logsReads = logsReads
    figure = FigureCatalog.all[position]
    analysis = source.analysis
    weakestBasis = source.weakestBasis
  }

  override func value(of object: ObjectRef) -> Value {
    let row = Int(object.row)
    if logsReads { _ = figure.estimate(analysis, row) }
    if known.isEmpty {
      known = Array(repeating: nil, count: analysis.topology.count(figure.table))
      numbers = Array(repeating: .nan, count: known.count)
    }
    if let value = known[row] { return value }
    let value = value(of: figure.estimate(analysis, row))
    known[row] = value
    if case .double(let number) = value { numbers[row] = number }
    return value
  }

  override func scalar(of object: ObjectRef) -> Scalar {
    guard !logsReads, !numbers.isEmpty, !numbers[Int(object.row)].isNaN else { return .other }
    return Scalar(numbers[Int(object.row)])
  }

  private func value(of estimate: Estimate) -> Value {
    guard let interval = estimate.value else {
      return estimate.missing.isEmpty ? .null : .unknown(unknown(estimate))
    }
    if estimate.basis > weakestBasis || (!estimate.assumptions.isEmpty && weakestBasis < .assumed) {
      return .unknown(Unknown(kept: (estimate.missing + estimate.inputs).map(\.rawValue)))
    }
    guard estimate.error.isFinite else { return .unknown(unknown(estimate)) }
    if figure.unit == .flag { return interval.point.map { .bool($0 != 0) } ?? .unknown(unknown(estimate)) }
    guard estimate.error > 0 else {
      return .interval(interval.low, interval.high, estimate.missing.isEmpty ? nil : unknown(estimate))
    }
    // What a formula may be off by its own declaration may turn a comparison.
    let widened = estimate.widened(interval)
    let facts = estimate.missing.isEmpty ? estimate.inputs : estimate.missing
    return .interval(widened.low, widened.high, Unknown(kept: facts.map(\.rawValue)))
  }

  private func unknown(_ estimate: Estimate) -> Unknown { Unknown(kept: estimate.missing.map(\.rawValue)) }
}

/// The figures of a group (`latency` of `latency.p99`): an object of the group's type on the same row.
final class BoundGroup: BoundField {
  private let type: UInt32

  init(type: UInt32) { self.type = type }

  override func value(of object: ObjectRef) -> Value { .object(ObjectRef(type: type, row: object.row)) }

  override func scalar(of object: ObjectRef) -> Scalar { Scalar(ObjectRef(type: type, row: object.row)) }
}
