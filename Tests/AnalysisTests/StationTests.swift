@testable import Analysis
import Testing
import Topology

/// One service `a` whose operation `x` writes to or reads from a store `db`.
private func shop(_ store: [String: Fact], link: [String: Fact], rate: Double = 1000) -> Shop {
  var shop = Shop()
  shop.service("a", ["replicas.min": 1, "replicas.max": 1, "workers": 1000, "service_time.mean": 0.001])
  shop.operation("a.x")
  shop.store("db", store.merging(["workers": 4, "partitions": 2]) { own, _ in own })
  shop.link("a.x", "db", link)
  shop.workload("w", entry: "a.x", ["rate": .number(rate, .stated), "peak": .number(rate, .stated)])
  return shop
}

private func utilization(_ shop: Shop, _ load: LoadCase = .rate) -> Estimate {
  CapacityAnalysis(of: shop.builder.finish()).utilization(ofParty: shop.party("db"), at: load)
}

private func isClose(_ a: Double?, _ b: Double) -> Bool { abs((a ?? .nan) - b) < 1e-9 }

@Suite struct StoreTests {
  static let leader: [String: Fact] = [
    "replication.topology": "single-leader", "replicas.min": 3, "replicas.max": 3, "replication.read_replicas": 2,
    "service_time.read": 0.002, "service_time.write": 0.004, "service_time.apply": 0.003,
  ]

  @Test func writesGoToTheLeadersOfThePartitions() {
    #expect(isClose(utilization(shop(Self.leader, link: ["access": "write"])).point, 1000 * 0.004 / 8))
  }

  @Test func slowAppliersBindBeforeTheLeader() {
    let slow = Self.leader.merging(["service_time.apply": 0.006]) { $1 }
    #expect(isClose(utilization(shop(slow, link: ["access": "write"])).point, 1000 * 0.006 / 8))
  }

  @Test func moreCopiesTakeNoMoreWrites() {
    var before = 0.0
    for copies in [1.0, 2, 5, 50] {
      let more = Self.leader.merging([
        "replicas.min": .number(copies, .stated), "replicas.max": .number(copies, .stated),
        "replication.read_replicas": .number(copies - 1, .stated),
      ]) { $1 }
      let shop = shop(more, link: ["access": "write"])
      let writes = CapacityAnalysis(of: shop.builder.finish()).writeUtilization(ofParty: shop.party("db"))
      #expect(isClose(writes.point, 0.5))
      #expect((utilization(shop).point ?? 0) >= before)
      before = utilization(shop).point ?? 0
    }
  }

  @Test(arguments: [("leader", 1.0), ("replica", 0.5), ("any", 1.0 / 3)])
  func readsGoWhereTheLinkSays(word: String, part: Double) {
    let shop = shop(Self.leader, link: ["access": "read", "read_from": .word(word)])
    #expect(isClose(utilization(shop).point, 1000 * 0.002 * part / 8))
  }

  @Test func whereReadsGoMayBeOpen() {
    let shop = shop(Self.leader, link: ["access": "read"])
    let estimate = utilization(shop)
    #expect(isClose(estimate.value?.high, 1000 * 0.002 / 8))
    #expect(paths(estimate.missing, shop.builder.finish()) == ["a.x -> db.read_from"])
  }

  @Test func oneCopyTakesEverything() {
    let shop = shop(["replication": .none, "service_time.mean": 0.002], link: ["access": "read-write"])
    #expect(isClose(utilization(shop).point, 2 * 1000 * 0.002 / 8))
    #expect(utilization(shop).missing.isEmpty)
  }

  /// Nothing is left to take requests, whoever took them.
  @Test(arguments: ["single-leader", "multi-leader", "leaderless", nil] as [String?])
  func whatLosesItsOnlyCopyTakesNothing(topology: String?) {
    let kind: [String: Fact] = topology.map { ["replication.topology": .word($0)] } ?? [:]
    let single: [String: Fact] = [
      "replicas.min": 1, "replicas.max": 1, "service_time.read": 0.002, "service_time.write": 0.004,
    ]
    let estimate = utilization(
      shop(single.merging(kind) { $1 }, link: ["access": "write"]), .peak.losing(.replica))
    #expect(estimate.value?.high == .infinity || estimate.value == nil)
  }

