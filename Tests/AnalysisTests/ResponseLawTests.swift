import Testing
import Topology

@testable import Analysis

private func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-4) -> Bool {
  abs((a ?? .nan) - b) <= tolerance * max(1e-12, abs(b))
}

/// One replica with one server and 10 ms of service at 80 requests per second, with more facts.
private func single(_ facts: [String: Fact], rate: Double = 80) -> Shop {
  var shop = Shop()
  let plain: [String: Fact] = ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": 0.01]
  shop.service("a", plain.merging(facts) { $1 })
  shop.workload("w", entry: "a", ["rate": .number(rate, .stated)])
  return shop
}

private func analysis(_ shop: Shop) -> CapacityAnalysis { CapacityAnalysis(of: shop.builder.finish()) }

/// What facts of one component do to its response time. Expected values: `Reference/waits.py`.
@Suite struct ResponseLawTests {
  private func response(_ facts: [String: Fact], rate: Double = 80) -> ResponseTime {
    analysis(single(facts, rate: rate)).responseTime(ofParty: 0)
  }

  @Test func statedVariation() {
    let constant = response(["service_time.cv2": 0])
    #expect(isClose(constant.mean.point, 0.01 * (1 + 0.8 / 0.4), 1e-9))
    #expect(isClose(constant.p95.point, 0.0762032499684))
    #expect(isClose(constant.p99.point, 0.11355886792))
    #expect(constant.mean.assumptions == [.poissonArrivals])
    #expect(constant.mean.confidence == .exact)
    let bursty = response(["service_time.cv2": 4])
    #expect(isClose(bursty.mean.point, 0.01 + 0.8 * 0.01 * 5 / 0.4, 1e-9))
    #expect(isClose(bursty.p99.point, 0.577978813382))
    // One is exponential.
    #expect(response(["service_time.cv2": 1]).p99.point == response([:]).p99.point)
  }

  @Test func statedPercentiles() {
    // Five times the mean at p99 is a variation of 1.04379522922.
    let fitted = response(["service_time.p99": 0.05])
    #expect(isClose(fitted.mean.point, 0.01 + 0.8 * 0.01 * 2.04379522922 / 0.4, 1e-9))
    // p50 and p99 that leave a spread of 1 and a mean of 10 ms.
    var shop = Shop()
    let percentiles: [String: Fact] = ["service_time.p50": 0.00606530659713, "service_time.p99": 0.0621116124253]
    shop.service("a", ["replicas.min": 1, "replicas.max": 1, "workers": 1].merging(percentiles) { $1 })
    shop.workload("w", entry: "a", ["rate": 80])
    let times = analysis(shop).responseTime(ofParty: 0)
    #expect(isClose(times.p50.point, 0.0378449720726, 1e-3))
    #expect(isClose(times.p99.point, 0.354666030191, 1e-3))
    #expect(isClose(analysis(shop).utilization(ofParty: 0).point, 0.8, 1e-6))
    // Farther than any lognormal distribution has it.
    #expect(response(["service_time.p99": 1]).mean.omissions.contains(.statedVariation))
  }

