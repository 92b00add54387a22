import Analysis
import Foundation
import Testing
import Topology

private func isClose(_ a: Double?, _ b: Double) -> Bool { abs((a ?? .nan) - b) < 1e-9 * max(1, abs(b)) }

/// A service `a` of 10 ms a request, with so much load.
private func shop(_ facts: [String: Fact], replicas: Int? = 6, peak: Double = 300) -> CapacityAnalysis {
  var shop = Shop()
  let count = replicas.map { Fact.number(Double($0), .stated) }
  shop.service(
    "a",
    facts.merging(count.map { ["replicas.min": $0, "replicas.max": $0] } ?? [:]) { $1 }
      .merging(["workers": 1, "service_time.mean": 0.01]) { own, _ in own })
  shop.workload("w", entry: "a", ["rate": .number(peak, .stated), "peak": .number(peak, .stated)])
  return CapacityAnalysis(of: shop.builder.finish())
}

@Suite struct LossTests {
  @Test func oneReplicaLess() {
    #expect(isClose(shop([:]).utilization(ofParty: 0, at: .peak.losing(.replica)).point, 3.0 / 5))
    #expect(shop([:], replicas: 1).utilization(ofParty: 0, at: .peak.losing(.replica)).point == .infinity)
    #expect(shop([:], replicas: 1, peak: 0).utilization(ofParty: 0, at: .peak.losing(.replica)).point == 0)
  }

  /// The fullest zone goes: 6 over 3 leave 4, 7 over 3 leave 4, 7 over 2 leave 3.
  @Test(arguments: [(6, 3, 4.0), (7, 3, 4), (7, 2, 3), (2, 3, 1), (6, 1, 0)])
  func oneZoneLess(replicas: Int, zones: Int, left: Double) {
    let names = Fact.words((0..<zones).map { "z\($0)" })
    let estimate = shop(["zones": names], replicas: replicas).utilization(ofParty: 0, at: .peak.losing(.zone))
    #expect(isClose(left == 0 ? 1 : estimate.point, left == 0 ? 1 : 3 / left))
    #expect(left > 0 || estimate.point == .infinity)
    #expect(estimate.assumptions == [.evenSpread])
  }

  @Test func zonesThatNobodyStatesAreAsked() {
    let analysis = shop([:])
    let estimate = analysis.utilization(ofParty: 0, at: .peak.losing(.zone))
    #expect(estimate.value == Interval(low: 300 * 0.01 / 5, high: .infinity))
    #expect(paths(estimate.missing, analysis.topology) == ["a.zones"])
  }

  @Test func aStoreLosesACopyOfEachPartition() {
    var shop = Shop()
    shop.service("a", ["replicas.min": 1, "replicas.max": 1, "workers": 1000, "service_time.mean": 0.001])
    shop.store(
      "db",
      [
        "replicas.min": 3, "replicas.max": 3, "replication.topology": "single-leader", "replication.read_replicas": 2,
        "partitions": .none, "workers": 1, "service_time.read": 0.001, "service_time.write": 0.001,
        "service_time.apply": 0.0001, "zones": .words(["x", "y", "z"]),
      ])
    shop.link("a", "db", ["access": "read", "read_from": "replica"])
    shop.workload("w", entry: "a", ["rate": 600, "peak": 600])
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    let db = shop.party("db")
    #expect(isClose(analysis.peakUtilization(ofParty: db).point, 0.3))
    #expect(isClose(analysis.utilization(ofParty: db, at: .peak.losing(.replica)).point, 0.6))
    #expect(isClose(analysis.utilization(ofParty: db, at: .peak.losing(.zone)).point, 0.6))
  }

  /// 300 × 10 ms = 3 busy servers, at 70 %: 4.3.
  @Test func replicasThatStandALoss() {
    let three = shop(["zones": .words(["x", "y", "z"])])
    #expect(three.replicasNeeded(ofParty: 0).point == 5)
    #expect(three.replicasNeededForReplicaLoss(ofParty: 0).point == 6)
    // 5 in the two zones that are left: 3 in each.
    #expect(three.replicasNeededForZoneLoss(ofParty: 0).point == 9)
    #expect(shop(["zones": .words(["x", "y"])]).replicasNeededForZoneLoss(ofParty: 0).point == 10)
    #expect(shop(["zones": .words(["x"])]).replicasNeededForZoneLoss(ofParty: 0).point == .infinity)
    #expect(shop([:]).replicasNeededForZoneLoss(ofParty: 0).value == Interval(low: 6, high: .infinity))
  }
}

