@testable import Analysis
import Testing
import Topology

private func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-8) -> Bool {
  abs((a ?? .nan) - b) < tolerance * max(1, abs(b))
}

/// One service `a` of 10 ms that reads once from a store `db` of 20 ms on 4 servers.
private func pair(_ service: [String: Fact], store: [String: Fact] = [:], link: [String: Fact] = [:]) -> Shop {
  var shop = Shop()
  shop.service(
    "a",
    service.merging(["replicas.min": 1, "replicas.max": 1, "service_time.mean": 0.01]) { own, _ in own })
  shop.operation("a.x")
  shop.store(
    "db",
    store.merging(["replication": .none, "partitions": .none, "workers": 4, "service_time.mean": 0.02]) { own, _ in own
    })
  shop.link("a.x", "db", link.merging(["access": "read", "cache": .none]) { own, _ in own })
  shop.workload("w", entry: "a.x", ["rate": 50, "peak": 50])
  return shop
}

private func largest(_ shop: Shop) -> LargestRate {
  CapacityAnalysis(of: shop.builder.finish()).largestRate(ofWorkload: 0)
}

/// Values of closed networks: `Reference/queueing_laws.py`.
@Suite struct LimitTests {
  @Test func threadsThatWaitDownstreamBindBeforeServers() {
    let held = largest(pair(["workers": 2, "concurrency": 10]))
    #expect(isClose(held.rate.point, 177.0609319))
    #expect(held.limits.map(\.kind) == [.threads, .servers, .servers])
    #expect(isClose(held.limits[1].rate.point, 200))
    // Enough of them leave it to the servers.
    let enough = largest(pair(["workers": 2, "concurrency": 500]))
    #expect(isClose(enough.rate.point, 200))
    #expect(enough.limits.allSatisfy { $0.kind == .servers })
    #expect(isClose(largest(pair(["workers": 2, "concurrency": 1])).rate.point, 1 / 0.03))
  }

  @Test func threadsThatAreTheServersWaitToo() {
    // Without workers each of the 3 threads is a server of its own, and waits 20 ms for each request.
    let held = largest(pair(["concurrency": 3]))
    #expect(isClose(held.rate.point, 3 / 0.03))
    #expect(held.limits.first?.kind == .threads)
  }

  @Test func networkTimeHoldsThreads() {
    #expect(isClose(largest(pair(["concurrency": 3], link: ["latency": 0.035])).rate.point, 3 / 0.1))
  }

  @Test func moreThreadsNeverCarryLess() {
    var before = 0.0
    for count in [1.0, 2, 4, 8, 16, 64, 300] {
      let rate = largest(pair(["workers": 2, "concurrency": .number(count, .stated)])).rate.point ?? 0
      #expect(rate >= before)
      before = rate
    }
    #expect(before <= 200)
  }

  @Test func aSharedStoreIsSlowerForEach() {
    var shop = pair(["concurrency": 3])
    shop.service("b", ["replicas.min": 1, "replicas.max": 1, "workers": 100, "service_time.mean": 0.001])
    shop.link("b", "db", ["access": "read"])
    shop.workload("v", entry: "b", ["rate": 150, "peak": 150])
    let rate = largest(shop).rate.point ?? 0
    #expect(rate < 50 && rate > 20)
  }

  @Test func poolsAndConnections() {
    var shop = pair(["workers": 100])
    shop.pool("a", for: "db", 3)
    let pool = largest(shop)
    #expect(isClose(pool.rate.point, 150))
    #expect(pool.limits.first?.kind == .pool && pool.limits.first?.dependency == shop.party("db"))
    let connections = largest(pair(["workers": 100], store: ["max_connections": 2]))
    #expect(isClose(connections.rate.point, 100))
    #expect(connections.limits.first?.kind == .connections)
  }

