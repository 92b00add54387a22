@testable import Analysis
import Testing
import Topology

private func analysis(_ shop: Shop) -> CapacityAnalysis { CapacityAnalysis(of: shop.builder.finish()) }

private func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
  abs((a ?? .nan) - b) <= tolerance
}

extension Shop {
  /// States names of a component: zones, regions, hosts.
  mutating func names(_ party: String, _ path: String, _ values: [String]) {
    guard let column = Schema.table(.party).column(path) else { preconditionFailure("no field \(path)") }
    let items = values.map { builder.intern($0) }
    builder[column, self.party(party)] = Cell(.value, basis: .stated, payload: builder.list(items))
  }

  /// States other components of a component: `reached_by`.
  mutating func others(_ party: String, _ path: String, _ values: [String]) {
    guard let column = Schema.table(.party).column(path) else { preconditionFailure("no field \(path)") }
    let items = values.map { Payload.entity(EntityID(.party, self.party($0))) }
    builder[column, self.party(party)] = Cell(.value, basis: .stated, payload: builder.list(items))
  }
}

private let needed: [String: Fact] = ["required": true]

@Suite struct StructureTests {
  /// Two services over one store: `front` needs both.
  private func diamond() -> Shop {
    var shop = Shop()
    shop.service("front", ["availability": 0.999])
    shop.service("left", ["availability": 0.99])
    shop.service("right", ["availability": 0.98])
    shop.store("db", ["availability": 0.95])
    shop.link("front", "left", needed)
    shop.link("front", "right", needed)
    shop.link("left", "db", needed.merging(["access": "read"]) { $1 })
    shop.link("right", "db", needed.merging(["access": "write"]) { $1 })
    shop.workload("w", entry: "front", ["rate": 1])
    return shop
  }

