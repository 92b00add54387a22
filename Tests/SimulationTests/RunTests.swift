import Testing
import Topology

@testable import Simulation

/// Seeds, missing facts and what is listed.
struct RunTests {
  private static let text = """
    services: {shop: {replicas: 2, workers: 1, operations: {buy: {service_time: 10ms}}}}
    workloads: {buying: {entry: shop.buy, rate: 100/s}}
    """

  @Test func sameSeedSameNumbers() throws {
    let first = try simulate(Self.text, .tiny(3000))
    let second = try simulate(Self.text, .tiny(3000))
    let other = try simulate(Self.text, .tiny(3000, seed: 2))
    #expect(first.workloads.first?.latency?.mean == second.workloads.first?.latency?.mean)
    #expect(first.components.first?.queueLength == second.components.first?.queueLength)
    #expect(first.workloads.first?.latency?.mean != other.workloads.first?.latency?.mean)
  }

  @Test func roundsGoOnUntilItIsExactEnough() throws {
    var options = SimulationOptions.tiny(2000)
    options.rounds = 3
    options.precision = 1
    #expect(try simulate(Self.text, options).effort.replications == 4)
    options.precision = 0
    let result = try simulate(Self.text, options)
    #expect(result.effort.replications == 12)
    #expect(result.effort.events == 24_000)
    #expect(try #require(result.effort.precision) > 0)
  }

  private static func refused(_ text: String) throws -> [String] {
    let model = try topology(text)
    let result = Simulation(of: model).run(.rate, .tiny(1000))
    return result.refusals.map { refusal in
      let facts = refusal.missing.map { model.describe($0) }
      let neighbours = refusal.neighbours.map { "with " + model.name(EntityID(.workload, $0)) }
      return model.name(EntityID(.workload, refusal.workload)) + ": " + (facts + neighbours).joined(separator: ", ")
    }
  }

  @Test func missingFactsAreNamed() throws {
    let refusals = try Self.refused(
      """
      services:
        shop: {operations: {buy: {}}}
      stores: {db: {service_time: {read: 1ms, write: 2ms}, replicas: 1, workers: 1}}
      links: [{from: shop.buy, to: db, cache: {in: db}}]
      workloads: {buying: {entry: shop.buy}}
      """)
    #expect(
      refusals == [
        """
        buying: buying.rate, shop.buy.service_time, shop.replicas, shop.workers, shop.buy -> db.access, \
        shop.buy -> db.cache.hit_rate
        """
      ])
  }

  /// A workload is shown only with all that compete with it; those that share nothing are.
  @Test func neighboursOfWhatIsMissing() throws {
    let text = """
      services:
        shop: {replicas: 1, workers: 1, service_time: 1ms, operations: {buy: {}, sell: {}}}
        mail: {replicas: 1, workers: 1, operations: {send: {service_time: 1ms}}}
      workloads:
        buying: {entry: shop.buy}
        selling: {entry: shop.sell, rate: 1/s}
        sending: {entry: mail.send, rate: 100/s}
      """
    #expect(try Self.refused(text) == ["buying: buying.rate", "selling: with buying"])
    let result = Simulation(of: try topology(text)).run(.rate, .tiny(1000))
    #expect(result.workloads.map(\.workload) == [2])
  }

  @Test func nothingToRun() throws {
    let result = Simulation(of: try topology("services: {shop: {}}")).run()
    #expect(result.workloads.isEmpty)
    #expect(result.effort.events == 0)
  }

  @Test func peakRunsOnWhatScalingBrings() throws {
    let text = """
      services: {shop: {replicas: {min: 1, max: 4}, scaling: auto, workers: 1, operations: {buy: {service_time: 10ms}}}}
      workloads: {buying: {entry: shop.buy, rate: 50/s, peak: 200/s}}
      """
    let result = Simulation(of: try topology(text)).run(.peak, .tiny())
    #expect(try #require(result.workloads.first).throughput.isNear(200, within: 0.05))
    #expect(try #require(result.components.first).utilization.isNear(0.5, within: 0.06))
  }

  @Test func omissionsAreListed() throws {
    let result = try simulate(
      """
      services:
        front: {replicas: 1, workers: 4, contention: 5%, operations: {ask: {service_time: 1ms}}}
        back: {replicas: 1, workers: 4, operations: {answer: {service_time: 1ms}}}
      links: [{from: front.ask, to: back.answer, circuit_breaker: true, hedging: 20ms}]
      workloads: {asking: {entry: front.ask, rate: 100/s}}
      """, .tiny(1000))
    #expect(result.omissions == [.circuitBreaker, .hedging, .scalingLaw])
  }
}
