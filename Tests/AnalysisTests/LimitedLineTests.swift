import Testing
import Topology

@testable import Analysis

private func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  abs((a ?? .nan) - b) <= tolerance * max(1e-12, abs(b))
}

/// A queue before one consumer, whose 2 servers take 10 ms each, at 180 messages per second.
private func shop(_ queue: [String: Fact], consumer: [String: Fact] = [:]) -> Shop {
  var shop = Shop()
  shop.service("p", ["replicas.min": 1, "replicas.max": 1, "workers": 100, "service_time.mean": 0.001])
  shop.operation("p.x")
  let servers: [String: Fact] = [
    "replicas.min": 1, "replicas.max": 1, "workers": 2, "service_time.mean": 0.01,
  ]
  shop.service("c", servers.merging(consumer) { $1 })
  shop.operation("c.y")
  shop.queue("q", queue.merging(["partitions": .none]) { own, _ in own })
  shop.link("p.x", "q")
  shop.link("q", "c.y")
  shop.workload("w", entry: "p.x", ["rate": 180, "peak": 180])
  return shop
}

@Suite struct LimitedLineTests {
  private let line = FiniteLine(servers: 2, waitingPlaces: 5, arrivals: 180, serviceTime: 0.01)

  private func wait(_ queue: [String: Fact], consumer: [String: Fact] = [:]) -> Estimate {
    let shop = shop(queue, consumer: consumer)
    return CapacityAnalysis(of: shop.builder.finish()).waitTime(ofParty: shop.party("c"))
  }

  private func lost(_ queue: [String: Fact]) -> Estimate {
    let shop = shop(queue)
    return CapacityAnalysis(of: shop.builder.finish()).rejectedShare(ofParty: shop.party("q"), at: .rate)
  }

  @Test func fullQueuesLose() {
    for word in ["drop-newest", "reject"] {
      let facts: [String: Fact] = ["max_length": 5, "overflow": .word(word)]
      #expect(isClose(wait(facts).point, line.meanWait))
      #expect(isClose(lost(facts).point, line.rejectedShare))
      #expect(wait(facts).omissions.contains(.refused))
    }
  }

  /// Who is served came later than the one that would be served if newcomers were dropped.
  @Test func droppingTheOldestIsBetweenNothingAndThat() {
    let facts: [String: Fact] = ["max_length": 5, "overflow": "drop-oldest"]
    #expect(wait(facts).value?.low == 0)
    #expect(isClose(wait(facts).value?.high, line.meanWait))
    #expect(isClose(lost(facts).point, line.rejectedShare))
  }

  /// Producers that wait make one endless line with the queue.
  @Test func fullQueuesThatStopProducersLoseNothing() {
    let facts: [String: Fact] = ["max_length": 5, "overflow": "block"]
    let endless = QueueLine(servers: 2, arrivals: 180, serviceTime: 0.01)
    #expect(isClose(wait(facts).point, endless.meanWait))
    #expect(wait(facts).omissions.contains(.fullQueues))
    #expect(!lost(facts).isApplicable)
  }

  @Test func whatAFullQueueDoesMayBeOpen() {
    let wait = wait(["max_length": 5])
    let endless = QueueLine(servers: 2, arrivals: 180, serviceTime: 0.01)
    #expect(isClose(wait.value?.low, line.meanWait))
    #expect(isClose(wait.value?.high, endless.meanWait))
    #expect(wait.missing.contains(FactID(Columns.overflow, row: shop([:]).party("q"))))
    #expect(lost(["max_length": 5]).value?.low == 0)
    #expect(isClose(lost(["max_length": 5]).value?.high, line.rejectedShare))
  }

  /// Where service times do not vary as exponential ones, the law says by how much it may be off.
  @Test func otherServiceTimesAreAnApproximation() {
    let facts: [String: Fact] = ["max_length": 5, "overflow": "drop-newest"]
    #expect(wait(facts).error == 0)
    #expect(isClose(wait(facts, consumer: ["service_time.cv2": 0]).error, 0.5))
    #expect(isClose(wait(facts, consumer: ["service_time.cv2": 0]).point, line.meanWait))
  }