  @Test func sharedNeedsCountOnce() {
    let availability = analysis(diamond()).availability(ofWorkload: 0)
    #expect(isClose(availability.point, 0.999 * 0.99 * 0.98 * 0.95))
    #expect(availability.missing.isEmpty)
    #expect(availability.assumptions == [.noCache, .steadyPlaces])
    #expect(
      isClose(analysis(diamond()).downtime(ofWorkload: 0).point, (1 - 0.999 * 0.99 * 0.98 * 0.95) * 2_592_000, 1e-6))
  }

  @Test func whatNobodyStatesIsABound() {
    var shop = diamond()
    shop.service("open")
    shop.link("left", "open", needed)
    let availability = analysis(shop).availability(ofWorkload: 0)
    #expect(availability.value?.low == 0)
    #expect(isClose(availability.value?.high, 0.999 * 0.99 * 0.98 * 0.95))
    #expect(paths(availability.missing, shop.builder.finish()) == ["open.availability"])
  }

  @Test func optionalCallsDoNotCount() {
    for facts: [String: Fact] in [
      ["required": false], ["fallback": "cached"], ["on_failure": "fail-open"], ["mode": "async"],
    ] {
      var shop = diamond()
      shop.service("extra", ["availability": 0.5])
      shop.link("left", "extra", facts)
      #expect(isClose(analysis(shop).availability(ofWorkload: 0).point, 0.999 * 0.99 * 0.98 * 0.95))
    }
  }

  @Test func aLinkOfWhichNobodySaysIsRequiredByConvention() {
    var shop = diamond()
    shop.service("extra", ["availability": 0.5])
    shop.link("left", "extra")
    let availability = analysis(shop).availability(ofWorkload: 0)
    #expect(isClose(availability.point, 0.999 * 0.99 * 0.98 * 0.95 * 0.5))
    #expect(availability.assumptions == [.requiredLink, .noCache, .steadyPlaces])
  }

  @Test func factsThatDisagreeLeaveBothEnds() {
    var shop = diamond()
    shop.service("extra", ["availability": 0.5])
    shop.link("left", "extra", ["fallback": "cached", "on_failure": "fail-closed"])
    let availability = analysis(shop).availability(ofWorkload: 0)
    #expect(isClose(availability.value?.high, 0.999 * 0.99 * 0.98 * 0.95))
    #expect(isClose(availability.value?.low, 0.999 * 0.99 * 0.98 * 0.95 * 0.5))
    #expect(paths(availability.missing, shop.builder.finish()) == ["left -> extra.required"])
  }

  @Test func aQueueMustAcceptButNobodyNeedConsume() {
    var shop = diamond()
    shop.queue("jobs", ["availability": 0.9])
    shop.service("worker", ["availability": 0.1])
    shop.link("left", "jobs", needed)
    shop.link("jobs", "worker", needed)
    #expect(isClose(analysis(shop).availability(ofWorkload: 0).point, 0.999 * 0.99 * 0.98 * 0.95 * 0.9))
  }

  @Test func aCircleOfCallsIsNotDownByItself() {
    var shop = diamond()
    shop.link("left", "front", needed)
    #expect(isClose(analysis(shop).availability(ofWorkload: 0).point, 0.999 * 0.99 * 0.98 * 0.95))
  }

  @Test func aCallThatFewRequestsMakeFailsForThose() {
    var shop = diamond()
    shop.service("extra", ["availability": 0.5])
    shop.link("left", "extra", needed.merging(["visits": 0.2]) { $1 })
    #expect(isClose(analysis(shop).availability(ofWorkload: 0).point, 0.999 * 0.99 * 0.98 * 0.95 * (0.8 + 0.2 * 0.5)))
  }

  @Test func aCacheAnswersWhileItsSourceIsDown() {
    var shop = Shop()
    shop.service("front", ["availability": 0.999])
    shop.store("db", ["availability": 0.95])
    shop.store("cache", ["availability": 0.9, "role": "cache"])
    shop.link(
      "front", "db", needed.merging(["access": "read", "cache.in": .to("cache"), "cache.hit_rate": 0.8]) { $1 })
    shop.workload("w", entry: "front", ["rate": 1])
    // Answered by the database, or else by the cache if it is up and has it.
    #expect(isClose(analysis(shop).availability(ofWorkload: 0).point, 0.999 * (0.95 + 0.05 * 0.9 * 0.8)))
  }

  @Test func everyReadComesThroughAReadThroughCache() {
    var shop = Shop()
    shop.service("front", ["availability": 0.999])
    shop.store("db", ["availability": 0.95])
    shop.store("cache", ["availability": 0.9, "role": "cache", "hit_rate": 0.8])
    shop.link("front", "cache", needed.merging(["access": "read"]) { $1 })
    shop.link("cache", "db", needed.merging(["access": "read"]) { $1 })
    shop.workload("w", entry: "front", ["rate": 1])
    #expect(isClose(analysis(shop).availability(ofWorkload: 0).point, 0.999 * 0.9 * (0.8 + 0.2 * 0.95)))
  }

  @Test func whatIsInFrontOrBelowIsNeededToo() {
    var shop = diamond()
    shop.service("dns", ["availability": 0.97])
    shop.store("disk", ["availability": 0.96])
    shop.others("left", "reached_by", ["dns"])
    shop.others("right", "reached_by", ["dns"])
    shop.service("kept", ["availability": 0.94, "backed_by": .to("disk")])
    shop.link("right", "kept", needed)
    #expect(
      isClose(analysis(shop).availability(ofWorkload: 0).point, 0.999 * 0.99 * 0.98 * 0.95 * 0.97 * 0.96 * 0.94))
  }

  @Test func aWorkloadOfWhichNobodySaysWhereItEnters() {
    var shop = diamond()
    shop.workload("nowhere", entry: nil, ["rate": 1])
    let availability = analysis(shop).availability(ofWorkload: 1)
    #expect(availability.value == nil)
    #expect(paths(availability.missing, shop.builder.finish()) == ["nowhere.entry"])
  }

  @Test func theCostliestComponentComesFirst() {
    let shop = diamond()
    let causes = analysis(shop).downtimeCauses(ofWorkload: 0)
    #expect(causes.map(\.source) == ["db", "right", "left", "front"].map { .component(shop.party($0)) })
    let whole = 0.999 * 0.99 * 0.98 * 0.95
    #expect(isClose(causes[0].importance, whole / 0.95))
    #expect(isClose(causes[0].downtime, (whole / 0.95 - whole) * 2_592_000, 1e-6))
    let share = analysis(shop).downtimeShare(ofParty: shop.party("db"))
    #expect(isClose(share.point, (whole / 0.95 - whole) / (1 - whole)))
  }
}