@Suite struct StationScalabilityTests {
  @Test func contentionAndCoherencyTakeFromEveryReplica() {
    let analysis = shop(["contention": 0.05, "coherency": 0.01])
    // 6 / (1 + 0.05 × 5 + 0.01 × 30) = 3.871 replicas' worth.
    #expect(isClose(analysis.peakUtilization(ofParty: 0).point, 3 / (6 / 1.55)))
    #expect(isClose(analysis.maxRate(ofWorkload: 0).point, 100 * 6 / 1.55))
    #expect(analysis.peakUtilization(ofParty: 0).assumptions.isEmpty)
    #expect(shop(["contention": 0.05]).peakUtilization(ofParty: 0).assumptions == [.partialScalability])
  }

  @Test func aMeasuredThroughputIsThatOfOneReplica() {
    var shop = Shop()
    shop.service(
      "a",
      [
        "replicas.min": 20, "replicas.max": 20, "throughput_per_replica": 995.648, "contention": 0.0267159,
        "coherency": 0.00076909,
      ])
    shop.workload("w", entry: "a", ["rate": 1])
    #expect(isClose(CapacityAnalysis(of: shop.builder.finish()).maxRate(ofWorkload: 0).point, 11_063.638_802_719_972))
  }

  @Test func theSearchForReplicasEndsAtThePeak() {
    let facts: [String: Fact] = ["contention": 0.05, "coherency": 0.01]
    // 10 replicas carry 4.26 replicas' worth, none more than 4.27; 3 busy servers at 70 % are 4.29.
    #expect(shop(facts).replicasNeeded(ofParty: 0).point == .infinity)
    // 2.857 need 4: 4 / (1 + 0.15 + 0.12) = 3.15, and 3 have 2.59.
    #expect(shop(facts, peak: 200).replicasNeeded(ofParty: 0).point == 4)
  }
}

@Suite struct PartitionTests {
  private func consumer(_ partitions: Int, replicas: Int, _ workload: [String: Fact] = [:]) -> CapacityAnalysis {
    var shop = Shop()
    let count = Fact.number(Double(replicas), .stated)
    shop.service("c", ["replicas.min": count, "replicas.max": count, "workers": 2, "service_time.mean": 0.04])
    shop.queue("q", ["partitions": .number(Double(partitions), .stated)])
    shop.link("q", "c")
    shop.workload("w", entry: "q", workload.merging(["rate": 30, "peak": 30]) { own, _ in own })
    return CapacityAnalysis(of: shop.builder.finish())
  }

  @Test(arguments: [(12, 4, 8.0), (12, 6, 12), (12, 30, 12), (1, 30, 1)])
  func noMoreServersThanPartitions(partitions: Int, replicas: Int, servers: Double) {
    let analysis = consumer(partitions, replicas: replicas)
    #expect(isClose(analysis.maxRate(ofWorkload: 0).point, servers / 0.04))
    #expect(analysis.servers(ofParty: 0, at: .rate).point == servers)
    #expect(isClose(analysis.utilization(ofParty: 0).point, 30 * 0.04 / servers))
  }

  @Test func linksThatAreNotDrawnMayLoadTheOtherServers() {
    var shop = Shop()
    shop.service(
      "c", ["replicas.min": 9, "replicas.max": 9, "workers": 1, "service_time.mean": 0.1, "links_complete": false])
    shop.queue("q", ["partitions": 4])
    shop.link("q", "c")
    shop.workload("w", entry: "q", ["rate": 10, "peak": 10])
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    #expect(analysis.servers(ofParty: 0, at: .rate).value == Interval(low: 4, high: 9))
    #expect(paths(analysis.servers(ofParty: 0, at: .rate).missing, analysis.topology) == ["c.links_complete"])
    // What a workload enters has other work than messages.
    shop.workload("v", entry: "c", ["rate": 1, "peak": 1])
    #expect(CapacityAnalysis(of: shop.builder.finish()).servers(ofParty: 0, at: .rate).point == 9)
  }

  @Test func theBusiestPartitionDecides() {
    // 20 % of the messages have one key, the others spread: 0.2 + 0.8 / 10 in one partition, handed out one by one.
    let analysis = consumer(10, replicas: 5, ["key_skew.top_share": 0.2])
    #expect(isClose(analysis.maxRate(ofWorkload: 0).point, 1 / (0.04 * 0.28)))
    #expect(isClose(analysis.utilization(ofParty: 0).point, 30 * 0.04 * 0.28))
    #expect(analysis.utilization(ofParty: 0).assumptions.isEmpty)
  }

