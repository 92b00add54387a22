import Analysis
import Testing
import Topology

@Suite struct AdmissionTests {
  /// An interface with two operations over a store that takes 100 reads and 10 writes a second.
  private func shop(limit: [String: Fact], clients: Int = 1) -> CapacityAnalysis {
    var shop = Shop()
    for index in 0..<clients { shop.party(.client, "k\(index)", index == 0 ? ["count": 20] : [:]) }
    shop.service("web", ["replicas.min": 1, "replicas.max": 1, "workers": 1000, "service_time.mean": 0.001])
    shop.interface("web", "api", limit)
    shop.operation("web.read", interface: "api")
    shop.operation("web.write", interface: "api")
    shop.store(
      "db",
      [
        "replicas.min": 1, "replicas.max": 1, "workers": 1, "partitions": .none, "service_time.read": 0.01,
        "service_time.write": 0.1,
      ])
    for index in 0..<clients { shop.link("k\(index)", "web.read") }
    shop.link("web.read", "db", ["access": "read", "required": true])
    shop.link("web.write", "db", ["access": "write", "required": true])
    return CapacityAnalysis(of: shop.builder.finish())
  }

  @Test func aLimitForEachClientCountsThemAll() {
    #expect(shop(limit: ["rate_limit.limit": 5, "rate_limit.per": "global"]).admittedRate(ofInterface: 0).point == 5)
    #expect(shop(limit: ["rate_limit.limit": 5, "rate_limit.per": "client"]).admittedRate(ofInterface: 0).point == 100)
    #expect(
      shop(limit: ["rate_limit.limit": 5, "rate_limit.per": "client"], clients: 2).admittedRate(ofInterface: 0).value
        == Interval(low: 105, high: .infinity))
    #expect(
      shop(limit: ["rate_limit.limit": 5, "rate_limit.per": "ip"]).admittedRate(ofInterface: 0).value
        == Interval(low: 5, high: .infinity))
    #expect(shop(limit: ["rate_limit": .none]).admittedRate(ofInterface: 0).point == .infinity)
    #expect(shop(limit: [:]).admittedRate(ofInterface: 0).missing.count == 1)
  }

  @Test func theMostCostlyOperationDecides() {
    let capacity = shop(limit: [:]).narrowestCapacity(behindInterface: 0)
    #expect(abs((capacity.point ?? 0) - 10) < 1e-9)
  }

  @Test func coldCachesAnswerNothing() {
    func utilization(_ cache: [String: Fact]) -> Double? {
      var shop = Shop()
      shop.service("web", ["workers": 100, "service_time.mean": 0.001])
      shop.store(
        "db", ["replicas.min": 1, "replicas.max": 1, "workers": 1, "partitions": .none, "service_time.read": 0.01])
      shop.link("web", "db", cache.merging(["access": "read"]) { $1 })
      shop.workload("w", entry: "web", ["rate": 100, "peak": 200])
      let analysis = CapacityAnalysis(of: shop.builder.finish())
      return analysis.coldUtilization(ofParty: shop.party("db")).point
    }
    #expect(abs((utilization(["cache.hit_rate": 0.9]) ?? 0) - 2) < 1e-12)
    #expect(abs((utilization(["cache.hit_rate": 0.9, "cache.cold_hit_rate": 0.5]) ?? 0) - 1) < 1e-12)
    #expect(abs((utilization(["cache": .none]) ?? 0) - 2) < 1e-12)
  }
}
