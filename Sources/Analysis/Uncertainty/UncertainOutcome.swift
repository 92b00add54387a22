/// What not knowing the inputs means for one figure.
public struct UncertainOutcome: Sendable {
  /// The figure of the catalogue.
  public let figure: Figure
  /// The row of its subject.
  public let row: Int
  /// With every input at its likely value.
  public let likely: Estimate
  /// Not above it with 10 % probability. An interval where facts are missing; infinite where the system is not stable.
  public let p10: Interval
  /// The median.
  public let p50: Interval
  /// Not above it with 90 % probability.
  public let p90: Interval
  /// Between all inputs at the better and all at the worse of their 5th and 95th percentiles: bounds where the figure only
  /// rises or only falls with each of them.
  public let corners: Interval
  /// The probability that there is no steady state: of a utilization, that it is 1 or more; of a time, that it has no end.
  public let instability: Interval
  /// The stated objective for the figure.
  public let objective: Objective?
  /// The inputs that matter, by the swing of the figure.
  public let influences: [Influence]

  /// What the figure should be, and how probably it is not.
  public struct Objective: Sendable {
    public let target: Double
    /// Whether the figure should be at most the target, rather than at least.
    public let isCeiling: Bool
    /// The probability that it is missed.
    public let miss: Interval
  }

  /// What one input does to the figure.
  public struct Influence: Sendable {
    /// The position in `UncertaintyAnalysis.inputs`.
    public let input: Int
    /// The figure with the input at its 5th percentile and all others at their medians.
    public let low: Interval
    /// The same at its 95th percentile.
    public let high: Interval
    /// The share of the variance of the figure's rank that goes with the input: the squared rank correlation (Spearman).
    public let varianceShare: Double

    /// How far the figure moves; infinite if it becomes unstable.
    public var swing: Double {
      let (a, b) = (Self.middle(low), Self.middle(high))
      return a == b ? 0 : abs(a - b)
    }

    private static func middle(_ value: Interval) -> Double {
      value.high.isFinite ? (value.low + value.high) / 2 : value.low
    }
  }
}
