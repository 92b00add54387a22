import Pseudorandom
import Analysis
import Testing
import Topology

@Suite struct PathAttemptsTests {
  /// A client with 3 attempts, then three services: 2 attempts, 4 attempts.
  private func chain(mode: Fact = "sync") -> CapacityAnalysis {
    var shop = Shop()
    shop.party(.client, "k", ["retry.max_attempts": 3])
    for name in ["a", "b", "c"] { shop.service(name) }
    shop.link("k", "a")
    shop.link("a", "b", ["retry.max_attempts": 2, "mode": mode])
    shop.link("b", "c", ["retry.max_attempts": 4])
    return CapacityAnalysis(of: shop.builder.finish())
  }

  @Test func retriesMultiplyAlongThePath() {
    let analysis = chain()
    #expect((0..<3).map { analysis.pathAttempts(ofLink: $0).point } == [3, 6, 24])
    #expect(analysis.retryPath(toLink: 2) == [0, 1, 2])
  }

  @Test func whoIsNotWaitedForBeginsAPath() {
    let analysis = chain(mode: "async")
    #expect((0..<3).map { analysis.pathAttempts(ofLink: $0).point } == [3, 6, 4])
    #expect(analysis.retryPath(toLink: 2) == [2])
  }

  @Test func aWorkloadBringsItsClientsRetry() {
    var shop = Shop()
    shop.party(.client, "k", ["retry.max_attempts": 3])
    for name in ["a", "b"] { shop.service(name) }
    shop.link("a", "b", ["retry.max_attempts": 2])
    shop.workload("w", entry: "a", ["client": .to("k")])
    #expect(CapacityAnalysis(of: shop.builder.finish()).pathAttempts(ofLink: 0).point == 6)
  }

  @Test func theWholeComponentCallsForEachOfItsOperations() {
    var shop = Shop()
    shop.party(.client, "k")
    shop.service("a")
    shop.operation("a.x")
    shop.service("b")
    shop.link("k", "a.x", ["retry.max_attempts": 5])
    shop.link("a", "b", ["retry.max_attempts": 2])
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    #expect(analysis.pathAttempts(ofLink: 1).point == 10)
    #expect(analysis.pathAttempts(ofOperation: 0).point == 5)
    #expect(analysis.retryPath(toLink: 1) == [0, 1])
  }

  @Test func aLoopWithRetriesHasNoEnd() {
    var shop = Shop()
    for name in ["a", "b"] { shop.service(name) }
    shop.link("a", "b", ["retry.max_attempts": 2])
    shop.link("b", "a", ["retry": .none])
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    #expect(analysis.pathAttempts(ofLink: 0).value == Interval(low: 4, high: .infinity))
    #expect(analysis.pathAttempts(ofLink: 0).missing.isEmpty)
    var once = Shop()
    for name in ["a", "b"] { once.service(name) }
    once.link("a", "b", ["retry": .none])
    once.link("b", "a", ["retry": .none])
    #expect(CapacityAnalysis(of: once.builder.finish()).pathAttempts(ofLink: 0).point == 1)
  }

  @Test func whoMayHaveOtherCallersMayBeTriedMoreOften() {
    var shop = Shop()
    shop.service("a", ["links_complete": false])
    shop.service("b")
    shop.link("a", "b", ["retry.max_attempts": 2])
    let estimate = CapacityAnalysis(of: shop.builder.finish()).pathAttempts(ofLink: 0)
    #expect(estimate.value == Interval(low: 2, high: .infinity))
    #expect(estimate.missing.map(\.column) == [Facts.Party.linksComplete])
  }
}

/// The largest product of attempts over every path that ends in a link.
private func naiveAttempts(_ sketch: CallSketch, _ call: CallSketch.Call) -> Double {
  let own = max(1, call.facts["retry.max_attempts"]?.amount ?? 1)
  let client = call.from == 0 ? sketch.client["retry.max_attempts"]?.amount ?? 1 : 1
  let before = sketch.calls.filter { $0.to == call.from && $0.facts["mode"]?.word != "async" }
  return own * before.map { naiveAttempts(sketch, $0) }.reduce(client, max)
}

@Test(arguments: UInt64(1)..<200) func attemptsAreThoseOfTheWorstPath(seed: UInt64) {
  let sketch = CallSketch.random(seed)
  let analysis = CapacityAnalysis(of: sketch.topology)
  for (link, call) in sketch.calls.enumerated() {
    #expect(analysis.pathAttempts(ofLink: link).value == Interval(naiveAttempts(sketch, call)))
    let path = analysis.retryPath(toLink: link)
    let product = path.map { analysis.attempts(ofLink: $0).point ?? .nan }.reduce(1, *)
    #expect(product == naiveAttempts(sketch, call))
  }
}

@Test(arguments: UInt64(1)..<120) func attemptsHoldInEveryCompletion(seed: UInt64) {
  var random = SeededRandom(seed: seed)
  let open = CallSketch.random(seed, circles: seed % 3 == 0).forgetting(0.3, &random)
  let bounds = CapacityAnalysis(of: open.topology)
  for _ in 0..<12 {
    let exact = CapacityAnalysis(of: open.completed(&random).topology)
    for link in open.calls.indices {
      let value = exact.pathAttempts(ofLink: link).value ?? .zero
      #expect((bounds.pathAttempts(ofLink: link).value ?? .unbounded).holds(value))
    }
  }
}
