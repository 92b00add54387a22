import Pseudorandom
import Analysis
import Testing
import Topology

@Suite struct ChainTests {
  private func chain(_ links: [(String, String, [String: Fact])]) -> CapacityAnalysis {
    var shop = Shop()
    for name in Set(links.flatMap { [$0.0, $0.1] }).sorted() {
      shop.service(name, ["service_time.mean": 0.01])
    }
    for link in links { shop.link(link.0, link.1, link.2) }
    shop.workload("w", entry: "a", ["rate": 1, "peak": 2])
    return CapacityAnalysis(of: shop.builder.finish())
  }

  @Test func theDeepestChainCounts() {
    let analysis = chain([("a", "b", [:]), ("b", "c", [:]), ("a", "c", [:]), ("c", "d", [:])])
    #expect(analysis.synchronousDepth(ofWorkload: 0).point == 3)
    #expect(analysis.synchronousChain(ofWorkload: 0) == [0, 1, 3])
    #expect(analysis.synchronousParties(ofWorkload: 0) == [0, 1, 2, 3])
  }

  @Test func whoIsNotWaitedForBeginsAChain() {
    let analysis = chain([("a", "b", ["mode": "async"]), ("b", "c", [:]), ("c", "d", [:])])
    #expect(analysis.synchronousDepth(ofWorkload: 0).point == 2)
    #expect(analysis.synchronousChain(ofWorkload: 0) == [1, 2])
    #expect(analysis.synchronousParties(ofWorkload: 0) == [0])
  }

  @Test func aLoopHasNoEnd() {
    let analysis = chain([("a", "b", ["visits": 0.5]), ("b", "a", ["visits": 0.5])])
    #expect(analysis.synchronousDepth(ofWorkload: 0).value == Interval(low: 2, high: .infinity))
    #expect(analysis.synchronousChain(ofWorkload: 0).count <= 2)
  }

  @Test func visitsMultiplyAndAddUp() {
    let analysis = chain([
      ("a", "b", ["visits": 3]), ("a", "c", [:]), ("b", "d", ["visits": 2]), ("c", "d", ["visits": 4]),
    ])
    #expect((0..<4).map { analysis.visitsPerRequest(ofLink: $0).point } == [3, 1, 6, 4])
    #expect(analysis.fanOut(ofWorkload: 0).point == 6)
  }

  @Test func whatOverlapsIsCounted() {
    let analysis = chain([
      ("a", "b", ["parallel": "g", "visits": 3]), ("a", "c", ["parallel": "g"]), ("a", "d", [:]),
    ])
    #expect((0..<3).map { analysis.parallelWidth(ofLink: $0).point } == [4, 4, 1])
    var shop = Shop()
    shop.service("a")
    shop.store("db", ["partitions": 12])
    shop.store("open")
    shop.link("a", "db", ["fan_out": "all-partitions"])
    shop.link("a", "open", ["fan_out": "all-partitions"])
    let fan = CapacityAnalysis(of: shop.builder.finish())
    #expect(fan.parallelWidth(ofLink: 0).point == 12)
    #expect(fan.parallelWidth(ofLink: 1).value == Interval(low: 1, high: .infinity))
  }

  @Test func whoSaysNothingOfPartitionsMayAskThemAll() {
    var shop = Shop()
    for name in ["a", "b"] { shop.service(name) }
    shop.store("db", ["partitions": 12])
    shop.store("whole", ["partitions": .none])
    shop.link("a", "db")
    shop.link("a", "whole")
    shop.link("a", "b", ["visits": 3])
    shop.link("a", "db", ["fan_out": "one"])
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    #expect(analysis.parallelWidth(ofLink: 0).value == Interval(low: 1, high: 12))
    #expect(analysis.parallelWidth(ofLink: 0).missing.map(\.column) == [Facts.Link.fanOut])
    // Calls of which nobody says that they overlap run one after the other.
    #expect((1..<4).map { analysis.parallelWidth(ofLink: $0).point } == [1, 1, 1])
  }

