@testable import Analysis
import Testing
import Topology

private let month = QuantityKind.secondsPerMonth

/// One service with two operations, each the entry of a workload; `a.x` takes 10 ms, `a.y` 20 ms of four servers.
private func shop(_ x: [String: Fact], _ y: [String: Fact]? = nil, _ service: [String: Fact] = [:]) -> Shop {
  var shop = Shop()
  shop.service("a", ["replicas.min": 2, "replicas.max": 2, "workers": 2].merging(service) { $1 })
  shop.operation("a.x", ["service_time.mean": 0.01])
  shop.operation("a.y", ["service_time.mean": 0.02])
  shop.workload("x", entry: "a.x", x)
  if let y { shop.workload("y", entry: "a.y", y) }
  return shop
}

private func analysis(_ shop: Shop) -> CapacityAnalysis { CapacityAnalysis(of: shop.builder.finish()) }

private func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  abs((a ?? .nan) - b) <= tolerance * max(1, abs(b))
}

@Suite struct RunwayTests {
  @Test func oneWorkloadByTheLogarithm() {
    // 25 % at peak, so four times the load fits: ln 4 / ln 1.05 = 28.413 398… months.
    let analysis = analysis(shop(["rate": 50, "peak": 100, "growth": 0.05]))
    #expect(isClose(analysis.runway(ofParty: 0).point, 28.413_398_165_780_92 * month))
    #expect(isClose(analysis.runway(ofWorkload: 0).point, 28.413_398_165_780_92 * month))
    #expect(isClose(analysis.runway().point, 28.413_398_165_780_92 * month))
    // ln(0.7 / 0.25) / ln 1.05
    #expect(isClose(analysis.runwayToTarget(ofParty: 0).point, 21.103_011_943_260_36 * month))
    #expect(analysis.runwayToTarget(ofParty: 0).assumptions == [.targetUtilization])
  }

  @Test func severalWorkloadsGrowTogether() {
    // 0.25·1.05^n + 0.5·0.98^n = 1; both parts at the end add up to one.
    let analysis = analysis(shop(["peak": 100, "growth": 0.05], ["peak": 100, "growth": -0.02]))
    let months = (analysis.runway(ofParty: 0).point ?? .nan) / month
    #expect(isClose(0.25 * Real.pow(1.05, months) + 0.5 * Real.pow(0.98, months), 1))
    #expect(months > 15)
  }

  @Test func growthOfZeroNeverEnds_AndWhatIsFullHasEnded() {
    #expect(analysis(shop(["peak": 100, "growth": 0])).runway(ofParty: 0).point == .infinity)
    #expect(analysis(shop(["peak": 100, "growth": .none])).runway(ofWorkload: 0).point == .infinity)
    #expect(analysis(shop(["peak": 100, "growth": -0.1])).runway(ofParty: 0).point == .infinity)
    #expect(analysis(shop(["peak": 400, "growth": 0])).runway(ofParty: 0).point == 0)
    #expect(analysis(shop(["peak": 900, "growth": 0.1])).runway(ofWorkload: 0).point == 0)
    #expect(analysis(shop(["peak": 0, "growth": 0.1])).runway(ofParty: 0).point == .infinity)
  }

  @Test func unknownGrowthIsAsked_UnlessItDoesNotMatter() {
    let open = shop(["peak": 100])
    let runway = analysis(open).runway(ofParty: 0)
    #expect(runway.value == nil)
    #expect(paths(runway.missing, open.builder.finish()) == ["x.growth"])
    #expect(analysis(shop(["peak": 500])).runway(ofParty: 0).point == 0)
    #expect(analysis(shop(["peak": 500])).runway(ofParty: 0).missing.isEmpty)
  }

  @Test func theEndOfAllScaling() {
    // Twice the size: ln 8 / ln 1.05 months.
    let vertical: [String: Fact] = ["scaling.mode": "vertical", "scaling.max": 2]
    let analysis = analysis(shop(["peak": 100, "growth": 0.05], nil, vertical))
    #expect(isClose(analysis.runwayAtMost(ofParty: 0).point, 42.620_097_248_671_38 * month))
    #expect(isClose(analysis.runway(ofParty: 0).point, 28.413_398_165_780_92 * month))
    let open = shop(["peak": 100, "growth": 0.05], nil, ["scaling.mode": "vertical"])
    let runway = self.analysisOf(open).runwayAtMost(ofParty: 0)
    #expect(isClose(runway.value?.low, 28.413_398_165_780_92 * month))
    #expect(runway.value?.high == .infinity)
    #expect(paths(runway.missing, open.builder.finish()) == ["a.scaling.max"])
  }

  private func analysisOf(_ shop: Shop) -> CapacityAnalysis { analysis(shop) }

  @Test(arguments: 1...40) func theRunwayIsWhereUtilizationAtTheHorizonIsOne(seed: Int) {
    let growths = [Double(seed % 7) / 50, Double(seed % 5) / 40 - 0.03]
    var shop = shop(
      ["peak": .number(Double(20 + seed), .stated), "growth": .number(growths[0], .stated)],
      ["peak": .number(Double(10 + seed % 9), .stated), "growth": .number(growths[1], .stated)])
    guard let runway = analysis(shop).runway(ofParty: 0).point, runway.isFinite, runway > 0 else { return }
    shop.system(["horizon": .number(runway, .stated)])
    #expect(isClose(analysis(shop).utilizationAtHorizon(ofParty: 0).point, 1, 1e-9))
  }
}

