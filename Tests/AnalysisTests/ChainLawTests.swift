import Testing
import Topology

@testable import Analysis

private func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-4) -> Bool {
  abs((a ?? .nan) - b) <= tolerance * max(1e-12, abs(b))
}

/// A caller that takes no time itself, and components that answer after an exponential time without waiting.
private struct Calls {
  var shop = Shop()

  init(_ entryFacts: [String: Fact] = [:]) {
    let plain: [String: Fact] = ["replicas.min": 1, "replicas.max": 1, "workers": 1, "service_time.mean": 0]
    shop.service("a", plain.merging(entryFacts) { $1 })
    shop.workload("w", entry: "a", ["rate": 1])
  }

  mutating func callee(_ name: String, _ mean: Double, _ facts: [String: Fact] = [:]) {
    let plain: [String: Fact] = [
      "replicas.min": 1, "replicas.max": 1, "workers": 1000, "service_time.mean": .number(mean, .stated),
    ]
    shop.service(name, plain.merging(facts) { $1 })
  }

  mutating func call(_ name: String, _ facts: [String: Fact] = [:]) {
    shop.link("a", name, ["cache": .none, "timeout": .none].merging(facts) { $1 })
  }

  var analysis: CapacityAnalysis { CapacityAnalysis(of: shop.builder.finish()) }
  var latency: ResponseTime { analysis.latency(ofWorkload: 0) }
}

/// What facts of links do to the latency of workloads. Expected values: `Reference/chains.py`.
@Suite struct ChainLawTests {
  @Test func attempts() {
    var calls = Calls()
    calls.callee("b", 0.01)
    calls.call(
      "b",
      [
        "timeout": 0.03, "retry.max_attempts": 3, "retry.backoff": "exponential", "retry.initial_interval": 0.005,
        "retry.jitter": false,
      ])
    let latency = calls.latency
    #expect(isClose(latency.mean.point, 0.0102724101756))
    #expect(isClose(latency.p99.point, 0.0510541915961, 1e-3))
    #expect(!latency.mean.omissions.contains(.timeouts))
    #expect(!latency.mean.omissions.contains(.retries))
    #expect(isClose(calls.analysis.attemptFailures(ofLink: 0).point, 0.0497870683679))
  }

  @Test func attemptsThatFail() {
    var calls = Calls()
    calls.callee("b", 0.01)
    calls.call(
      "b",
      [
        "timeout": 0.03, "failure_rate": 0.1, "retry.max_attempts": 3, "retry.backoff": "exponential",
        "retry.initial_interval": 0.005, "retry.jitter": false,
      ])
    #expect(isClose(calls.latency.mean.point, 0.0120110209848))
    #expect(isClose(calls.analysis.attemptFailures(ofLink: 0).point, 0.144808361531))
  }

  @Test func unstatedRepetitionsAreLeftOut() {
    var calls = Calls()
    calls.callee("b", 0.01)
    calls.call("b", ["timeout": 0.03])
    #expect(calls.latency.mean.omissions.contains(.retries))
    #expect(isClose(calls.latency.mean.point, 0.01 * (1 - 0.0497870683679)))
  }

  @Test func generousTimeoutsChangeNothing() {
    var calls = Calls()
    calls.callee("b", 0.01)
    calls.call("b", ["timeout": 1, "retry.max_attempts": 3, "retry.backoff": "none"])
    #expect(isClose(calls.latency.p99.point, 0.0460517018599, 1e-9))
  }

  /// A caller that gives up in time still has no answer.
  @Test func noTimeoutMakesAnOverloadFinite() {
    var calls = Calls()
    calls.callee("b", 10, ["workers": 1])
    calls.call("b", ["timeout": 0.03, "retry.max_attempts": 2, "retry.backoff": "none"])
    #expect(calls.latency.mean.point == .infinity)
    #expect(calls.latency.p50.point == .infinity)
    #expect(calls.analysis.attemptFailures(ofLink: 0).point == 1)
  }

  @Test func hedgingAndDeadlines() {
    var hedged = Calls()
    hedged.callee("b", 0.01)
    hedged.call("b", ["hedging": 0.02])
    #expect(isClose(hedged.latency.mean.point, 0.00932332358382))
    #expect(isClose(hedged.latency.p99.point, 0.0330258509299))
    var cut = Calls()
    cut.callee("b", 0.01)
    cut.call("b", ["deadline": 0.03])
    #expect(isClose(cut.latency.mean.point, 0.01 * (1 - 0.0497870683679)))
  }

  private func cached(_ hits: Double) -> ResponseTime {
    var calls = Calls()
    calls.shop.store(
      "cache", ["workers": 1000, "partitions": 1, "replicas.min": 1, "replicas.max": 1, "service_time.mean": 0.001])
    calls.callee("b", 0.02)
    calls.shop.link(
      "a", "b",
      ["access": "read", "timeout": .none, "cache.in": .to("cache"), "cache.hit_rate": .number(hits, .stated)])
    return calls.latency
  }

  @Test func caches() {
    let usual = cached(0.8)
    #expect(isClose(usual.mean.point, 0.005, 1e-9))
    #expect(isClose(usual.p50.point, 0.000969468370815, 1e-3))
    #expect(isClose(usual.p99.point, 0.0609405113588))
    #expect(isClose(cached(1).p99.point, 0.00460517018599, 1e-9))
    // Never a hit: 1 ms and 20 ms in a row.
    #expect(isClose(cached(0).mean.point, 0.021, 1e-9))
    #expect(isClose(cached(0).p95.point, 0.0609405113588))
  }

