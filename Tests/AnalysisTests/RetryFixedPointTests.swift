import Testing
import Topology

@testable import Analysis

private func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-8) -> Bool {
  abs((a ?? .nan) - b) < tolerance * max(1, abs(b))
}

/// A service `b` of 50 workers and 100 ms behind a service that repeats late calls.
private func shop(_ rate: Double, _ link: [String: Fact] = [:], service: [String: Fact] = [:]) -> CapacityAnalysis {
  var shop = Shop()
  shop.party(.client, "k", ["retry": .none])
  shop.service("a", ["replicas.min": 1, "replicas.max": 1, "workers": 10_000, "service_time.mean": 1e-9])
  shop.service(
    "b",
    service.merging(["replicas.min": 1, "replicas.max": 1, "workers": 50, "service_time.mean": 0.1]) { own, _ in own })
  shop.link("a", "b", link.merging(["timeout": 0.5, "retry.max_attempts": 3, "latency": 0]) { own, _ in own })
  shop.workload(
    "w", entry: "a", ["client": .to("k"), "rate": .number(rate, .stated), "peak": .number(rate, .stated)])
  return CapacityAnalysis(of: shop.builder.finish())
}

/// Values: `Reference/retry_fixed_point.py`.
@Suite struct RetryFixedPointTests {
  @Test(arguments: [
    (300.0, 302.03507363354055), (400, 402.74320430622777), (450, 453.38343857832945), (470, 474.4782740159035),
  ]) func lateAttemptsAddLoad(rate: Double, load: Double) {
    let analysis = shop(rate)
    #expect(isClose(analysis.arrivalRateWithTimeouts(ofParty: 2).point, load, 1e-6))
    #expect(isClose(analysis.utilizationWithTimeouts(ofParty: 2).point, load / 500, 1e-6))
    #expect(isClose(analysis.expectedAttempts(ofLink: 0).point, load / rate, 1e-6))
    #expect(analysis.isHealthy().point == 1)
    // What is asked for without them stays as it was.
    #expect(analysis.peakArrivalRate(ofParty: 2).point == rate)
  }

  @Test func theLargestHealthyRate() {
    let analysis = shop(400)
    #expect(isClose(analysis.maxHealthyRate(ofWorkload: 0).point, 477.22424660943824, 1e-3))
    #expect(isClose(analysis.maxRate(ofWorkload: 0).point, 500))
    #expect(shop(490).isHealthy().point == 0)
    // Without repetition only the servers bind.
    #expect(
      isClose(shop(400, ["retry": .none, "retry.max_attempts": 1]).maxHealthyRate(ofWorkload: 0).point, 500, 1e-4))
  }

  /// Where no state is healthy, the load is that of first attempts at least.
  @Test(arguments: [478.0, 490, 499]) func noHealthyStateHasNoBound(rate: Double) {
    let analysis = shop(rate)
    #expect(analysis.isHealthy().point == 0)
    let value = analysis.utilizationWithTimeouts(ofParty: 2).value
    #expect(isClose(value?.low, rate / 500))
    #expect(value?.high == .infinity)
  }

  @Test func whatCannotFollowAtAllHasNoHealthyRate() {
    var shop = Shop()
    shop.service("a", ["replicas.min": 1, "replicas.max": 1, "workers": 1])
    shop.operation("a.x")
    shop.workload("w", entry: "a.x", ["rate": 10, "peak": 10])
    // The service time may be anything.
    let value = CapacityAnalysis(of: shop.builder.finish()).maxHealthyRate(ofWorkload: 0).value
    #expect(value?.low ?? 0 == 0)
  }

  /// Any search for a threshold finds it, however far off the rough one is.
  @Test(arguments: [1e-3, 0.9, 1, 1.004, 1.2, 50]) func aRoughThresholdIsEnough(factor: Double) {
    let search = HealthySearch(roughly: { $0 < 300 * factor }, exactly: { $0 < 300 })
    #expect(isClose(search.largest, 300, 2e-4))
  }

  @Test func leapsEndWhereRoundsEnd() {
    // x = 0.02 + 0.85 x + 0.1 x², which rounds alone approach slowly.
    func round(_ x: Double) -> Double { min(1, 0.02 + 0.85 * x + 0.1 * x * x) }
    let fixed = (0.15 - (0.15 * 0.15 - 4 * 0.1 * 0.02).squareRoot()) / 0.2
    var rounds = Rounds(from: [.zero])
    var count = 0
    while count < 400 {
      let next = rounds.next[0]
      let result = Interval(low: round(next.low), high: round(next.high))
      if abs(result.high - next.high) < 1e-12 { break }
      rounds.add([result])
      count += 1
    }
    #expect(abs(rounds.next[0].high - fixed) < 1e-10)
    #expect(count < 40)
  }

  @Test func leapsThatGoTooFarAreTakenBack() {
    // From 0 to 0.4 and 0.6, which is the end; that two steps halve says 0.8.
    func round(_ x: Double) -> Double { x < 0.6 ? 0.4 + 0.5 * x : 0.6 + 0.1 * (x - 0.6) }
    var rounds = Rounds(from: [.zero])
    for _ in 0..<20 { rounds.add(rounds.next.map { $0.map(round) }) }
    #expect(abs(rounds.next[0].high - 0.6) < 1e-12)
  }

  @Test func aBudgetKeepsThemBounded() {
    let analysis = shop(400, ["retry.budget": 0.1])
    // At most 10 % more, so that up to 500 / 1.1 is safe whatever is late.
    #expect((analysis.maxHealthyRate(ofWorkload: 0).point ?? 0) >= 500 / 1.1)
    #expect(isClose(analysis.safeRate(ofWorkload: 0).point, 500 / 1.1))
  }

  @Test func vulnerability() {
    let analysis = shop(200)
    #expect(isClose(analysis.vulnerability(ofWorkload: 0).point, 600.0 / 500))
    #expect(isClose(analysis.safeRate(ofWorkload: 0).point, 500.0 / 3))
    #expect(isClose(analysis.leastTrigger(ofWorkload: 0).point, 0.4))
    #expect(!shop(100).leastTrigger(ofWorkload: 0).isApplicable)
  }

  @Test func whatIsDownIsAskedAgain() {
    let analysis = shop(100, ["timeout": 100], service: ["availability": 0.9])
    #expect(isClose(analysis.utilizationWithOutages(ofParty: 2).point, 100 * 1.11 / 500, 1e-6))
    #expect(analysis.utilizationWithTimeouts(ofParty: 2).omissions.contains(.unavailability))
  }
}