  @Test func nobodyWaitsInAnEmptySystem() {
    let analysis = chain([
      ("a", "b", ["visits": 0.5, "latency": 0.001]), ("a", "c", ["parallel": "g"]),
      ("a", "d", ["parallel": "g", "visits": 2]), ("d", "c", [:]),
    ])
    // a, half of b with its network, the longer of c and d with its call of c.
    #expect(abs((analysis.unloadedLatency(ofWorkload: 0).point ?? 0) - (0.01 + 0.5 * 0.012 + 0.02)) < 1e-12)
    #expect(abs((analysis.longestPathLatency(ofWorkload: 0).point ?? 0) - (0.01 + 0.012 + 0.02)) < 1e-12)
  }
}

/// The longest chain of calls from a service, by following every path.
private func naiveDepth(_ sketch: CallSketch, _ service: Int) -> Int {
  sketch.calls.filter { $0.from == service && $0.facts["mode"]?.word != "async" }
    .map { 1 + naiveDepth(sketch, $0.to) }.max() ?? 0
}

private func reached(_ sketch: CallSketch) -> Set<Int> {
  var found: Set = [0]
  for call in sketch.calls.sorted(by: { $0.from < $1.from }) where found.contains(call.from) { found.insert(call.to) }
  return found
}

@Test(arguments: UInt64(1)..<100) func depthsAreThoseOfEveryPath(seed: UInt64) {
  let sketch = CallSketch.random(seed)
  let analysis = CapacityAnalysis(of: sketch.topology)
  let expected = reached(sketch).map { naiveDepth(sketch, $0) }.max() ?? 0
  #expect(analysis.synchronousDepth(ofWorkload: 0).point == Double(expected))
  let chain = analysis.synchronousChain(ofWorkload: 0)
  #expect(chain.count == expected)
  for (link, next) in zip(chain, chain.dropFirst()) { #expect(sketch.calls[link].to == sketch.calls[next].from) }
}

private func naiveUnloaded(_ sketch: CallSketch, _ service: Int, _ calls: (Double) -> Double) -> Double {
  var total = sketch.services[service]["service_time.mean"]?.amount ?? .nan
  var groups: [String: Double] = [:]
  for call in sketch.calls where call.from == service && call.facts["mode"]?.word != "async" {
    let (count, time) = (calls(call.facts["visits"]?.amount ?? 1), naiveUnloaded(sketch, call.to, calls))
    if let group = call.facts["parallel"]?.word {
      groups[group] = max(groups[group] ?? 0, min(1, count) * time)
    } else {
      total += count * time
    }
  }
  return total + groups.values.sorted().reduce(0, +)
}

@Test(arguments: UInt64(1)..<100) func unloadedTimesAreThoseOfEveryPath(seed: UInt64) {
  let sketch = CallSketch.random(seed)
  let analysis = CapacityAnalysis(of: sketch.topology)
  let mean = naiveUnloaded(sketch, 0) { $0 }
  let longest = naiveUnloaded(sketch, 0) { $0.rounded(.up) }
  #expect(abs((analysis.unloadedLatency(ofWorkload: 0).point ?? .nan) - mean) < 1e-9)
  #expect(abs((analysis.longestPathLatency(ofWorkload: 0).point ?? .nan) - longest) < 1e-9)
}

@Test(arguments: UInt64(1)..<60) func unloadedTimesHoldInEveryCompletion(seed: UInt64) {
  var random = SeededRandom(seed: seed)
  let open = CallSketch.random(seed, circles: seed % 3 == 0).forgetting(0.3, &random)
  let bounds = CapacityAnalysis(of: open.topology)
  for _ in 0..<8 {
    let exact = CapacityAnalysis(of: open.completed(&random).topology)
    for figure in [CapacityAnalysis.unloadedLatency, CapacityAnalysis.longestPathLatency] {
      guard let value = figure(exact)(0).value else { continue }
      #expect((figure(bounds)(0).value ?? .unbounded).holds(value))
    }
  }
}
