/// How long answers take, in seconds; infinite where a component cannot follow.
public struct ResponseTime: Sendable {
  /// The mean.
  public var mean: Estimate
  /// The median.
  public var p50: Estimate
  /// The time within which 95 of 100 answers come.
  public var p95: Estimate
  /// The time within which 99 of 100 answers come.
  public var p99: Estimate

  /// The four figures of one pair of bounds.
  init(_ derivation: Derivation, _ formulas: (mean: Formula, percentile: Formula), _ value: (Figure) -> Interval) {
    mean = derivation.estimate(value(.mean), formulas.mean)
    p50 = mean.with(value(.percentile(0.5)), formulas.percentile)
    p95 = mean.with(value(.percentile(0.95)), formulas.percentile)
    p99 = mean.with(value(.percentile(0.99)), formulas.percentile)
  }

  /// Not known for want of a fact.
  init(missing derivation: Derivation) { self.init(all: derivation.estimate(nil, .chainMean)) }

  private init(all estimate: Estimate) {
    mean = estimate
    p50 = estimate
    p95 = estimate
    p99 = estimate
  }

  static let notApplicable = ResponseTime(all: .notApplicable)

  /// One of the figures.
  enum Figure {
    case mean
    case percentile(Double)
  }
}