/// Values of M/M/c/K: `Reference/queueing_laws.py`.
@Suite struct RefusalTests {
  private func shop(_ facts: [String: Fact], peak: Double, next: [String: Fact] = [:], retry: Bool = false)
    -> CapacityAnalysis
  {
    var shop = Shop()
    shop.party(.client, "k", retry ? ["retry.max_attempts": 2] : ["retry": .none])
    shop.service(
      "a", facts.merging(["replicas.min": 1, "replicas.max": 1, "service_time.mean": 1]) { own, _ in own })
    shop.service(
      "b",
      next.merging(["replicas.min": 1, "replicas.max": 1, "workers": 100, "service_time.mean": 0.1]) { own, _ in own })
    shop.link("k", "a")
    shop.link("a", "b", ["retry": .none])
    shop.workload(
      "w", entry: "a", ["client": .to("k"), "rate": .number(peak, .stated), "peak": .number(peak, .stated)])
    return CapacityAnalysis(of: shop.builder.finish())
  }

  @Test func whatFindsNoPlace() {
    let analysis = shop(["workers": 5, "queue_limit": 20], peak: 7)
    #expect(isClose(analysis.rejectedShare(ofParty: 1).point, 0.285826092985))
    #expect(isClose(analysis.acceptedRate(ofParty: 1).point, 7 * (1 - 0.285826092985)))
    #expect(isClose(analysis.acceptedResponse(ofParty: 1).point, 4.50251572055))
    #expect(isClose(analysis.longestWait(ofParty: 1).point, 4))
    let admitted = shop(["workers": 2, "admission.max_concurrency": 5], peak: 3)
    #expect(isClose(admitted.rejectedShare(ofParty: 1).point, 0.374422187982))
    #expect(
      isClose(shop(["workers": 3, "queue_limit": .none], peak: 2).rejectedShare(ofParty: 1).point, 0.210526315789))
    #expect(!shop(["workers": 3], peak: 2).rejectedShare(ofParty: 1).isApplicable)
  }

  /// Erlang's loss formula for 2 servers and a load of 3: 4.5 / 8.5.
  @Test func whatIsNotLetInKeepsNoServerBusy() {
    let analysis = shop(["workers": 4, "admission.max_concurrency": 2], peak: 3)
    #expect(isClose(analysis.rejectedShare(ofParty: 1).point, 4.5 / 8.5))
    #expect(isClose(analysis.maxRate(ofWorkload: 0).point, 2))
  }

  @Test func lossThinsWhatFollows() {
    let analysis = shop(["workers": 5, "queue_limit": 20], peak: 7)
    let load = LoadCase.peak.failing(.refusals)
    #expect(isClose(analysis.arrivalRate(ofParty: 2, at: load).point, 7 * (1 - 0.285826092985)))
    #expect(isClose(analysis.flow(ofLink: 1, at: load).point, 7 * (1 - 0.285826092985)))
    #expect(analysis.arrivalRate(ofParty: 2, at: .peak).point == 7)
  }

  @Test func clientsAskAgainForWhatWasRefused() {
    let analysis = shop(["workers": 1, "queue_limit": .none], peak: 1, retry: true)
    // Λ = 1 + p with p = Λ / (1 + Λ): Λ² = 1 + Λ.
    let golden = (1 + 5.0.squareRoot()) / 2
    #expect(isClose(analysis.arrivalRate(ofParty: 1, at: .peak.failing(.refusals)).point, golden, 1e-6))
  }

  @Test func replicasWithLinesOfTheirOwnRefuseMore() {
    let open = shop(["workers": 1, "queue_limit": 2, "replicas.min": 4, "replicas.max": 4], peak: 3.5)
    let shared = shop(
      ["workers": 1, "queue_limit": 2, "replicas.min": 4, "replicas.max": 4, "load_balancing": "shared"], peak: 3.5)
    let share = open.rejectedShare(ofParty: 1).value
    #expect(isClose(shared.rejectedShare(ofParty: 1).point, share?.low ?? .nan))
    #expect((share?.low ?? 1) < (share?.high ?? 0))
  }
}

