public import Topology

/// What a system carries: demand, utilization, largest rates and response times, each with what it rests on.
///
/// Cheap to make and to copy. Demand is solved at the first question and shared by all copies; response times are
/// computed only when asked for. An uncertain figure is taken at its likely value.
public struct CapacityAnalysis: Sendable {
  /// The system that is analysed.
  public let topology: Topology
  let state: AnalysisState

  /// Prepares the analysis; nothing is computed yet.
  public init(of topology: Topology) {
    self.topology = topology
    state = AnalysisState(of: topology)
  }

  /// The same system in a state of its own.
  init(_ topology: Topology, _ state: AnalysisState) {
    self.topology = topology
    self.state = state
  }

  /// Loops of calls whose demand has no end; the rates behind them are infinite.
  public var loops: [DemandLoop] { state.loops }
}
