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
  ///
  /// - Parameter keepsFigures: Whether figures of the catalogue are computed once rather than each time that somebody asks; they
  ///   take some hundred bytes each.
  public init(of topology: Topology, keepsFigures: Bool = false) {
    self.topology = topology
    state = AnalysisState(of: topology, keepsFigures: keepsFigures)
  }

  /// Prepares the analysis within that of another system, of whose revision it is.
  init(of topology: Topology, after earlier: CapacityAnalysis?) {
    self.init(topology, AnalysisState(of: topology, keepsFigures: false, after: earlier?.state))
  }

  /// Prepares the analysis of a revision; what is computed is kept with what it was computed from.
  ///
  /// - Parameter earlier: The analysis of an earlier revision, of which all is taken over that still holds.
  public init(of topology: Topology, _ revision: Revision, after earlier: CapacityAnalysis? = nil) {
    self.topology = topology
    state =
      ReadLog.recording(revision) {
        AnalysisState(of: topology, keepsFigures: true, after: earlier?.state)
      }.result
  }

  /// The same system in a state of its own.
  init(_ topology: Topology, _ state: AnalysisState) {
    self.topology = topology
    self.state = state
  }

  /// Loops of calls whose demand has no end; the rates behind them are infinite.
  public var loops: [DemandLoop] { state.loops }
}