@Suite struct RedundancyTests {
  private func shop(_ facts: [String: Fact], zones: [String] = [], system: [String: Fact] = [:]) -> Shop {
    var shop = Shop()
    shop.service("a", facts)
    if !zones.isEmpty { shop.names("a", "zones", zones) }
    shop.system(system)
    shop.workload("w", entry: "a", ["rate": 1, "peak": 1])
    return shop
  }

  private func copies(_ count: Int, need: Int, mtbf: Double = 1000, mttr: Double = 10) -> [String: Fact] {
    [
      "replicas.min": .number(Double(count), .stated), "replicas.max": .number(Double(count), .stated),
      "redundancy.need": .number(Double(need), .stated), "mtbf": .number(mtbf, .stated),
      "mttr": .number(mttr, .stated), "failover.mode": "active-active",
    ]
  }

  @Test func oneCopyIsUpBetweenItsFailures() {
    let availability = analysis(shop(["replicas.min": 1, "replicas.max": 1, "mtbf": 1000, "mttr": 10]))
      .availability(ofParty: 0)
    #expect(isClose(availability.point, 0.99))
    #expect(availability.missing.isEmpty)
    #expect(availability.omissions.isEmpty)
  }

  @Test func twoOfThree() {
    let a = 0.99
    let figure = analysis(shop(copies(3, need: 2))).availability(ofWorkload: 0)
    #expect(isClose(figure.point, 3 * a * a - 2 * a * a * a))
    #expect(figure.assumptions == [.steadyPlaces, .independentCopies])
    #expect(figure.omissions == [.clientRetries])
  }