  @Test func severalServers() {
    let many = analysis(single(["workers": 4, "service_time.cv2": 0], rate: 320)).responseTime(ofParty: 0).mean
    // M/D/4 at 80 %, Crommelin: 0.386094930847 service times.
    #expect(isClose(many.point, 0.01386094930847, 2e-3))
    #expect(many.formula.words.contains("M/G/c"))
    #expect(many.confidence == .good)
    let varied = analysis(single(["workers": 4, "service_time.cv2": 9], rate: 320)).responseTime(ofParty: 0).mean
    #expect((varied.value?.low ?? 0) < (varied.value?.high ?? 0))
    #expect(
      isClose(
        analysis(single(["workers": 1000], rate: 95_000)).responseTime(ofParty: 0).mean.point,
        0.01 + 0.06825341537714143 / 5000, 1e-9))
  }

  /// Operations wait alike and serve differently; the wait is that of the mixture (Pollaczek and Khinchine).
  @Test func severalOperations() {
    var shop = Shop()
    shop.service("a", ["replicas.min": 1, "replicas.max": 1, "workers": 1])
    shop.operation("a.short", ["service_time.mean": 0.004])
    shop.operation("a.long", ["service_time.mean": 0.028])
    shop.operation("a.idle", ["service_time.mean": 5])
    shop.workload("s", entry: "a.short", ["rate": 60])
    shop.workload("l", entry: "a.long", ["rate": 20])
    shop.workload("i", entry: "a.idle", ["rate": 0])
    let analysis = analysis(shop)
    let wait = 80 * (0.75 * 2 * 0.004 * 0.004 + 0.25 * 2 * 0.028 * 0.028) / (2 * 0.2)
    #expect(isClose(analysis.waitTime(ofParty: 0).point, wait, 1e-9))
    #expect(isClose(analysis.responseTime(ofOperation: 0).mean.point, wait + 0.004, 1e-9))
    #expect(isClose(analysis.responseTime(ofOperation: 1).mean.point, wait + 0.028, 1e-9))
    let all = analysis.responseTime(ofParty: 0)
    #expect(isClose(all.p50.point, 0.0569900372835))
    #expect(isClose(all.p99.point, 0.487759539069))
  }

  @Test func sharedProcessors() {
    for variation in [0, 1, 4] as [Fact] {
      let shared = response(["discipline": "shared", "service_time.cv2": variation])
      #expect(isClose(shared.mean.point, 0.05, 1e-9))
      #expect(shared.mean.formula.words.contains("share"))
    }
    let shared = response(["discipline": "shared"])
    #expect(shared.mean.confidence == .exact)
    #expect(shared.p99.confidence == .rough)
    // The transient Markov chain of a tagged request.
    #expect(isClose(shared.p95.point, 0.187481113118, 0.2))
    #expect(isClose(shared.p99.point, 0.369409892343, 0.2))
    #expect(response(["discipline": "shared"], rate: 100).mean.point == .infinity)
  }

  private func balanced(_ word: String) -> Estimate {
    let facts: [String: Fact] = ["replicas.min": 4, "replicas.max": 4, "load_balancing": .word(word)]
    return analysis(single(facts, rate: 320)).responseTime(ofParty: 0).mean
  }

  @Test func spreadOverReplicas() {
    #expect(isClose(balanced("random").point, 0.05, 1e-9))
    #expect(isClose(balanced("hash").point, 0.05, 1e-9))
    // M/M/4: C = 0.596…
    #expect(isClose(balanced("shared").point, 0.01 * (1 + 0.74554), 1e-5))
    #expect(isClose(balanced("round-robin").point, 0.01 / (1 - 0.693944721752), 1e-9))
    // Simulated: 19.5 ms.
    #expect(isClose(balanced("least-outstanding").point, 0.0195, 0.02))
    #expect(balanced("least-outstanding").confidence == .good)
    // Simulated: 23.4 ms.
    let two = balanced("pick-two").value
    #expect((two?.low ?? 1) < 0.0234 && (two?.high ?? 0) > 0.0234)
    #expect(balanced("pick-two").missing.isEmpty)
  }

  @Test func neverAFiniteFigureAtFullUtilization() {
    for facts: [String: Fact] in [
      ["service_time.cv2": 0], ["service_time.p99": 0.03], ["discipline": "shared"], ["load_balancing": "pick-two"],
    ] {
      #expect(response(facts, rate: 100).p50.point == .infinity)
      #expect(response(facts, rate: 101).mean.point == .infinity)
    }
  }

  @Test(arguments: ["shared", "random", "round-robin", "least-outstanding", "pick-two"])
  func moreReplicasNeverAnswerLater(balancing: String) {
    var before = Interval.unbounded
    for replicas in [1.0, 2, 3, 8] {
      let facts: [String: Fact] = [
        "replicas.min": .number(replicas, .stated), "replicas.max": .number(replicas, .stated),
        "load_balancing": .word(balancing),
      ]
      let mean = analysis(single(facts)).waitTime(ofParty: 0).value ?? .unbounded
      #expect(mean.high <= before.high * (1 + 1e-9))
      before = mean
    }
  }
}

/// Copies of a store that answer together.
@Suite struct StoreAnswerTests {
  private func store(_ facts: [String: Fact], access: Fact, link: [String: Fact] = [:]) -> Shop {
    var shop = Shop()
    shop.service("a", ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": 0])
    let plain: [String: Fact] = ["workers": 1000, "partitions": 1, "service_time.mean": 0.01]
    shop.store("db", plain.merging(facts) { $1 })
    shop.link("a", "db", ["access": access, "cache": .none, "timeout": .none].merging(link) { $1 })
    shop.workload("w", entry: "a", ["rate": 10])
    return shop
  }

  private func mean(_ shop: Shop) -> Double? { analysis(shop).latency(ofWorkload: 0).mean.point }

  @Test func quorums() {
    let leaderless: [String: Fact] = [
      "replicas.min": 3, "replicas.max": 3, "replication.topology": "leaderless", "replication.r": 2,
      "replication.w": 2,
    ]
    // A write is there with the second of three, a read with the slower of the two that are asked.
    #expect(isClose(mean(store(leaderless, access: "write")), 0.01 * (1.0 / 3 + 1.0 / 2)))
    #expect(isClose(mean(store(leaderless, access: "read")), 0.015))
    var open = leaderless
    open["replication.w"] = nil
    let range = analysis(store(open, access: "write")).latency(ofWorkload: 0).mean
    #expect(isClose(range.value?.low, 0.01 / 3))
    #expect(isClose(range.value?.high, 0.01 * 11 / 6))
    #expect(!range.missing.isEmpty)
  }

  @Test func acknowledgements() {
    func written(_ mode: String?) -> Estimate {
      var facts: [String: Fact] = [
        "replicas.min": 3, "replicas.max": 3, "replication.topology": "single-leader", "replication.read_replicas": 0,
        "service_time.write": 0.01, "service_time.apply": 0.004,
      ]
      facts["replication.mode"] = mode.map { .word($0) }
      return analysis(store(facts, access: "write")).latency(ofWorkload: 0).mean
    }
    #expect(isClose(written("async").point, 0.01))
    #expect(isClose(written("semi-sync").point, 0.01 + 0.002))
    #expect(isClose(written("sync").point, 0.01 + 0.006))
    #expect(isClose(written(nil).point, 0.01))
    #expect(written(nil).omissions.contains(.copies))
    #expect(!written("async").omissions.contains(.copies))
  }

  @Test func allPartitions() {
    let shop = store(
      ["partitions": 10, "replicas.min": 1, "replicas.max": 1], access: "read", link: ["fan_out": "all-partitions"])
    let harmonic = (1...10).reduce(0) { $0 + 1 / Double($1) }
    #expect(isClose(mean(shop), 0.01 * harmonic))
  }
}