  @Test func everyCopyOfALeaderlessStoreTakesEveryWrite() {
    let store: [String: Fact] = [
      "replication.topology": "leaderless", "replication.n": 3, "replication.r": 2, "service_time.mean": 0.004,
    ]
    #expect(isClose(utilization(shop(store, link: ["access": "write"])).point, 0.5))
    #expect(isClose(utilization(shop(store, link: ["access": "read"])).point, 0.5 * 2 / 3))
  }

  @Test func severalLeadersShareTheWritesAndApplyThoseOfTheOthers() {
    let store: [String: Fact] = [
      "replication.topology": "multi-leader", "replication.n": 2, "service_time.write": 0.004,
      "service_time.apply": 0.002, "service_time.read": 0.001,
    ]
    #expect(isClose(utilization(shop(store, link: ["access": "write"])).point, 1000 * (0.5 * 0.004 + 0.5 * 0.002) / 8))
  }

  @Test func aRequestToAllPartitionsLoadsEach() {
    let shop = shop(Self.leader, link: ["access": "write", "fan_out": "all-partitions"])
    #expect(isClose(utilization(shop).point, 1000 * 0.004 / 4))
  }

  @Test func anUnknownServiceTimeIsAsked() {
    let shop = shop(["replication": .none], link: ["access": "write"])
    let topology = shop.builder.finish()
    let estimate = utilization(shop)
    #expect(estimate.value == nil)
    #expect(paths(estimate.missing, topology) == ["db.service_time"])
    let largest = CapacityAnalysis(of: topology).maxRate(ofWorkload: 0)
    #expect(largest.value == Interval(low: 0, high: 1_000_000))
    #expect(paths(largest.missing, topology) == ["db.service_time"])
  }

  @Test func growthUntilTheHorizon() {
    var shop = shop(Self.leader, link: ["access": "write"])
    let before = CapacityAnalysis(of: shop.builder.finish()).writeUtilizationAtHorizon(ofParty: shop.party("db"))
    #expect(paths(before.missing, shop.builder.finish()) == ["system.horizon", "w.growth"])
    shop.system(["growth": 0.05, "horizon": .number(12 * QuantityKind.secondsPerMonth, .stated)])
    let after = CapacityAnalysis(of: shop.builder.finish()).writeUtilizationAtHorizon(ofParty: shop.party("db"))
    // 1.05^12 = 1.795856…
    #expect(abs((after.point ?? 0) - 0.5 * 1.795_856_326_022_129) < 1e-9)
  }
}

@Suite struct ServiceTests {
  private func shop(_ facts: [String: Fact], rate: Double = 100) -> Shop {
    var shop = Shop()
    shop.service("a", facts)
    shop.operation("a.x", ["service_time.mean": 0.01])
    shop.operation("a.y")
    shop.workload("x", entry: "a.x", ["rate": .number(rate, .stated), "peak": .number(rate, .stated)])
    return shop
  }

  private func analysis(_ shop: Shop) -> CapacityAnalysis { CapacityAnalysis(of: shop.builder.finish()) }

  @Test func utilizationIsLinearInLoadAndNeverWorseWithMoreReplicas() {
    var before = Double.infinity
    for replicas in 1...6 {
      let count = Fact.number(Double(replicas), .stated)
      let analysis = analysis(shop(["replicas.min": count, "replicas.max": count, "workers": 2]))
      let one = analysis.utilization(ofParty: 0).point ?? 0
      for factor in [0.0, 0.5, 2, 10] {
        #expect(isClose(analysis.utilization(ofParty: 0, at: .rate.scaled(by: factor)).point, one * factor))
      }
      #expect(one < before)
      before = one
    }
  }

  @Test func workersComeBeforeConcurrency() {
    let both = shop(["replicas.min": 1, "replicas.max": 1, "workers": 2, "concurrency": 50])
    #expect(isClose(analysis(both).utilization(ofParty: 0).point, 0.5))
  }

