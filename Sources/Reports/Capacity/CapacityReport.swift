public import Analysis
public import Simulation

/// What is asked about one system: the analysis, and what stands beside it.
public struct CapacityReport: Sendable {
  /// The system as it is asked about.
  public var analysis: CapacityAnalysis
  /// The same before `--set` changed it.
  public var before: CapacityAnalysis?
  /// What a simulation says of the system, where one is asked for.
  public var witness: Witness?

  /// A report on one system.
  public init(_ analysis: CapacityAnalysis, before: CapacityAnalysis? = nil, witness: Witness? = nil) {
    self.analysis = analysis
    self.before = before
    self.witness = witness
  }
}
