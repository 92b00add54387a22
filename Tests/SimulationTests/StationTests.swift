import Testing

@testable import Simulation

/// Single stations against exact solutions (`Reference/queues.py`). The bounds are about three standard errors of runs
/// of this size.
struct StationTests {
  /// A shop with one operation of 10 ms.
  static func shop(_ facts: String, rate: Int, time: String = "10ms", _ operation: String = "") -> String {
    """
    services: {shop: {\(facts), operations: {buy: {service_time: \(time)\(operation)}}}}
    workloads: {buying: {entry: shop.buy, rate: \(rate)/s}}
    """
  }

  @Test func oneServer() throws {
    let result = try simulate(Self.shop("replicas: 1, workers: 1", rate: 50), .tiny(15_000))
    let shop = try #require(result.components.first)
    let latency = try #require(result.workloads.first?.latency)
    #expect(shop.arrivalRate.isNear(50, within: 0.03))
    #expect(shop.utilization.isNear(0.5, within: 0.04))
    #expect(latency.mean.isNear(0.020, within: 0.06))
    #expect(latency.p50.isNear(0.013863, within: 0.07))
    #expect(latency.p99.isNear(0.092103, within: 0.15))
    #expect(shop.queueLength.isNear(0.5, within: 0.15))
    #expect(result.brokenChecks.isEmpty)
    #expect(result.checks.count == 3)
  }

  @Test func severalServersOnOneLine() throws {
    let result = try simulate(Self.shop("replicas: 2, workers: 2, load_balancing: shared", rate: 320), .tiny(15_000))
    let shop = try #require(result.components.first)
    #expect(shop.utilization.isNear(0.8, within: 0.03))
    #expect(try #require(shop.wait).isNear(0.0074554, within: 0.15))
    #expect(result.conventions.map(\.convention) == [.exponentialService])
  }

  /// Pollaczek and Khinchine: R = S + ρ S (1 + c²) / 2 (1 − ρ).
  @Test(arguments: [
    ("{mean: 10ms, cv2: 0}", 80, 0.030), ("{mean: 10ms, cv2: 0.5}", 50, 0.0175), ("{mean: 10ms, cv2: 4}", 50, 0.035),
  ])
  func variation(_ time: String, _ rate: Int, _ response: Double) throws {
    let result = try simulate(Self.shop("replicas: 1, workers: 1", rate: rate, time: time), .tiny(15_000))
    #expect(try #require(result.workloads.first?.latency?.mean).isNear(response, within: 0.1))
    #expect(result.conventions.isEmpty)
  }

  /// Lognormal through mean and p99: with next to no load, the times themselves.
  @Test func statedPercentile() throws {
    let result = try simulate(
      Self.shop("replicas: 1, workers: 50", rate: 10, time: "{mean: 20ms, p99: 90ms}"), .tiny(15_000))
    let latency = try #require(result.workloads.first?.latency)
    #expect(latency.mean.isNear(0.020, within: 0.03))
    #expect(latency.p99.isNear(0.090, within: 0.08))
  }

  /// M/M/2/5: 26.39 % refused; those that are let in take 18.007 ms.
  @Test func boundedLine() throws {
    let result = try simulate(Self.shop("replicas: 1, workers: 2, queue_limit: 3", rate: 240), .tiny(15_000))
    let workload = try #require(result.workloads.first)
    #expect(try #require(workload.failureShare).isNear(0.26387, within: 0.06))
    #expect(try #require(workload.latency?.mean).isNear(0.018007, within: 0.03))
    #expect(try #require(result.components.first).refusals.isNear(240 * 0.26387, within: 0.08))
  }

  /// Admission bounds what is in progress, the work itself included.
  @Test func admission() throws {
    let result = try simulate(
      Self.shop("replicas: 1, workers: 2, admission: {max_concurrency: 5}", rate: 240), .tiny(15_000))
    #expect(try #require(result.workloads.first?.failureShare).isNear(0.26387, within: 0.06))
  }