  @Test func anOperationWithoutLoadMissesNothing() {
    let shop = shop(["replicas.min": 1, "replicas.max": 1, "workers": 2])
    #expect(analysis(shop).utilization(ofParty: 0).missing.isEmpty)
  }

  @Test func replicaRanges() {
    var facts: [String: Fact] = ["replicas.min": 1, "replicas.max": 4, "workers": 2, "scaling.mode": "auto"]
    let auto = analysis(shop(facts))
    #expect(isClose(auto.utilization(ofParty: 0).point, 0.5))
    #expect(isClose(auto.peakUtilization(ofParty: 0).point, 0.125))
    facts["scaling.mode"] = "none"
    #expect(isClose(analysis(shop(facts)).peakUtilization(ofParty: 0).point, 0.5))
    #expect(isClose(analysis(shop(facts)).utilizationAtMax(ofParty: 0).point, 0.125))
  }

  @Test func aMeasuredThroughputStandsInForServiceTimes() {
    var shop = Shop()
    shop.service("a", ["replicas.min": 2, "replicas.max": 2, "throughput_per_replica": 80])
    shop.workload("w", entry: "a", ["rate": 100])
    let utilization = analysis(shop).utilization(ofParty: 0)
    #expect(isClose(utilization.point, 100 / 160))
    #expect(utilization.formula == .throughputUtilization)
    #expect(analysis(shop).maxRate(ofWorkload: 0).point == 160)
  }

  @Test(arguments: [(100, 1000 / 300), (10_000, 1000 * 0.01 / 24)] as [(Double, Double)])
  func aMeasuredThroughputBindsWhereServersPromiseMore(throughput: Double, utilization: Double) {
    var shop = Shop()
    shop.service(
      "a",
      [
        "replicas.min": 3, "replicas.max": 3, "workers": 8, "service_time.mean": 0.01,
        "throughput_per_replica": .number(throughput, .stated),
      ])
    shop.workload("w", entry: "a", ["rate": 1000])
    #expect(isClose(CapacityAnalysis(of: shop.builder.finish()).utilization(ofParty: 0).point, utilization))
  }

  @Test func thirdPartiesAreNoStationUnlessTheySayWhatTheyNeed() {
    var shop = Shop()
    shop.service("bank", ["external": true])
    shop.workload("w", entry: "bank", ["rate": 100])
    #expect(!analysis(shop).utilization(ofParty: 0).isApplicable)
    #expect(!analysis(shop).maxRate(ofWorkload: 0).isApplicable)
  }

  @Test func othersAreHeldAtTheirPeak() {
    var shop = shop(["replicas.min": 1, "replicas.max": 1, "workers": 2])
    shop.workload("z", entry: "a.x", ["rate": 10, "peak": 40])
    #expect(isClose(analysis(shop).maxRate(ofWorkload: 0).point, 160))
    shop.workload("open", entry: "a.x", ["rate": 30])
    let open = analysis(shop).maxRate(ofWorkload: 0)
    #expect(open.value?.low == 0)
    #expect(isClose(open.value?.high, 130))
    #expect(paths(open.missing, shop.builder.finish()) == ["open.peak"])
    #expect(isClose(analysis(shop).maxRate(ofWorkload: 2).point, 60))
  }

  @Test func replicasThatNobodyStatesAreOne_OrMore() {
    let shop = shop(["workers": 2])
    let utilization = analysis(shop).utilization(ofParty: 0)
    #expect(utilization.value == Interval(low: 0, high: 0.5))
    #expect(paths(utilization.missing, shop.builder.finish()) == ["a.replicas"])
    #expect(analysis(shop).replicasNeeded(ofParty: 0).point == 1)
  }
}

