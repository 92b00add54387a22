/// What a simulation says of a computed figure.
public enum Verdict: Sendable {
  /// They differ by no more than chance and the method explain.
  case agrees
  /// They differ by more: something is wrong with one of them, or the formula leaves out what the run acts out.
  case notConfirmed
  /// Above 97 % utilization runs would have to be too long, and the formula is to be trusted.
  case tooBusy
  /// The figure is not known, or nothing was simulated.
  case incomparable

  /// The utilization above which a run of seconds says nothing of waiting times: at 99 %, 160 million events left ± 4 %.
  public static let mostUtilization = 0.97

  /// Compares a computed figure, known within `low...high`, with a simulated one.
  ///
  /// - Parameters:
  ///   - error: The relative error that the method is known to make.
  ///   - resolution: A difference that nobody cares for.
  ///   - utilization: Of the busiest component that the figure depends on.
  ///   - grows: Whether a component that it depends on cannot follow, so that waiting times have no limit.
  public init(
    low: Double, high: Double, simulated: Measure, error: Double, resolution: Double = 0, utilization: Double = 0,
    grows: Bool = false
  ) {
    if grows || !low.isFinite {
      // Both say that there is no end, or only one of them does.
      self = grows == !high.isFinite ? .agrees : utilization > Self.mostUtilization ? .tooBusy : .notConfirmed
      return
    }
    let distance = max(0, low - simulated.value, simulated.value - high)
    let nearest = simulated.value < low ? low : high
    let rounding = max(resolution, Self.rounding * abs(simulated.value))
    if distance <= max(2 * simulated.halfWidth, error * abs(nearest), rounding) {
      self = .agrees
    } else {
      self = utilization > Self.mostUtilization ? .tooBusy : .notConfirmed
    }
  }

  /// Differences that nobody cares for: figures are shown with three digits.
  public static let rounding = 0.005
}