@Suite struct StorageTests {
  private func shop(_ data: [String: Fact], _ store: [String: Fact] = [:]) -> Shop {
    var shop = Shop()
    shop.service("a", ["replicas.min": 1, "replicas.max": 1, "workers": 8, "service_time.mean": 0.001])
    shop.store("db", ["replicas.min": 3, "replicas.max": 3, "partitions": .none].merging(store) { $1 })
    shop.link("a", "db", ["access": "write", "request_size": 2000])
    shop.data("orders", canonical: ["db"], data)
    shop.workload("w", entry: "a", ["rate": 100])
    return shop
  }

  @Test func dataInAllCopies() {
    let shop = shop(["size": 1e9, "growth": 0.1], ["size": 4e9])
    let analysis = analysis(shop)
    let db = shop.party("db")
    #expect(analysis.storage(ofParty: db).point == 3e9)
    #expect(isClose(analysis.storageUtilization(ofParty: db).point, 0.25))
    // 3e9 · (1.1^(1/30.4375) − 1)
    #expect(isClose(analysis.storageGrowth(ofParty: db).point, 9_408_745.133_666_186))
    // ln 4 / ln 1.1 = 14.545 081… months
    #expect(isClose(analysis.storageRunway(ofParty: db).point, 14.545_081_794_683_43 * month))
    #expect(!analysis.storage(ofParty: shop.party("a")).isApplicable)
  }

  @Test func withoutAStatedGrowthAtMostWhatIsWritten() {
    let shop = shop(["size": 1e9])
    let growth = analysis(shop).storageGrowth(ofParty: shop.party("db"))
    // 100/s × 2000 B × 86,400 s, in three copies
    #expect(growth.value == Interval(low: 0, high: 51.84e9))
    #expect(paths(growth.missing, shop.builder.finish()).contains("orders.growth"))
    #expect(!analysis(shop).storageRunway(ofParty: shop.party("db")).isApplicable)
  }

  @Test func partitionsShareTheData() {
    let shop = shop(["size": 1e9, "growth": 0], ["size": 1e9, "partitions": 4])
    let utilization = analysis(shop).storageUtilization(ofParty: shop.party("db"))
    #expect(utilization.point == 0.25)
    #expect(utilization.assumptions == [.evenSpread])
    #expect(analysis(shop).storageRunway(ofParty: shop.party("db")).point == .infinity)
  }

  @Test func messagesOfTheRetention() {
    var shop = Shop()
    shop.service("a", ["replicas.min": 1, "replicas.max": 1, "workers": 8, "service_time.mean": 0.001])
    shop.queue("log", ["replicas.min": 3, "replicas.max": 3, "partitions": 12, "retention": 604_800, "size": 100e9])
    shop.link("a", "log", ["request_size": 1024, "visits": 2])
    shop.workload("w", entry: "a", ["rate": 100, "growth": 0.05])
    let analysis = analysis(shop)
    let log = shop.party("log")
    // 200/s × 1024 B × 7 d × 3
    #expect(isClose(analysis.storage(ofParty: log).point, 371_589_120_000.0))
    #expect(analysis.storage(ofParty: log).assumptions == [.oneQueueLimit, .evenSpread].sorted())
    #expect(isClose(analysis.storageUtilization(ofParty: log).point, 123_863_040_000.0 / 12 / 100e9))
    shop.queue("short", ["max_length": 1000, "replicas.min": 1, "replicas.max": 1])
    shop.link("a", "short", ["request_size": 500])
    let short = CapacityAnalysis(of: shop.builder.finish()).storage(ofParty: shop.party("short"))
    #expect(short.value?.high == 500_000)
  }
}

@Suite struct LinkTransferTests {
  private func link(_ facts: [String: Fact], rate: Double = 1000) -> (CapacityAnalysis, Int) {
    var shop = Shop()
    shop.service("a", ["workers": 1])
    shop.service("b", ["workers": 1])
    let link = shop.link("a", "b", facts)
    shop.workload("w", entry: "a", ["rate": .number(rate, .stated), "peak": .number(2 * rate, .stated)])
    return (CapacityAnalysis(of: shop.builder.finish()), link)
  }

  /// 1 Gbit/s is 125,000,000 B/s; 10 KiB a thousand times a second are 81.92 Mbit/s, 10 kB are 80 Mbit/s.
  @Test(arguments: [("10 KiB", 0.081_92), ("10 kB", 0.08)]) func unitsOfSizeAndBandwidth(size: String, share: Double)
    throws
  {
    let bytes = try Quantity.parse(size, as: .size)
    let bandwidth = try Quantity.parse("1 Gbit/s", as: .bandwidth)
    let (analysis, link) = link([
      "request_size": 100, "response_size": .number(bytes, .stated), "bandwidth": .number(bandwidth, .stated),
    ])
    #expect(isClose(analysis.bandwidthUtilization(ofLink: link).point, share))
    #expect(isClose(analysis.bandwidthUtilization(ofLink: link, at: .peak).point, 2 * share))
    #expect(isClose(analysis.transferTime(ofLink: link).point, (bytes + 100) / 125e6))
  }

  @Test func oneDirectionBoundsTheOther() {
    let (analysis, link) = link(["request_size": 1000, "bandwidth": 2e6])
    let utilization = analysis.bandwidthUtilization(ofLink: link)
    #expect(utilization.value == Interval(low: 0.5, high: .infinity))
    #expect(paths(utilization.missing, analysis.topology) == ["a -> b.response_size"])
    #expect(!self.link(["request_size": 1000, "bandwidth": .none]).0.bandwidthUtilization(ofLink: 0).isApplicable)
  }
}