  @Test func fewKeysFillFewPartitions() {
    // 15 keys on 10 partitions: some have two of them.
    let analysis = consumer(10, replicas: 5, ["key_skew.cardinality": 15])
    #expect(isClose(analysis.maxRate(ofWorkload: 0).point, 1 / (0.04 * 2 / 15)))
  }

  private func store(_ facts: [String: Fact], _ workload: [String: Fact] = [:], second: [String: Fact]? = nil)
    -> CapacityAnalysis
  {
    var shop = Shop()
    shop.store(
      "db",
      facts.merging(["replication": .none, "workers": 2, "service_time.mean": 0.01, "partitions": 4]) { own, _ in own })
    shop.service("a", ["replicas.min": 1, "replicas.max": 1, "workers": 1000, "service_time.mean": 0.001])
    shop.link("a", "db", ["access": "write"])
    shop.workload("w", entry: "a", workload.merging(["rate": 100, "peak": 100]) { own, _ in own })
    if let second { shop.workload("v", entry: "a", second.merging(["rate": 0, "peak": 0]) { own, _ in own }) }
    return CapacityAnalysis(of: shop.builder.finish())
  }

  @Test func theHotShardOfAStoreDecides() {
    #expect(isClose(store([:]).maxRate(ofWorkload: 0).point, 800))
    #expect(store([:]).utilization(ofParty: 0).assumptions == [.evenSpread])
    let hot = store(["key_skew.top_share": 0.4])
    #expect(isClose(hot.maxRate(ofWorkload: 0).point, 200 / (0.4 + 0.6 / 4)))
    #expect(isClose(hot.utilization(ofParty: 0).point, 100 * 0.01 * 0.55 / 2))
    #expect(isClose(store([:], ["key_skew.top_share": 0.4]).maxRate(ofWorkload: 0).point, 200 / 0.55))
    #expect(isClose(store(["key_skew.top_share": 1]).maxRate(ofWorkload: 0).point, 200))
    // The store's own statement comes first.
    let both = store(["key_skew.top_share": 0.4], ["key_skew.top_share": 0.9])
    #expect(isClose(both.maxRate(ofWorkload: 0).point, 200 / 0.55))
  }

  @Test func workloadsThatDifferLeaveBounds() {
    let value = store([:], ["key_skew.top_share": 0.4], second: [:]).utilization(ofParty: 0).value
    #expect(isClose(value?.low, 100 * 0.01 / 8))
    #expect(isClose(value?.high, 100 * 0.01 * 0.55 / 2))
  }

  /// Of 400 a second, 40 % come to one line of 160 a second and the others to three of 80 a second.
  @Test func eachRequestWaitsInThePartitionThatItComesTo() {
    var shop = Shop()
    shop.store(
      "db",
      [
        "replication": .none, "workers": 1, "partitions": 4, "service_time.mean": 0.005, "key_skew.top_share": 0.2,
      ])
    shop.workload("w", entry: "db", ["rate": 400, "peak": 400])
    let response = CapacityAnalysis(of: shop.builder.finish()).responseTime(ofParty: 0)
    let expected: Double = 0.4 / 40 + 0.6 / 120
    #expect(isClose(response.mean.point, expected))
    // P(T > t) = 0.4 exp(−40 t) + 0.6 exp(−120 t) = 0.05
    let p95 = response.p95.point ?? .nan
    let busiest: Double = 0.4 * exp(-40 * p95)
    let others: Double = 0.6 * exp(-120 * p95)
    let tail = busiest + others
    #expect(abs(tail - 0.05) < 1e-6)
  }

  @Test func whereNobodyCountsThePartitionsTheTopKeyStillBounds() {
    var shop = Shop()
    shop.store(
      "db", ["replication": .none, "workers": 2, "service_time.mean": 0.01, "key_skew.top_share": 0.5])
    shop.workload("w", entry: "db", ["rate": 100, "peak": 100])
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    #expect(isClose(analysis.maxRate(ofWorkload: 0).value?.high, 400))
    #expect(isClose(analysis.maxRate(ofWorkload: 0).value?.low, 200))
    #expect(paths(analysis.maxRate(ofWorkload: 0).missing, analysis.topology) == ["db.partitions"])
  }
}