  @Test func aCalleeOfUnknownTimeLeavesOnlyAnUpperBound() {
    var shop = pair(["concurrency": 3])
    shop.service("bank", ["external": true])
    shop.link("a.x", "bank")
    let rate = largest(shop).rate
    #expect(rate.value?.low == 0 && isClose(rate.value?.high, 100))
    #expect(paths(rate.missing, shop.builder.finish()).contains("bank.service_time"))
  }

  @Test func theNetworkBetweenTwo() {
    let link: [String: Fact] = ["request_size": 1000, "response_size": 100_000, "bandwidth": 1_000_000]
    let narrow = largest(pair(["workers": 100], link: link))
    #expect(isClose(narrow.rate.point, 10))
    #expect(narrow.limits.first?.kind == .bandwidth && narrow.limits.first?.link == 0)
  }

  @Test func whatAnInterfaceLetsIn() {
    var shop = Shop()
    shop.service("a", ["replicas.min": 1, "replicas.max": 1, "workers": 10, "service_time.mean": 0.01])
    shop.interface("a", "web", ["rate_limit.limit": 70, "rate_limit.per": "global"])
    shop.operation("a.x", interface: "web")
    shop.workload("w", entry: "a.x", ["rate": 50, "peak": 50])
    let limited = largest(shop)
    #expect(isClose(limited.rate.point, 70))
    #expect(limited.limits.first?.kind == .rateLimit)
  }

  private func latency(threads: Double?) -> Estimate {
    let count = threads.map { ["concurrency": Fact.number($0, .stated)] } ?? [:]
    let analysis = CapacityAnalysis(of: pair(count.merging(["workers": 2]) { $1 }).builder.finish())
    return analysis.latency(ofWorkload: 0).mean
  }

  @Test func threadsThatAreHardlyEverAllHeldAreNoOmission() {
    // 50 a second for 30 ms hold 1.5 of them.
    #expect(!latency(threads: 20).omissions.contains(.heldConcurrency))
    #expect(latency(threads: nil).omissions.contains(.heldConcurrency))
    #expect(!latency(threads: 20).assumptions.contains(.flowEquivalence))
  }

  /// `SimulationTests/ThreadWaitTests` compares it with simulations.
  @Test func waitsForThreadsCount() {
    let short = latency(threads: 3)
    #expect(!short.omissions.contains(.heldConcurrency))
    #expect(short.assumptions.contains(.flowEquivalence))
    #expect(short.error > 0)
    #expect((short.point ?? 0) > (latency(threads: 20).point ?? .infinity) * 1.01)
    // One thread is held for 30 ms at least, which is more than 50 a second leave it.
    #expect(latency(threads: 1).point == .infinity)
  }

  @Test func theMixIsBoundByThreadsToo() {
    let analysis = CapacityAnalysis(of: pair(["workers": 2, "concurrency": 10]).builder.finish())
    #expect(isClose(analysis.largestPeakFactor().rate.point, 177.0609319 / 50))
  }
}

