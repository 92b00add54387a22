@testable import Analysis
import Testing
import Topology

private func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  abs((a ?? .nan) - b) <= tolerance * max(1, abs(b))
}

/// A chain of single-server services with equal service times of 10 ms, at 50 requests per second.
private func chain(_ names: [String], rate: Double = 50) -> Shop {
  var shop = Shop()
  for name in names {
    shop.service(
      name, ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": 0.01])
  }
  for (caller, callee) in zip(names, names.dropFirst()) { shop.link(caller, callee, ["cache": .none]) }
  shop.workload("w", entry: names[0], ["rate": .number(rate, .stated), "peak": .number(rate * 2, .stated)])
  return shop
}

@Suite struct LatencyTests {
  private func latency(_ shop: Shop, _ load: LoadCase = .rate) -> ResponseTime {
    CapacityAnalysis(of: shop.builder.finish()).latency(ofWorkload: 0, at: load)
  }

  @Test func oneServerAlone() {
    let latency = latency(chain(["a"]))
    #expect(isClose(latency.mean.point, 0.02))
    // −ln(0.01) / (100 − 50)
    #expect(isClose(latency.p99.point, 4.605_170_185_988_091 / 50, 1e-8))
    #expect(latency.mean.assumptions == [.exponentialVariation])
    // No call waits for another, so that nothing is held meanwhile.
    #expect(latency.mean.omissions.isEmpty)
    #expect(latency.mean.confidence == .exact)
  }

  @Test func equalServersInAChainMakeAnErlangTime() {
    let latency = latency(chain(["a", "b", "c"]))
    #expect(isClose(latency.mean.point, 0.06))
    // SciPy: stats.gamma.ppf(0.95, 3, scale=0.02).
    #expect(isClose(latency.p95.point, 0.125_915_872_437_44, 2e-5))
    #expect(latency.p95.formula == .chainPercentile)
    #expect(latency.p95.omissions.contains(.networkLatency))
    #expect(latency.p95.omissions.contains(.timeouts))
    #expect(latency.p95.assumptions.contains(.independentTimes))
    #expect(latency.mean.confidence == .exact)
    #expect(latency.p95.confidence == .good)
  }

  @Test func neverAFiniteFigureAtFullUtilization() {
    let latency = latency(chain(["a", "b"]), .peak)
    #expect(latency.mean.point == .infinity)
    #expect(latency.p50.point == .infinity)
    let analysis = CapacityAnalysis(of: chain(["a"]).builder.finish())
    #expect(analysis.responseTime(ofParty: 0, at: .peak).p99.point == .infinity)
    #expect(analysis.waitTime(ofParty: 0, at: .peak).point == .infinity)
    #expect(isClose(analysis.waitTime(ofParty: 0).point, 0.01))
  }

  @Test func parallelCallsOverlap() {
    var shop = Shop()
    for name in ["a", "b", "c"] {
      shop.service(name, ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": 0.01])
    }
    shop.link("a", "b", ["parallel": "g"])
    shop.link("a", "c", ["parallel": "g"])
    shop.workload("w", entry: "a", ["rate": 50])
    // The longer of two exponential times of 20 ms takes 30 ms.
    #expect(isClose(latency(shop).mean.point, 0.05, 1e-4))
  }

  @Test func networkAndDelayAreAdded() {
    var shop = chain(["a"])
    shop.service("far", ["external": true, "delay": 0.1])
    shop.link("a", "far", ["latency": 0.02])
    let latency = latency(shop)
    #expect(isClose(latency.mean.point, 0.02 + 0.1 + 0.04))
    #expect(!latency.mean.omissions.contains(.networkLatency))
  }

  @Test func whatNobodyWaitsForTakesNoTime() {
    var shop = chain(["a"])
    shop.queue("q")
    shop.service("slow", ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": 10])
    shop.link("a", "q")
    shop.link("q", "slow")
    #expect(isClose(latency(shop).mean.point, 0.02))
  }

  @Test func anUnknownServiceTimeLeavesALowerBound() {
    var shop = chain(["a"])
    shop.service("dark", ["external": true])
    shop.link("a", "dark")
    let topology = shop.builder.finish()
    let latency = CapacityAnalysis(of: topology).latency(ofWorkload: 0)
    #expect(isClose(latency.mean.value?.low, 0.02))
    #expect(latency.mean.value?.high == .infinity)
    #expect(paths(latency.mean.missing, topology) == ["dark.service_time"])
  }

  @Test func howRequestsAreSpreadMatters() {
    var shop = Shop()
    shop.service("a", ["replicas.min": 4, "replicas.max": 4, "workers": 1, "service_time.mean": 0.01])
    shop.workload("w", entry: "a", ["rate": 300])
    let topology = shop.builder.finish()
    let open = CapacityAnalysis(of: topology).responseTime(ofParty: 0).mean
    // M/M/4 at 75 %: C / (c/S − λ) + S with C = 0.50943…; four M/M/1 at 75 %: 1 / (100 − 75).
    #expect(isClose(open.value?.low, 0.509_433_962_264_150_9 / 100 + 0.01))
    #expect(isClose(open.value?.high, 0.04))
    #expect(paths(open.missing, topology) == ["a.load_balancing"])
    var shared = shop
    shared.builder[Schema.table(.party).column("load_balancing")!, 0] = Cell(
      .value, basis: .stated, payload: UInt64(Vocabulary.loadBalancing.ordinal(of: "shared")!))
    #expect(CapacityAnalysis(of: shared.builder.finish()).responseTime(ofParty: 0).mean.point == open.value?.low)
  }
}
