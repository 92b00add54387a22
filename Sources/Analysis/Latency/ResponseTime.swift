import Topology

/// How long answers take, in seconds; infinite where a component cannot follow.
public struct ResponseTime: Sendable {
  /// The mean.
  public var mean: Estimate
  /// A thousand times the work of the mean, and asked for less often.
  private let percentiles: Lazily<[Estimate]>

  /// The median.
  public var p50: Estimate { percentiles.value[0] }
  /// The time within which 95 of 100 answers come.
  public var p95: Estimate { percentiles.value[1] }
  /// The time within which 99 of 100 answers come.
  public var p99: Estimate { percentiles.value[2] }

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
    self.mean = mean
    let (best, worst) = (best.law, worst.law)
    percentiles = Lazily {
      let low = best.percentiles(Self.shares)
      // The same facts give the same law, which need not be computed twice.
      let high = best.whole == worst.whole ? low : worst.percentiles(Self.shares)
      return zip(low, high).map { mean.with(Self.interval($0, $1), formulas.percentile, error: tailError) }
    }
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
    percentiles = Lazily { [estimate, estimate, estimate] }
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