@Suite struct ObjectiveTests {
  /// M/M/1 with 10 ms: the mean is 40 ms at 75/s, the 99th percentile `ln(100) / (100 − λ)`.
  private func shop(_ objective: [String: Fact], peak: Double = 30) -> CapacityAnalysis {
    var shop = Shop()
    shop.service("a", ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": 0.01])
    shop.workload("w", entry: "a", objective.merging(["rate": 30, "peak": .number(peak, .stated)]) { own, _ in own })
    return CapacityAnalysis(of: shop.builder.finish())
  }

  @Test func theLargestRateWithinObjectives() {
    #expect(isClose(shop(["slo.latency.mean": 0.04]).maxRateWithinObjectives(ofWorkload: 0).point, 75, 1e-6))
    let tail = shop(["slo.latency.p99": 0.1]).maxRateWithinObjectives(ofWorkload: 0).point
    #expect(isClose(tail, 100 - 46.051_701_859_880_914, 1e-5))
    // Shorter than the service alone, and longer than any that is carried.
    #expect(shop(["slo.latency.mean": 0.009]).maxRateWithinObjectives(ofWorkload: 0).point == 0)
    #expect(isClose(shop(["slo.latency.mean": 1e9]).maxRateWithinObjectives(ofWorkload: 0).point, 100, 1e-6))
    #expect(!shop([:]).maxRateWithinObjectives(ofWorkload: 0).isApplicable)
  }

  @Test func headroom() {
    #expect(isClose(shop([:]).headroom(ofWorkload: 0).point, 70))
    #expect(isClose(shop([:]).headroomShare(ofWorkload: 0).point, 7.0 / 3))
    #expect(shop([:], peak: 300).headroom(ofWorkload: 0).point == 0)
  }

  @Test func replicasForAnObjective() {
    // One line for all: 280/s at 10 ms need 3; the mean of M/M/3 is 40.5 ms, that of M/M/4 14 ms.
    var shop = Shop()
    shop.service(
      "a", ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": 0.01, "load_balancing": "shared"])
    shop.workload("w", entry: "a", ["rate": 280, "peak": 280, "slo.latency.mean": 0.02])
    #expect(CapacityAnalysis(of: shop.builder.finish()).replicasNeededForLatency(ofParty: 0).point == 4)
    shop.workload("v", entry: "a", ["rate": 0, "peak": 0, "slo.latency.mean": 0.009])
    #expect(CapacityAnalysis(of: shop.builder.finish()).replicasNeededForLatency(ofParty: 0).point == .infinity)
  }
}

@Suite struct ClosedWorkloadTests {
  private func shop(_ workload: [String: Fact], second: [String: Fact]? = nil) -> CapacityAnalysis {
    var shop = Shop()
    shop.service("a", ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": 0.605])
    shop.service("b", ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": 0.7])
    shop.service("c", ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": 1.35])
    shop.link("a", "b", ["visits": 3])
    shop.link("a", "c")
    shop.workload("w", entry: "a", workload.merging(["arrivals": "closed"]) { own, _ in own })
    if let second { shop.workload("v", entry: "b", second) }
    return CapacityAnalysis(of: shop.builder.finish())
  }

  /// Demands 0.605, 2.1 and 1.35 s as in Lazowska et al. 1984, chapter 6; values from exact mean value analysis.
  @Test func theRateIsAResult() {
    let without = shop(["population": 3, "think_time": 0])
    #expect(isClose(without.rate(ofWorkload: 0).point, 0.404632500417))
    #expect(isClose(without.arrivalRate(ofParty: 1).point, 3 * 0.404632500417))
    #expect(isClose(without.utilization(ofParty: 1).point, 2.1 * 0.404632500417))
    #expect(isClose(without.closedResponseTime(ofWorkload: 0).point, 3 / 0.404632500417))
    #expect(without.rate(ofWorkload: 0).formula == .closedThroughput)
    #expect(isClose(without.latency(ofWorkload: 0).mean.point, 3 / 0.404632500417))
    #expect(!without.latency(ofWorkload: 0).p99.isApplicable)
    let with = shop(["population": 10, "think_time": 15])
    #expect(isClose(with.rate(ofWorkload: 0).point, 0.400204622855))
    #expect(isClose(with.closedResponseTime(ofWorkload: 0).point, 10 / 0.400204622855 - 15))
  }

  @Test func clientsNeverOverload() {
    for count in [1.0, 10, 100, 1000] {
      let analysis = shop(["population": .number(count, .stated), "think_time": 1])
      #expect((analysis.utilization(ofParty: 1).point ?? 2) <= 1 + 1e-9)
    }
  }

  @Test func whatIsNotStatedLeavesBounds() {
    let analysis = shop(["population": 3])
    let rate = analysis.rate(ofWorkload: 0)
    #expect(rate.value?.low == 0 && isClose(rate.value?.high, 0.404632500417))
    #expect(paths(rate.missing, analysis.topology) == ["w.think_time"])
  }

  @Test func openWorkTakesItsPartFirst() {
    // Half of `b` is taken: 1.4 s a visit.
    let analysis = shop(["population": 1, "think_time": 0], second: ["rate": .number(0.5 / 0.7, .stated)])
    #expect(isClose(analysis.rate(ofWorkload: 0).point, 1 / (0.605 + 4.2 + 1.35)))
  }

  /// A front of ten threads, or of one, before a store of four servers; values of chains in `Reference/textbook.py` are beside
  /// the simulation tests.
  private func held(_ facts: [String: Fact], clients: Double, second: [String: Fact]? = nil) -> CapacityAnalysis {
    var shop = Shop()
    let one: [String: Fact] = ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": 0.01]
    shop.service("a", one.merging(facts) { $1 })
    shop.service("b", one.merging(["workers": 4, "service_time.mean": 0.03]) { $1 })
    shop.link("a", "b")
    shop.workload(
      "w", entry: "a", ["arrivals": "closed", "population": .number(clients, .stated), "think_time": 0.1])
    if let second { shop.workload("v", entry: "a", second) }
    return CapacityAnalysis(of: shop.builder.finish())
  }

  @Test func clientsWaitForThreads() {
    let rate = held(["concurrency": 1], clients: 20).rate(ofWorkload: 0)
    // One at a time: 40 ms each.
    #expect(isClose(rate.point, 25, 1e-3) && rate.formula == .closedHeld)
    #expect(!rate.omissions.contains(.heldConcurrency))
    let few = held(["concurrency": 10], clients: 10).rate(ofWorkload: 0)
    #expect(isClose(few.point, held(["concurrency": 30], clients: 10).rate(ofWorkload: 0).point ?? 0))
    #expect(few.formula == .closedThroughput && few.error == 0)
    #expect(held([:], clients: 10).rate(ofWorkload: 0).omissions.contains(.heldConcurrency))
  }

  @Test func threadsThatOthersTakeTooAreLeftOut() {
    let rate = held(["concurrency": 1], clients: 20, second: ["rate": 1, "peak": 1]).rate(ofWorkload: 0)
    #expect(rate.omissions.contains(.heldConcurrency) && rate.formula == .closedThroughput)
    let closed: [String: Fact] = ["arrivals": "closed", "population": 3, "think_time": 1]
    #expect(
      held(["concurrency": 1], clients: 20, second: closed).rate(ofWorkload: 1).omissions.contains(.heldConcurrency))
  }

  /// 3 × 50 ms / 50 ms is a little more than 3: no fourth server.
  @Test func roundingIsNoServer() {
    var shop = Shop()
    shop.service("a", ["replicas.min": 1, "replicas.max": 1, "workers": 3, "service_time.mean": 0.05])
    shop.workload("w", entry: "a", ["arrivals": "closed", "population": 3, "think_time": 0])
    #expect(isClose(CapacityAnalysis(of: shop.builder.finish()).rate(ofWorkload: 0).point, 60))
  }

  /// Between one line for all and one for each: 2 stations of 50 ms in Buzen's network.
  @Test func linesOfReplicasLeaveBounds() {
    var shop = Shop()
    shop.service("a", ["replicas.min": 2, "replicas.max": 2, "workers": 1, "service_time.mean": 0.1])
    shop.workload("w", entry: "a", ["arrivals": "closed", "population": 2, "think_time": 0])
    let rate = CapacityAnalysis(of: shop.builder.finish()).rate(ofWorkload: 0)
    #expect(isClose(rate.value?.low, 2 / (0.05 * 3)) && isClose(rate.value?.high, 20))
    #expect(!rate.missing.isEmpty)
  }

  /// What a queue hands to the same store takes half of it: never more than there is.
  @Test func whatClientsDoNotWaitForTakesItsPart() {
    var shop = Shop()
    let one: [String: Fact] = ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": 0.001]
    shop.service("a", one)
    shop.service("c", one)
    shop.service("b", one.merging(["service_time.mean": 0.01]) { $1 })
    shop.queue("q")
    shop.link("a", "b")
    shop.link("a", "q", ["mode": "async"])
    shop.link("q", "c")
    shop.link("c", "b")
    shop.workload("w", entry: "a", ["arrivals": "closed", "population": 10, "think_time": 0.01])
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    #expect(isClose(analysis.rate(ofWorkload: 0).point, 50, 0.01))
    #expect((analysis.utilization(ofParty: 2).point ?? 2) <= 1 && analysis.rate(ofWorkload: 0).error > 0)
  }

  @Test func callsAtTheSameTimeAreSaidToFollowEachOther() {
    var shop = Shop()
    for name in ["a", "b", "c"] {
      shop.service(name, ["replicas.min": 1, "replicas.max": 1, "workers": 9, "service_time.mean": 0.1])
    }
    for name in ["b", "c"] { shop.link("a", name, ["parallel": "both"]) }
    shop.workload("w", entry: "a", ["arrivals": "closed", "population": 1, "think_time": 0])
    let rate = CapacityAnalysis(of: shop.builder.finish()).rate(ofWorkload: 0)
    #expect(isClose(rate.point, 1 / 0.3) && rate.omissions.contains(.callsAtOnce))
  }

  @Test func clientsThatMeetNowhereAreSolvedApart() {
    var shop = Shop()
    for (name, time) in [("a", 0.1), ("b", 0.2)] {
      shop.service(
        name, ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": .number(time, .stated)])
      shop.workload("of \(name)", entry: name, ["arrivals": "closed", "population": 2000, "think_time": 1])
    }
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    for (row, rate) in [10.0, 5].enumerated() {
      let own = analysis.rate(ofWorkload: row)
      #expect(isClose(own.point, rate) && own.formula == .closedThroughput && own.error == 0)
    }
  }

  @Test func scheduledArrivals() {
    var shop = Shop()
    shop.service("a", ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": 0.1])
    shop.workload(
      "w", entry: "a",
      ["arrivals": "scheduled", "schedule.period": 1.25, "schedule.cohort": 10, "schedule.jitter": .none])
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    #expect(isClose(analysis.rate(ofWorkload: 0).point, 8))
    #expect(isClose(analysis.cohortWait(ofWorkload: 0).point, 2.75 - 0.1, 1e-9))
    var spread = Shop()
    spread.service("a", ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": 0.1])
    spread.workload("w", entry: "a", ["schedule.period": 100, "schedule.cohort": 10, "schedule.jitter": 5])
    let later = CapacityAnalysis(of: spread.builder.finish())
    #expect(isClose(later.peak(ofWorkload: 0).point, 2) && isClose(later.rate(ofWorkload: 0).point, 0.1))
    #expect(!later.cohortWait(ofWorkload: 0).isApplicable)
  }
}

@Test func whatIsHeldOnTheWayIsSaidToBeLeftOut() {
  func omissions(_ link: [String: Fact]) -> [Omission] {
    var shop = Shop()
    shop.service(
      "a", ["service_time.mean": 0.01, "workers": 8, "concurrency": 8, "replicas.min": 1, "replicas.max": 1])
    shop.service("b", ["service_time.mean": 0.01, "workers": 64, "replicas.min": 1, "replicas.max": 1])
    shop.link("a", "b", link)
    shop.workload("w", entry: "a", ["rate": 100, "peak": 100])
    return CapacityAnalysis(of: shop.builder.finish()).maxRate(ofWorkload: 0).omissions
  }
  #expect(omissions([:]).contains(.networkLatency))
  #expect(!omissions(["latency": 0.001]).contains(.networkLatency))
}