  @Test func visitsAndGroups() {
    var several = Calls()
    several.callee("b", 0.02)
    several.call("b", ["visits": 3])
    #expect(isClose(several.latency.p95.point, 0.125915872437))
    var parallel = Calls()
    parallel.callee("b", 0.01)
    parallel.call("b", ["visits": 100, "parallel": "g"])
    #expect(isClose(parallel.latency.mean.point, 0.0518737751764))
    #expect(isClose(parallel.latency.p99.point, 0.0920536966402))
    var pair = Calls()
    pair.callee("b", 0.01)
    pair.callee("c", 0.03)
    pair.call("b", ["parallel": "g"])
    pair.call("c", ["parallel": "g"])
    #expect(isClose(pair.latency.mean.point, 0.0325))
    #expect(isClose(pair.latency.p95.point, 0.0899428076127))
    #expect(pair.latency.p95.assumptions.contains(.independentTimes))
  }

  @Test func mixedShapes() {
    var calls = Calls()
    calls.callee("b", 0.008, ["service_time.cv2": 0.25])
    // A spread of 1: p99 / mean = e^(2.3263… − 1/2).
    calls.callee("c", 0.005, ["service_time.p99": 0.0310558062126])
    calls.callee("d", 0.003)
    calls.call("b", ["latency": 0.002])
    calls.call("c")
    calls.call("d", ["visits": 2])
    #expect(isClose(calls.latency.mean.point, 0.023, 1e-6))
    for (found, expected) in [
      (calls.latency.p50, 0.0214971724216), (calls.latency.p95, 0.037948342619), (calls.latency.p99, 0.051763510688),
    ] {
      #expect(isClose(found.point, expected, 1e-3))
    }
  }

  @Test func distances() {
    func latency(_ here: [String], _ there: [String], _ link: [String: Fact] = [:]) -> Estimate {
      var calls = Calls(["regions": .words(here)])
      calls.callee("b", 0.01, ["regions": .words(there)])
      calls.call("b", link)
      calls.shop.distance("east", "west", 0.03)
      return calls.latency.mean
    }
    #expect(isClose(latency(["east"], ["west"]).point, 0.07, 1e-9))
    #expect(isClose(latency(["west"], ["east"]).point, 0.07, 1e-9))
    #expect(isClose(latency(["east"], ["east"]).point, 0.01, 1e-9))
    #expect(isClose(latency(["east"], ["west"], ["latency": 0.001]).point, 0.012, 1e-9))
    let either = latency(["east"], ["east", "west"])
    #expect(isClose(either.value?.low, 0.01, 1e-9))
    #expect(isClose(either.value?.high, 0.07, 1e-9))
    #expect(either.missing.count == 1)
    #expect(latency(["east"], ["south"]).omissions.contains(.networkLatency))
  }

  @Test func stepsAddUpToTheMean() {
    var calls = Calls(["service_time.mean": 0.005])
    calls.callee("b", 0.01)
    calls.callee("c", 0.02)
    calls.call("b", ["visits": 2, "latency": 0.001])
    calls.shop.link("b", "c", ["cache": .none, "visits": 0.5])
    calls.shop.queue("q")
    calls.shop.link("a", "q")
    let steps = calls.analysis.latencySteps(ofWorkload: 0)
    let sum = steps.reduce(Interval.zero) { $0 + $1.contribution }
    #expect(isClose(sum.point, calls.latency.mean.point ?? .nan, 1e-12))
    #expect(isClose(sum.point, 0.005 / (1 - 0.005) + 2 * (0.01 + 0.002 + 0.5 * 0.02), 1e-6))
    let names = steps.map { "\(calls.analysis.topology.id(of: $0.entity))" }
    #expect(names == ["a", "a -> b", "b", "c"])
    #expect(steps.map(\.visits.low) == [1, 2, 2, 1])
    #expect(steps.allSatisfy { !$0.isParallel })
  }

  /// Shared callees are computed once: the ways through this lattice of calls are too many to follow one by one.
  @Test func manyWaysAreNoTrouble() {
    var calls = Calls()
    for layer in 0..<12 {
      for index in 0..<2 { calls.callee("s\(layer)-\(index)", 0.001) }
    }
    for index in 0..<2 { calls.call("s0-\(index)", ["visits": 0.5]) }
    for layer in 1..<12 {
      for from in 0..<2 {
        for to in 0..<2 {
          calls.shop.link("s\(layer - 1)-\(from)", "s\(layer)-\(to)", ["cache": .none, "visits": 0.5])
        }
      }
    }
    #expect(isClose(calls.latency.mean.point, 0.012, 1e-9))
    #expect((calls.latency.p99.point ?? 0) > 0.02)
  }

  @Test func longChainsFallBackToTheFit() {
    var calls = Calls()
    for index in 0..<600 {
      calls.callee("s\(index)", 0.001)
      if index == 0 { calls.call("s0") } else { calls.shop.link("s\(index - 1)", "s\(index)", ["cache": .none]) }
    }
    let latency = calls.latency
    #expect(isClose(latency.mean.point, 0.6, 1e-9))
    #expect(latency.p99.formula == .chainFit)
    // SciPy: stats.gamma.ppf(0.99, 600, scale=0.001).
    #expect(isClose(latency.p99.point, 0.6584498734136, 1e-3))
  }
}
