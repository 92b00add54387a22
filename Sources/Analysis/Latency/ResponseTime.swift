import Topology

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

  /// The four figures of both ends of what is known.
  init(_ derivation: Derivation, _ formulas: (mean: Formula, percentile: Formula), best: Answer, worst: Answer) {
    let bestMean = best.law.mean
    let means = (bestMean, best.law.whole == worst.law.whole ? bestMean : worst.law.mean)
    let doubt = [best.doubt, worst.doubt]
    let scale = [means.0, means.1]
    func error(_ seconds: (Doubt) -> Double) -> Double {
      zip(doubt, scale).reduce(0) { $1.1 > 0 && $1.1.isFinite ? max($0, seconds($1.0) / $1.1) : $0 }
    }
    var derivation = derivation
    if means.0 == means.1 { derivation.forgetMissing() }
    let mean = derivation.estimate(Self.interval(means.0, means.1), formulas.mean, error: error(\.ofMean))
    let tailError = error { $0.ofMean + $0.ofTail }
    let low = best.law.percentiles(Self.shares)
    // The same facts give the same law, which need not be computed twice.
    let high = best.law.whole == worst.law.whole ? low : worst.law.percentiles(Self.shares)
    let percentiles = zip(low, high).map {
      mean.with(Self.interval($0, $1), formulas.percentile, error: tailError)
    }
    self.mean = mean
    (p50, p95, p99) = (percentiles[0], percentiles[1], percentiles[2])
  }

  private static let shares = [0.5, 0.95, 0.99]

  static func interval(_ a: Double, _ b: Double) -> Interval { Interval(low: min(a, b), high: max(a, b)) }

  /// Not known for want of a fact.
  init(missing derivation: Derivation) { self.init(all: derivation.estimate(nil, .chainMean)) }

  /// Percentiles are not known, whatever is stated.
  init(meanOnly mean: Estimate) {
    self.init(all: .notApplicable)
    self.mean = mean
  }

  private init(all estimate: Estimate) {
    mean = estimate
    p50 = estimate
    p95 = estimate
    p99 = estimate
  }

  static let notApplicable = ResponseTime(all: .notApplicable)
}

/// Whose response time is asked for.
struct ResponseTimeQuestion: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// Wait alone.
    case wait
    /// Wait and service.
    case own
    /// With all that is waited for downstream.
    case chain
  }

  var kind: Kind
  var entity: EntityID
  var load: LoadCase
}
