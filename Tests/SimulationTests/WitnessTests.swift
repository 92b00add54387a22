import Analysis
import Testing
import Topology

@testable import Simulation

/// Formula against simulation, on small random models: what does not depend on distributions, and the mean of M/M/c.
struct WitnessTests {
  /// A chain of services with replicas on one line each, and a store; all facts drawn.
  private static func model(_ seed: UInt64) -> String {
    var random = RandomStream(seed: seed, source: 99)
    func number(_ range: ClosedRange<Int>) -> Int { range.lowerBound + random.below(range.count) }
    let length = number(1...3)
    let rate = number(20...80)
    var services = ""
    var links = ""
    for index in 0..<length {
      let (replicas, workers) = (number(1...2), number(2...3))
      // Utilizations of 30 to 70 %.
      let time = Double(number(30...70)) * 10 * Double(replicas * workers) / Double(rate)
      services += """
          s\(index): {replicas: \(replicas), workers: \(workers), load_balancing: shared, operations: {go: {service_time: \(time)ms}}}

        """
      let next = index + 1 < length ? "s\(index + 1).go" : "db, access: read, visits: \(Double(number(2...9)) / 4)"
      links += "  - {from: s\(index).go, to: \(next)}\n"
    }
    return """
      services:
      \(services)
      stores: {db: {replicas: 1, partitions: 1, workers: 4, service_time: 5ms}}
      links:
      \(links)
      workloads: {load: {entry: s0.go, rate: \(rate)/s}}
      """
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func agree(_ seed: UInt64) throws {
    let text = Self.model(seed)
    let topology = try topology(text)
    let result = Simulation(of: topology).run(.rate, .tiny(12_000, replications: 5))
    let analysis = CapacityAnalysis(of: topology)
    #expect(result.brokenChecks.isEmpty)
    func agrees(_ estimate: Estimate, _ measure: Measure?) throws {
      let (value, measure) = (try #require(estimate.point), try #require(measure))
      // Half-widths of five runs are themselves uncertain; 3 % keeps small ones from deciding.
      #expect(abs(value - measure.value) <= max(2 * measure.halfWidth, 0.03 * value), "\(estimate) \(measure)\n\(text)")
    }
    for component in result.components {
      try agrees(analysis.arrivalRate(ofParty: component.party), component.arrivalRate)
      try agrees(analysis.utilization(ofParty: component.party), component.utilization)
      try agrees(analysis.responseTime(ofParty: component.party).mean, component.response?.mean)
    }
    try agrees(analysis.latency(ofWorkload: 0).mean, result.workloads.first?.latency?.mean)
  }
}