@Suite struct OpenAccessTests {
  private func analysis(access: String?, _ store: [String: Fact] = [:]) -> CapacityAnalysis {
    var shop = Shop()
    shop.service("s", ["service_time.mean": 0.001, "workers": 100, "replicas.min": 1, "replicas.max": 1])
    let times: [String: Fact] = ["service_time.read": 0.005, "service_time.write": 0.01, "service_time.apply": 0.002]
    shop.store("db", times.merging(["workers": 1, "partitions": 1, "replication": .none]) { $1 }.merging(store) { $1 })
    shop.link("s", "db", access.map { ["access": .word($0)] } ?? [:])
    shop.workload("w", entry: "s", ["rate": 20, "peak": 20])
    return CapacityAnalysis(of: shop.builder.finish())
  }

  /// Each figure of a link that does not say what it does holds what it is for each word.
  @Test(arguments: ["read", "write", "read-write"]) func holdsEveryWord(access: String) throws {
    let (open, closed) = (analysis(access: nil), analysis(access: access))
    func check(_ figure: (CapacityAnalysis) -> Estimate) throws {
      let bounds = try #require(figure(open).value)
      let value = try #require(figure(closed).value)
      #expect(bounds.low <= value.low + 1e-12 && value.high <= bounds.high + 1e-12)
    }
    try check { $0.maxRate(ofWorkload: 0) }
    try check { $0.latency(ofWorkload: 0).mean }
    try check { $0.latency(ofWorkload: 0).p99 }
    try check { $0.utilization(ofParty: 1) }
  }

  /// A copy that takes a write answers when it has it; what it applies for the other copies is work beside that.
  @Test func writesToOneOfSeveralLeaders() throws {
    let analysis = analysis(access: "write", ["replication.topology": "multi-leader", "replication.n": 2])
    let latency = analysis.latency(ofWorkload: 0)
    // Each copy takes 10 writes of 10 ms and applies 10 of 2 ms a second: M/G/1 with its mixture of exponentials.
    let (load, second) = (10 * 0.01 + 10 * 0.002, 10 * (2 * 0.01 * 0.01) + 10 * (2 * 0.002 * 0.002))
    let expected = 0.001 + second / 2 / (1 - load) + 0.01
    #expect(isClose(latency.mean.point, expected))
    #expect(isClose(analysis.maxRate(ofWorkload: 0).point, 2 / 0.012))
  }
}

@Suite struct OpenReplicationTests {
  private func analysis(_ topology: String?, _ facts: [String: Fact] = [:]) -> CapacityAnalysis {
    var shop = Shop()
    shop.service("s", ["service_time.mean": 0.001, "workers": 100, "replicas.min": 1, "replicas.max": 1])
    let store: [String: Fact] = [
      "service_time.read": 0.005, "service_time.write": 0.01, "service_time.apply": 0.002, "workers": 1,
      "partitions": 1,
      "replicas.min": 3, "replicas.max": 3,
    ]
    shop.store(
      "db",
      store.merging(topology.map { ["replication.topology": .word($0)] } ?? [:]) { $1 }.merging(facts) { $1 })
    shop.link("s", "db", ["access": "read-write"])
    shop.workload("w", entry: "s", ["rate": 20, "peak": 20])
    return CapacityAnalysis(of: shop.builder.finish())
  }

  private static let ways: [(String, [String: Fact])] = [
    ("single-leader", ["replication.read_replicas": 0]), ("single-leader", ["replication.read_replicas": 2]),
    ("multi-leader", [:]),
    ("leaderless", ["replication.r": 1, "replication.w": 1]), ("leaderless", ["replication.r": 2, "replication.w": 2]),
    ("leaderless", ["replication.r": 3, "replication.w": 3]),
  ]

  @Test(arguments: ways.indices) func holdsEveryWayToCopy(way: Int) throws {
    let (topology, facts) = Self.ways[way]
    let (open, closed) = (analysis(nil), analysis(topology, facts))
    func check(_ figure: (CapacityAnalysis) -> Estimate) throws {
      let bounds = try #require(figure(open).value)
      let value = try #require(figure(closed).value)
      #expect(bounds.low <= value.low + 1e-12 && value.high <= bounds.high + 1e-12)
    }
    try check { $0.latency(ofWorkload: 0).mean }
    try check { $0.latency(ofWorkload: 0).p99 }
    try check { $0.maxRate(ofWorkload: 0) }
    try check { $0.utilization(ofParty: 1) }
  }
}