  /// The moments and the distribution of the wait are those of the chain of states.
  @Test(arguments: [(1, 1, 0.5), (1, 4, 0.8), (2, 3, 3), (3, 40, 3), (4, 10, 4.0), (5, 200, 7), (2, 5, 1e9)])
  func waits(servers: Int, places: Int, arrivals: Double) {
    let line = FiniteLine(servers: servers, waitingPlaces: places, arrivals: arrivals, serviceTime: 1)
    let response = TimeLaw.response(line.wait(variation: 1).law, .exponential(mean: 1))
    #expect(isClose(response.mean, line.meanResponse, 1e-9))
    for share in [0.5, 0.95, 0.99] {
      #expect(isClose(response.percentile(share), line.percentile(share), 1e-3))
    }
  }

  @Test func endlesslyManyArrivalsWaitForTheLastPlace() {
    let line = FiniteLine(servers: 2, waitingPlaces: 3, arrivals: .infinity, serviceTime: 1)
    #expect(isClose(line.wait(variation: 1).law.mean, line.longestWait))
  }

  /// Those that find a place are answered soon at any load: that alone must not look like enough replicas.
  @Test func replicasMustFollowTheLoadToo() {
    var shop = Shop()
    shop.service(
      "a",
      [
        "replicas.min": 1, "replicas.max": 50, "workers": 1, "queue_limit": 2, "load_balancing": "shared",
        "scaling.mode": "horizontal", "service_time.mean": 0.01,
      ])
    shop.operation("a.x")
    shop.workload("w", entry: "a.x", ["rate": 100, "peak": 950, "slo.latency.p99": 0.5])
    let needed = CapacityAnalysis(of: shop.builder.finish()).replicasNeededForLatency(ofParty: shop.party("a"))
    #expect(needed.point == 10)
  }
}

/// Expected values: `SimulationTests/Reference/textbook.py` has whole systems; here, what it takes to fall back.
@Suite struct ClosedClassNetworkTests {
  private func network(_ clients: [Double], _ servers: [Double] = [1, 3]) -> ClosedClasses {
    ClosedClasses(
      classes: clients.map { ClosedClasses.Class(clients: $0, thinkTime: 1, demands: [0.1, 0.2]) }, servers: servers)
  }

  /// Kinds that are alike are one kind.
  @Test func alikeKindsAreOne() throws {
    let rates = try #require(ClosedClassNetwork(network([7, 5]))?.throughputs())
    let stations = [ClosedNetwork.Station(demand: 0.1, servers: 1), .init(demand: 0.2, servers: 3)]
    let all = ClosedNetwork(stations, thinkTime: 1).throughput(12)
    #expect(isClose(rates[0], all * 7 / 12))
    #expect(isClose(rates[1], all * 5 / 12))
  }

  @Test func emptyKindsAskForNothing() throws {
    let rates = try #require(ClosedClassNetwork(network([7, 0]))?.throughputs())
    #expect(rates[1] == 0)
    let alone = try #require(ClosedClassNetwork(network([7]))?.throughputs())
    #expect(isClose(rates[0], alone[0]))
  }

  @Test func tooManyAreLeftToTheApproximation() {
    #expect(ClosedClassNetwork(network([10_000, 10_000])) == nil)
    #expect(ClosedClassNetwork(network([2.5, 1])) == nil)
  }

  /// Schweitzer's approximation comes near it with many clients.
  @Test func theApproximationComesNear() throws {
    let exact = try #require(ClosedClassNetwork(network([60, 30], [1, 1]))?.throughputs())
    for (one, other) in zip(exact, network([60, 30], [1, 1]).throughputs()) { #expect(isClose(other, one, 0.05)) }
  }
}