  /// The same M/M/2/5 fed by a queue: what finds no place there is lost, and not delivered again.
  @Test(arguments: ["drop-newest", "reject", "drop-oldest"])
  func boundedQueue(_ overflow: String) throws {
    let result = try simulate(
      """
      services:
        web: {replicas: 1, workers: 100, operations: {send: {service_time: 0ms}}}
        shop: {replicas: 1, workers: 2, operations: {buy: {service_time: 10ms}}}
      queues: {orders: {max_length: 3, overflow: \(overflow), delivery: at-least-once, max_receives: 5}}
      links: [{from: web.send, to: orders}, {from: orders, to: shop.buy}]
      workloads: {buying: {entry: web.send, rate: 240/s}}
      """, .tiny(30_000))
    #expect(!result.omissions.contains(.queueLength))
    let shop = try #require(result.components.first { $0.party == 1 })
    #expect(shop.refusals.isNear(240 * 0.26387, within: 0.08))
    #expect(shop.utilization.isNear(1.2 * (1 - 0.26387), within: 0.04))
    let mean = try #require(shop.response?.mean)
    if overflow == "drop-oldest" {
      #expect(mean.value < 0.0175)
    } else {
      #expect(mean.isNear(0.018007, within: 0.04))
    }
  }

  /// Producers that wait are not acted out.
  @Test func fullQueuesThatBlockAreLeftOut() throws {
    let result = try simulate(
      """
      services:
        web: {replicas: 1, workers: 100, operations: {send: {service_time: 1ms}}}
        shop: {replicas: 1, workers: 2, operations: {buy: {service_time: 10ms}}}
      queues: {orders: {max_length: 3, overflow: block, delivery: at-least-once}}
      links: [{from: web.send, to: orders}, {from: orders, to: shop.buy}]
      workloads: {buying: {entry: web.send, rate: 40/s}}
      """, .tiny(1000))
    #expect(result.omissions == [.queueLength])
  }

  /// S / (1 − ρ), whatever the variation.
  @Test(arguments: ["10ms", "{mean: 10ms, cv2: 4}"])
  func sharedProcessor(_ time: String) throws {
    let result = try simulate(
      Self.shop("replicas: 1, workers: 1, discipline: shared", rate: 50, time: time), .tiny(15_000))
    #expect(try #require(result.workloads.first?.latency?.mean).isNear(0.020, within: 0.08))
    #expect(try #require(result.components.first).utilization.isNear(0.5, within: 0.06))
    #expect(result.brokenChecks.isEmpty)
  }

  /// Four replicas at 80 %: exact for the random split and round robin, else as measured by two other simulators.
  @Test(arguments: [
    ("random", 0.0500, 0.2), ("hash", 0.0500, 0.2), ("round-robin", 0.032674, 0.1), ("least-outstanding", 0.0195, 0.06),
    ("pick-two", 0.0233, 0.06), ("shared", 0.017455, 0.06),
  ])
  func loadBalancing(_ policy: String, _ response: Double, _ bound: Double) throws {
    let text = Self.shop("replicas: 4, workers: 1, load_balancing: \(policy)", rate: 320)
    let result = try simulate(text, .tiny(15_000))
    #expect(try #require(result.workloads.first?.latency?.mean).isNear(response, within: bound))
  }

  @Test func overloadIsSaid() throws {
    let result = try simulate(Self.shop("replicas: 1, workers: 1", rate: 150))
    let shop = try #require(result.components.first)
    #expect(try #require(shop.growth).isNear(50, within: 0.15))
    #expect(shop.utilization.isNear(1, within: 0.001))
    #expect(result.brokenChecks.isEmpty)
  }

  @Test func delayOccupiesNobody() throws {
    let result = try simulate(Self.shop("replicas: 1, workers: 1, delay: 100ms", rate: 50))
    #expect(try #require(result.workloads.first?.latency?.mean).isNear(0.120, within: 0.05))
    #expect(try #require(result.components.first).utilization.isNear(0.5, within: 0.06))
  }

  /// A replica that is up half of the time, with nobody to take over, refuses about half.
  @Test func brokenReplicas() throws {
    var options = SimulationOptions.tiny()
    let text = Self.shop("replicas: 1, workers: 8, mtbf: 200ms, mttr: 100ms", rate: 50)
    #expect(try #require(simulate(text, options).workloads.first?.failureShare).value == 0)
    options.breaksReplicas = true
    #expect(try #require(simulate(text, options).workloads.first?.failureShare).isNear(0.5, within: 0.1))
  }
}
