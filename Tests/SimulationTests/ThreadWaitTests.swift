import Analysis
import Simulation
import Testing
import Topology

/// Computed waits for threads beside simulated ones: with few threads, near what they carry, with and without processors of
/// their own.
@Suite struct ThreadWaitTests {
  private static func shop(_ service: String, _ dependency: String, rate: Double) -> String {
    """
    system: s
    services:
      a: {replicas: 1, \(service), operations: {x: {effect: read, service_time: 5ms}}}
      b: {replicas: 1, \(dependency), operations: {y: {effect: read, service_time: 20ms}}}
    links: [{from: a.x, to: b.y, timeout: none, retry: none, latency: 0ms}]
    workloads: {w: {entry: a.x, rate: \(rate)/s}}
    """
  }

  @Test(arguments: [
    ("workers: 2, concurrency: 6", "workers: 4", 140.0), ("workers: 2, concurrency: 6", "workers: 4", 165),
    ("workers: 2, concurrency: 16", "workers: 4", 150), ("workers: 100, concurrency: 4", "workers: 100", 130),
    ("concurrency: 4", "workers: 100", 130),
  ])
  func simulationsSayTheSame(_ service: String, _ dependency: String, rate: Double) throws {
    let text = Self.shop(service, dependency, rate: rate)
    let simulated = try simulate(text, .tiny(30_000, replications: 6))
    let analysis = CapacityAnalysis(of: try topology(text))
    let workload = try #require(simulated.workloads.first?.latency)
    let latency = analysis.latency(ofWorkload: 0)
    let component = try #require(simulated.components.first { $0.party == 0 })
    let wait = analysis.waitTime(ofParty: 0)
    for (computed, measure, least) in [
      (latency.mean, workload.mean, 0.02), (latency.p99, workload.p99, 0.03),
      (wait, try #require(component.wait), 0.03),
    ] {
      let value = try #require(computed.point)
      let allowed = max(2 * measure.halfWidth, max(least, computed.error) * value)
      #expect(abs(value - measure.value) <= allowed, "\(value) is not \(measure.value)")
    }
  }
}