  /// scipy.stats.binom.sf(989, 1000, 0.99), see Reference/availability.py.
  @Test func aThousandCopies() {
    #expect(
      isClose(analysis(shop(copies(1000, need: 990))).availability(ofWorkload: 0).point, 0.583_040_803_301_1, 1e-10))
  }

  @Test func whatStrikesAllCopiesAtOnce() {
    let u = 0.01
    let figure = analysis(shop(copies(2, need: 1), system: ["common_cause": 0.1])).availability(ofWorkload: 0)
    // Each is up 1 − u of the time, with what strikes both.
    let alone = 1 - (1 - u) / (1 - 0.1 * u)
    #expect(isClose(figure.point, (1 - 0.1 * u) * (1 - alone * alone)))
    #expect(figure.assumptions == [.steadyPlaces])
  }

  /// CAPACITY 3.3: five copies of which three must be up, each up 99.5 % and each zone 99.9 % of the time.
  @Test func aZoneWithTheMajorityIsNoGain() {
    let zone: [String: Fact] = ["failure_domains.zone.availability": 0.999, "common_cause": 0]
    let two = analysis(shop(copies(5, need: 3, mttr: 5), zones: ["a", "b"], system: zone))
    let three = analysis(shop(copies(5, need: 3, mttr: 5), zones: ["a", "b", "c"], system: zone))
    // By enumeration of all states, see Reference/availability.py.
    #expect(isClose(two.availability(ofWorkload: 0).point, 1 - 1.016_148_363_6e-3, 1e-12))
    #expect(isClose(three.availability(ofWorkload: 0).point, 1 - 3.417_420_891e-5, 1e-12))
    #expect(two.availability(ofWorkload: 0).point == two.availability(ofParty: 0).point)
    #expect(two.availability(ofWorkload: 0).assumptions == [.evenSpread, .steadyPlaces])
  }

  @Test func aZoneThatHoldsEveryCopyIsASingleOne() {
    let zone: [String: Fact] = ["failure_domains.zone.availability": 0.999, "common_cause": 0]
    let figure = analysis(shop(copies(4, need: 1), zones: ["a"], system: zone)).availability(ofWorkload: 0)
    #expect(isClose(figure.point, 0.999 * (1 - 1e-8)))
  }

  @Test func componentsInTheSameZoneFailTogether() {
    var shop = Shop()
    let facts: [String: Fact] = ["availability": 0.99, "replicas.min": 1, "replicas.max": 1]
    shop.service("a", facts)
    shop.service("b", facts)
    shop.names("a", "zones", ["z"])
    shop.names("b", "zones", ["z"])
    shop.link("a", "b", needed)
    shop.system(["failure_domains.zone.availability": 0.9])
    shop.workload("w", entry: "a", ["rate": 1])
    #expect(isClose(analysis(shop).availability(ofWorkload: 0).point, 0.9 * 0.99 * 0.99))
  }

  @Test func enoughCopiesForTheLoad() {
    // 250/s × 10 ms = 2.5 servers: three of four copies.
    var shop = Shop()
    shop.service(
      "a",
      [
        "replicas.min": 4, "replicas.max": 4, "workers": 1, "service_time.mean": 0.01, "mtbf": 1000, "mttr": 10,
      ])
    shop.workload("w", entry: "a", ["rate": 250, "peak": 250])
    let a = 0.99
    #expect(isClose(analysis(shop).availability(ofWorkload: 0).point, 4 * a * a * a * (1 - a) + a * a * a * a))
    #expect(analysis(shop).copiesNeeded(ofParty: 0).point == 3)
    #expect(analysis(shop).copiesNeeded(ofParty: 0).formula == .copiesForLoad)
  }

  @Test func howManyAreNeededMayBeOpen() {
    var shop = Shop()
    shop.service("a", ["replicas.min": 3, "replicas.max": 3, "mtbf": 1000, "mttr": 10])
    shop.workload("w", entry: "a", ["rate": 1])
    let figure = analysis(shop).availability(ofWorkload: 0)
    #expect(isClose(figure.value?.low, 0.99 * 0.99 * 0.99))
    #expect(isClose(figure.value?.high, 1 - 1e-6))
    #expect(paths(figure.missing, shop.builder.finish()).contains("a.redundancy"))
  }

  @Test func whatNobodyStatesFailsNobodyKnowsHowOften() {
    var shop = Shop()
    shop.service("a", ["replicas.min": 1, "replicas.max": 1])
    shop.workload("w", entry: "a", ["rate": 1])
    let analysis = analysis(shop)
    for figure in [analysis.failureFrequency(ofWorkload: 0), analysis.meanOutage(ofWorkload: 0)] {
      #expect(figure.value == nil)
      #expect(paths(figure.missing, shop.builder.finish()) == ["a.availability"])
    }
  }

  @Test func howOftenAndHowLong() {
    let analysis = analysis(shop(copies(2, need: 2)))
    // Each of two fails every 1000 s, while the other is up: 2 · 0.99 / 1000.
    #expect(isClose(analysis.failureFrequency(ofWorkload: 0).point, 2 * 0.99 / 1000, 1e-9))
    #expect(isClose(analysis.meanOutage(ofWorkload: 0).point, (1 - 0.9801) / (2 * 0.99 / 1000), 1e-6))
  }
}

@Suite struct StandbyTests {
  /// By solving the balance equations, see Reference/availability.py: mtbf 30 d, mttr 4 h.
  @Test(arguments: [
    (2, 1, 60.0, 0.999_946_084_239_055_6, 3.879_368_731_529_5e-7),
    (3, 1, 60, 0.999_976_648_904_633_1, 3.879_487_309_530_7e-7),
    (3, 2, 300, 0.999_795_615_516_957_6, 3.942_293_127_622_3e-7),
    (5, 3, 30, 0.999_986_688_715_450_6, 3.881_878_922_775_3e-7),
  ]) func aChainOfCopies(copies: Int, needed: Int, takeover: Double, availability: Double, frequency: Double) {
    let chain = StandbyChain(
      copies: copies, needed: needed, unavailability: 4.0 / 720, repair: 4 * 3600, takeover: takeover)
    #expect(isClose(chain.availability, availability, 1e-12))
    #expect(isClose(chain.failureFrequency, frequency, 1e-17))
  }

