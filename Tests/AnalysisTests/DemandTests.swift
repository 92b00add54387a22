import Analysis
import Testing
import Topology

private func chain(_ names: String...) -> Shop {
  var shop = Shop()
  for name in names {
    shop.service(name, ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": 0.001])
    shop.operation("\(name).x")
  }
  return shop
}

@Suite struct DemandTests {
  private func rate(_ shop: Shop, _ party: String, at load: LoadCase = .rate) -> Interval? {
    CapacityAnalysis(of: shop.builder.finish()).arrivalRate(ofParty: shop.party(party), at: load).value
  }

  @Test func visitsMultiplyAlongPathsAndAddOverThem() {
    var shop = chain("a", "b", "c", "d")
    shop.link("a.x", "b.x", ["visits": 2])
    shop.link("a.x", "c.x", ["visits": 0.5])
    shop.link("b.x", "d.x", ["visits": 3])
    shop.link("c.x", "d.x")
    shop.workload("w", entry: "a.x", ["rate": 10])
    #expect(rate(shop, "d") == Interval(10 * (2 * 3 + 0.5)))
  }

  @Test func aLinkOnTheWholeComponentHoldsForEveryOperation() {
    var shop = chain("a", "b")
    shop.operation("a.y")
    shop.link("a", "b.x")
    shop.link("a.x", "b.x")
    shop.workload("x", entry: "a.x", ["rate": 10])
    shop.workload("y", entry: "a.y", ["rate": 1])
    shop.workload("z", entry: "a", ["rate": 100])
    #expect(rate(shop, "b") == Interval(10 * 2 + 1 + 100))
    #expect(rate(shop, "a") == Interval(111))
  }

  @Test func callsThatNameNoOperationFollowTheComponentsLinks() {
    var shop = chain("a", "b", "c", "d")
    shop.link("a.x", "b")
    shop.link("b", "c.x")
    shop.link("b.x", "d.x")
    shop.workload("w", entry: "a.x", ["rate": 10])
    #expect(rate(shop, "c") == Interval(10))
    #expect(rate(shop, "d") == .zero)
  }

  @Test func noCycleBetweenOperations() {
    var shop = chain("a", "b")
    shop.operation("a.w")
    shop.operation("b.z")
    shop.link("a.x", "b.x")
    shop.link("b.z", "a.w")
    shop.workload("w", entry: "a.x", ["rate": 10])
    #expect(CapacityAnalysis(of: shop.builder.finish()).loops.isEmpty)
  }

  @Test func aLoopThatDiesOutIsSolved() {
    var shop = chain("a", "b", "c")
    shop.link("a.x", "b.x")
    shop.link("b.x", "a.x", ["visits": 0.5])
    shop.link("b.x", "c.x")
    shop.workload("w", entry: "a.x", ["rate": 10])
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    #expect(analysis.loops.isEmpty)
    for name in ["a", "b", "c"] {
      #expect(abs((analysis.arrivalRate(ofParty: shop.party(name)).point ?? 0) - 20) < 1e-9)
    }
  }

  @Test func aLoopThatFeedsItselfIsNamed() {
    var shop = chain("a", "b", "c", "d")
    shop.link("a.x", "b.x")
    shop.link("b.x", "c.x")
    shop.link("c.x", "b.x")
    shop.link("c.x", "d.x")
    shop.workload("w", entry: "a.x", ["rate": 10])
    let topology = shop.builder.finish()
    let analysis = CapacityAnalysis(of: topology)
    #expect(analysis.loops.map { $0.entities.map { topology.id(of: $0) }.sorted() } == [["b.x", "c.x"]])
    #expect(analysis.loops.first?.gain == 1)
    #expect(analysis.arrivalRate(ofParty: shop.party("a")).point == 10)
    #expect(analysis.arrivalRate(ofParty: shop.party("d")).point == .infinity)
    #expect(analysis.utilization(ofParty: shop.party("d")).point == .infinity)
    #expect(analysis.maxRate(ofWorkload: 0).point == 0)
  }

  @Test(arguments: [0.5, 0.9, 0.99]) func aLongLoopIsSolvedByIteration(gain: Double) {
    var shop = Shop()
    let count = 400
    for index in 0..<count { shop.service("s\(index)") }
    for index in 0..<count {
      shop.link("s\(index)", "s\((index + 1) % count)", index == 0 ? ["visits": .number(gain, .stated)] : [:])
    }
    shop.workload("w", entry: "s0", ["rate": 1])
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    #expect(abs((analysis.arrivalRate(ofParty: 0).point ?? 0) * (1 - gain) - 1) < 1e-8)
    #expect(analysis.loops.isEmpty)
  }

  @Test func aLongLoopThatFeedsItselfIsFound() {
    var shop = Shop()
    let count = 5000
    for index in 0..<count { shop.service("s\(index)") }
    for index in 0..<count { shop.link("s\(index)", "s\((index + 1) % count)") }
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    #expect(analysis.loops.first?.entities.count == count)
  }

  @Test(arguments: [(0.0, 10.0), (0.9, 1.0), (1.0, 0.0)]) func cacheBesideALink(hits: Double, expected: Double) {
    var shop = chain("a")
    shop.store("db")
    shop.store("cache", ["role": "cache"])
    shop.link("a.x", "db", ["access": "read", "cache.hit_rate": .number(hits, .stated), "cache.in": .to("cache")])
    shop.workload("w", entry: "a.x", ["rate": 10])
    #expect(abs((rate(shop, "db")?.point ?? -1) - expected) < 1e-9)
    #expect(rate(shop, "cache") == Interval(10))
  }

  @Test func cachesCombine() {
    var shop = chain("a")
    shop.store("front", ["role": "cache", "hit_rate": 0.8])
    shop.store("db")
    shop.link("a.x", "front", ["access": "read", "cache.hit_rate": 0.5])
    shop.link("front", "db", ["access": "read"])
    shop.workload("w", entry: "a.x", ["rate": 100])
    #expect(abs((rate(shop, "db")?.point ?? -1) - 10) < 1e-9)
  }

  @Test func anUnknownHitRateLeavesBounds() {
    var shop = chain("a", "b")
    shop.store("front", ["role": "cache"])
    shop.store("db")
    shop.link("a.x", "front", ["access": "read"])
    shop.link("front", "db", ["access": "read"])
    shop.link("db", "b.x")
    shop.workload("w", entry: "a.x", ["rate": 100])
    let topology = shop.builder.finish()
    let estimate = CapacityAnalysis(of: topology).arrivalRate(ofParty: shop.party("b"))
    #expect(estimate.value == Interval(low: 0, high: 100))
    #expect(paths(estimate.missing, topology) == ["front.hit_rate"])
    #expect(estimate.assumptions == [.noCache])
  }

  @Test func everyGroupGetsEveryMessageAndItsLinksShareThem() {
    var shop = chain("p", "a", "b", "c", "d")
    shop.queue("q")
    shop.link("p.x", "q")
    shop.link("q", "a.x")
    shop.link("q", "b.x", ["group": "g"])
    shop.link("q", "c.x", ["group": "g"])
    shop.link("q", "d.x", ["group": "h", "share": 0.25])
    shop.workload("w", entry: "p.x", ["rate": 100])
    #expect(rate(shop, "q") == Interval(100))
    #expect(rate(shop, "a") == Interval(100))
    #expect(rate(shop, "b") == Interval(50))
    #expect(rate(shop, "c") == Interval(50))
    #expect(rate(shop, "d") == Interval(25))
  }

  @Test func accessDecidesReadsAndWrites() {
    var shop = chain("a")
    shop.store("db")
    shop.queue("feed")
    shop.link("a.x", "db", ["access": "read-write"])
    shop.link("a.x", "db", ["access": "write", "visits": 2])
    let open = shop.link("a.x", "db", ["visits": 4])
    shop.link("db", "feed")
    shop.workload("w", entry: "a.x", ["rate": 10])
    let topology = shop.builder.finish()
    let analysis = CapacityAnalysis(of: topology)
    let db = shop.party("db")
    #expect(analysis.arrivalRate(ofParty: db).value == Interval(80))
    #expect(analysis.readRate(ofParty: db).value == Interval(low: 10, high: 50))
    #expect(analysis.writeRate(ofParty: db).value == Interval(low: 30, high: 70))
    #expect(analysis.writeRate(ofParty: db).missing == [FactID(Facts.Link.access, row: open)])
    // A change feed follows the writes.
    #expect(analysis.arrivalRate(ofParty: shop.party("feed")).value == Interval(low: 30, high: 70))
    #expect(analysis.flow(ofLink: 0).point == 20)
  }

  @Test func unstatedRatesLeaveBounds() {
    var shop = chain("a")
    shop.workload("ordinary", entry: "a.x", ["rate": 10])
    shop.workload("peaky", entry: "a.x", ["peak": 7])
    let topology = shop.builder.finish()
    let analysis = CapacityAnalysis(of: topology)
    #expect(analysis.arrivalRate(ofParty: 0).value == Interval(low: 10, high: 17))
    #expect(paths(analysis.arrivalRate(ofParty: 0).missing, topology) == ["peaky.rate"])
    #expect(analysis.peakArrivalRate(ofParty: 0).value == Interval(low: 17, high: .infinity))
    #expect(paths(analysis.peakArrivalRate(ofParty: 0).missing, topology) == ["ordinary.peak"])
  }

  @Test func linksThatAreNoPartOfRequestsCarryNoDemandUnlessCounted() {
    var shop = chain("a", "b", "c")
    shop.link("a.x", "b.x", ["class": "startup"])
    shop.link("a.x", "c.x", ["class": "telemetry", "visits": 2])
    shop.workload("w", entry: "a.x", ["rate": 10])
    #expect(rate(shop, "b") == .zero)
    #expect(rate(shop, "c") == Interval(20))
  }

  @Test func aQueueDeliversAsOftenAsItSays() {
    func attempts(_ queue: [String: Fact], _ link: [String: Fact] = [:]) -> Estimate {
      var shop = chain("a")
      shop.queue("q", queue)
      shop.link("q", "a.x", link)
      return CapacityAnalysis(of: shop.builder.finish()).attempts(ofLink: 0)
    }
    #expect(attempts(["delivery": "at-least-once", "max_receives": 5]).point == 5)
    #expect(attempts(["delivery": "at-least-once", "max_receives": .none]).point == .infinity)
    #expect(attempts(["delivery": "at-most-once", "max_receives": 5]).point == 1)
    #expect(attempts(["delivery": "at-least-once", "max_receives": 5], ["retry.max_attempts": 2]).point == 2)
    #expect(attempts(["delivery": "at-least-once", "max_receives": 5], ["retry": .none]).point == 1)
    // Nobody says whether it delivers again at all.
    let open = attempts(["max_receives": 5])
    #expect(open.value == Interval(low: 1, high: 5))
    #expect(open.missing.map(\.column) == [Schema.named(.party, "delivery")])
    #expect(attempts(["max_receives": 1]).point == 1)
    #expect(attempts([:]).value == nil)
    #expect(attempts([:]).missing.count == 2)
  }

  @Test func attemptsMultiplyAndBudgetsBoundThem() {
    var shop = chain("a", "b", "c", "d")
    shop.party(.client, "k", ["retry.max_attempts": 3])
    shop.link("k", "a.x", ["retry": .none])
    shop.link("a.x", "b.x", ["retry.max_attempts": 4])
    shop.link("b.x", "c.x", ["retry.max_attempts": 10, "retry.budget": 0.1])
    shop.link("c.x", "d.x", ["retry.max_attempts": .number(.infinity, .stated)])
    shop.workload("w", entry: "a.x", ["client": .to("k"), "rate": 1, "peak": 1])
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    #expect(analysis.attempts(ofLink: 0).point == 1)
    #expect(analysis.attempts(ofLink: 2).point == 10)
    #expect(analysis.attempts(ofLink: 3).point == .infinity)
    #expect(analysis.amplification(ofParty: shop.party("b"), byWorkload: 0).point == 4)
    #expect(abs((analysis.amplification(ofParty: shop.party("c"), byWorkload: 0).point ?? 0) - 4.4) < 1e-9)
    #expect(analysis.amplification(ofParty: shop.party("d"), byWorkload: 0).point == .infinity)
    #expect(analysis.arrivalRate(ofParty: shop.party("d"), at: .peak).point == 1)
  }

  @Test func statedFailureRatesAddAttempts() {
    var shop = chain("a", "b")
    shop.link("a.x", "b.x", ["failure_rate": 0.5, "retry.max_attempts": 3])
    shop.workload("w", entry: "a.x", ["rate": 8])
    #expect(rate(shop, "b") == Interval(8 * 1.75))
  }

  @Test func theWeakestBasisOnTheWayCounts() {
    var shop = chain("a", "b", "c")
    shop.link("a.x", "b.x", ["visits": .number(2, .assumed)])
    shop.link("b.x", "c.x")
    shop.workload("w", entry: "a.x", ["rate": .number(8, .measured)])
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    #expect(analysis.arrivalRate(ofParty: shop.party("a")).basis == .stated)
    #expect(analysis.arrivalRate(ofParty: shop.party("c")).basis == .assumed)
  }

  @Test func demandThatEntersNobodyKnowsWhereLeavesLowerBounds() {
    var shop = chain("a")
    shop.workload("w", entry: "a.x", ["rate": 10])
    shop.workload("lost", entry: nil, ["rate": 5])
    let topology = shop.builder.finish()
    let analysis = CapacityAnalysis(of: topology)
    #expect(analysis.arrivalRate(ofParty: 0).value == Interval(low: 10, high: .infinity))
    #expect(paths(analysis.arrivalRate(ofParty: 0).missing, topology) == ["lost.entry"])
    #expect(paths(analysis.maxRate(ofWorkload: 1).missing, topology) == ["lost.entry"])
    #expect(paths(analysis.latency(ofWorkload: 1).p99.missing, topology) == ["lost.entry"])
  }

  @Test func withoutWorkloadsNothingIsSaid() {
    let analysis = CapacityAnalysis(of: chain("a").builder.finish())
    #expect(!analysis.arrivalRate(ofParty: 0).isApplicable)
    #expect(!analysis.utilization(ofParty: 0).isApplicable)
  }
}
