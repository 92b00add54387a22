public import Analysis
public import Simulation

/// What is asked about one system: the analysis, and what stands beside it.
public struct CapacityReport: Sendable {
  /// The system as it is asked about.
  public var analysis: CapacityAnalysis
  /// The same before `--set` changed it.
  public var before: CapacityAnalysis?
  /// What follows from figures that are not known exactly.
  public var uncertainty: UncertaintyAnalysis?
  /// What a simulation says of the system, where one is asked for.
  public var witness: Witness?
  /// The day from which times that suffice are counted (ISO 8601); without it only durations are named.
  public var today: String?

  /// A report on one system.
  public init(
    _ analysis: CapacityAnalysis, before: CapacityAnalysis? = nil, uncertainty: UncertaintyAnalysis? = nil,
    witness: Witness? = nil, today: String? = nil
  ) {
    self.analysis = analysis
    self.before = before
    self.uncertainty = uncertainty
    self.witness = witness
    self.today = today
  }
}
