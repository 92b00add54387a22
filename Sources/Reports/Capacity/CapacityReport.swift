public import Analysis

/// What is asked about one system: the analysis, and what stands beside it.
public struct CapacityReport: Sendable {
  /// The system as it is asked about.
  public var analysis: CapacityAnalysis
  /// The same before `--set` changed it.
  public var before: CapacityAnalysis?

  /// A report on one system.
  public init(_ analysis: CapacityAnalysis, before: CapacityAnalysis? = nil) {
    self.analysis = analysis
    self.before = before
  }
}