@Suite struct CostTests {
  @Test func whatAnHourCosts() {
    var shop = Shop()
    shop.service(
      "a",
      [
        "replicas.min": 2, "replicas.max": 8, "scaling.mode": "auto", "workers": 4, "service_time.mean": 0.01,
        "cost.per_hour": 0.5, "cost.per_million_requests": 2,
      ])
    shop.service("b", ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": 0.001])
    shop.link("a", "b")
    shop.workload("w", entry: "a", ["rate": 100, "peak": 200])
    shop.system(["target_utilization": 0.5])
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    #expect(isClose(analysis.hourlyCost(ofParty: 0).point, 1 + 0.36 * 2))
    #expect(isClose(analysis.hourlyCost(ofParty: 0, at: .peak).point, 4 + 0.72 * 2))
    // 10 busy servers more at 50 % are 5 replicas; 3.6 million requests.
    #expect(isClose(analysis.marginalCost(ofWorkload: 0).point, 5 * 0.5 + 3.6 * 2))
    // Nobody says what `b` costs.
    #expect(analysis.hourlyCost().value == Interval(low: 1.72, high: .infinity))
    #expect(paths(analysis.hourlyCost().missing, analysis.topology) == ["b.cost"])
    #expect(isClose(analysis.monthlyCost().value?.low, 1.72 * 730))
  }
}

@Suite struct ConnectionTests {
  @Test func poolsAddUp() {
    var shop = Shop()
    for name in ["a", "b"] {
      shop.service(name, ["replicas.min": 2, "replicas.max": 10, "workers": 1, "service_time.mean": 0.01])
    }
    shop.store(
      "db",
      ["replication": .none, "partitions": .none, "workers": 4, "service_time.mean": 0.01, "max_connections": 100])
    shop.pool("a", for: "db", 6)
    shop.pool("b", for: "db", 5)
    shop.link("a", "db", ["access": "read"])
    shop.link("b", "db", ["access": "read"])
    shop.workload("w", entry: "a", ["rate": 10, "peak": 10])
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    #expect(analysis.connectionsDemanded(ofParty: 2).point == 110)
    #expect(isClose(analysis.connectionUse(ofParty: 2).point, 1.1))
    // Little: 10 a second for 10 ms, hardly ever waiting.
    #expect(isClose(analysis.busyConnections(ofParty: 2).point, 0.1, 1e-4))
  }
}