  @Test func itsLimitsAreKOutOfNAndOneCopyAlone() {
    let (u, copies) = (0.02, 4)
    let fast = StandbyChain(copies: copies, needed: 1, unavailability: u, repair: 100, takeover: 1e-9)
    #expect(isClose(fast.availability, KOutOfN.availability(needed: 1, of: copies, each: 1 - u), 1e-10))
    let never = StandbyChain(copies: copies, needed: 1, unavailability: u, repair: 100, takeover: .infinity)
    #expect(isClose(never.availability, 1 - u))
  }

  /// Writes need the leader, which another copy replaces after a minute; reads at any copy go on.
  @Test func writesWaitForTheFailoverAndReadsDoNot() {
    var shop = Shop()
    shop.service("a", ["availability": 1.0])
    shop.operation("a.read")
    shop.operation("a.write")
    shop.store(
      "db",
      [
        "replication.topology": "single-leader", "replication.mode": "async", "replicas.min": 2, "replicas.max": 2,
        "replication.read_replicas": 1, "mtbf": .number(30 * 86400, .stated), "mttr": .number(4 * 3600, .stated),
        "failover.mode": "active-passive", "failover.time": 50, "failover.hold": 10,
      ])
    shop.link("a.read", "db", needed.merging(["access": "read", "read_from": "any"]) { $1 })
    shop.link("a.write", "db", needed.merging(["access": "write"]) { $1 })
    shop.operation("a.both")
    shop.link("a.both", "db", needed.merging(["access": "read", "read_from": "any"]) { $1 })
    shop.link("a.both", "db", needed.merging(["access": "write"]) { $1 })
    for name in ["read", "write", "both"] { shop.workload(name, entry: "a.\(name)", ["rate": 1]) }
    let analysis = analysis(shop)
    let u = 4.0 / 720
    #expect(isClose(analysis.availability(ofWorkload: 0).point, 1 - u * u))
    #expect(isClose(analysis.availability(ofWorkload: 1).point, 0.999_946_084_239_055_6))
    // A write needs what a read needs, and more.
    #expect(isClose(analysis.availability(ofWorkload: 2).point, 0.999_946_084_239_055_6))
  }

  @Test func aQuorumOfALeaderlessStore() {
    var shop = Shop()
    shop.service("a", ["availability": 1.0])
    shop.store(
      "db",
      [
        "replication.topology": "leaderless", "replication.n": 3, "replication.w": 2, "replication.r": 1,
        "mtbf": 100, "mttr": 1,
      ])
    shop.link("a", "db", needed.merging(["access": "read-write"]) { $1 })
    shop.workload("w", entry: "a", ["rate": 1])
    let a = 0.99
    #expect(isClose(analysis(shop).availability(ofWorkload: 0).point, 3 * a * a - 2 * a * a * a))
  }

  @Test func aStandbyComponent() {
    var shop = Shop()
    shop.service("front", ["availability": 1.0])
    let facts: [String: Fact] = ["replicas.min": 1, "replicas.max": 1, "mtbf": 1000, "mttr": 100]
    shop.service("main", facts.merging(["failover.mode": "active-passive", "failover.time": 25]) { $1 })
    shop.service("spare", facts.merging(["standby_for": .to("main")]) { $1 })
    shop.link("front", "main", needed)
    shop.workload("w", entry: "front", ["rate": 1])
    // While the main one is down (10 %), the spare has taken over for 100 / 125 of the time and is up 90 % of it.
    #expect(isClose(analysis(shop).availability(ofWorkload: 0).point, 0.9 + 0.1 * 0.8 * 0.9))
    // Every failure of the main one is felt.
    #expect(isClose(analysis(shop).failureFrequency(ofWorkload: 0).point, 0.1 / 100))
  }
}
