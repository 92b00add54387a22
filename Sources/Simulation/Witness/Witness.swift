public import Topology

/// All that a simulation says of a system.
public struct Witness: Sendable {
  /// At the ordinary rate.
  public let rate: SimulationResult
  /// At peak; `nil` where no workload states one.
  public let peak: SimulationResult?
  /// What became of the system after bursts and outages that are worth trying.
  public let recoveries: [Recovery]

  /// Runs everything.
  public init(of topology: Topology, _ options: SimulationOptions = SimulationOptions()) {
    let simulation = Simulation(of: topology)
    let statesPeak = topology.rows(of: .workload).contains { topology.state(Facts.Workload.peak, $0) == .value }
    rate = simulation.run(.rate, options)
    peak = statesPeak ? simulation.run(.peak, options) : nil
    recoveries = simulation.triggers().map { simulation.run($0, .rate, options) }
  }
}
