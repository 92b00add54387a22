import Frontends
import Testing
import Topology

@testable import Simulation

/// The model of a text.
func topology(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Topology {
  let result = TopologyReader(technologies: TechnologyTable()).read(example: text, named: "test")
  try #require(!result.hasErrors, "\(result.diagnostics)", sourceLocation: sourceLocation)
  return try #require(result.topologies.first, sourceLocation: sourceLocation)
}

extension SimulationOptions {
  /// A run of about a second in a debug build. The seed is fixed, so what a test sees never changes.
  static func tiny(_ events: Int = 6000, seed: UInt64 = 1, replications: Int = 4) -> SimulationOptions {
    var options = SimulationOptions()
    options.seed = seed
    options.replications = replications
    options.rounds = 1
    options.eventsPerRun = events
    return options
  }
}

/// Simulates a text.
func simulate(_ text: String, _ options: SimulationOptions = .tiny(), sourceLocation: SourceLocation = #_sourceLocation)
  throws -> SimulationResult
{
  let result = Simulation(of: try topology(text, sourceLocation: sourceLocation)).run(.rate, options)
  #expect(result.refusals.isEmpty, sourceLocation: sourceLocation)
  return result
}

extension Measure {
  /// Whether a value lies within a part of it.
  func isNear(_ value: Double, within part: Double) -> Bool { abs(self.value - value) <= part * abs(value) }
}
