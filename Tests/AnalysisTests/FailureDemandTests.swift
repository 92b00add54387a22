import Analysis
import Testing
import Topology

private func isClose(_ a: Double?, _ b: Double) -> Bool { abs((a ?? .nan) - b) < 1e-9 * max(1, abs(b)) }

/// Services `a`, `b`, `c`, `d` that call one after the other.
private func tiers(_ link: [String: Fact], last: [String: Fact], client: [String: Fact] = ["retry": .none])
  -> CapacityAnalysis
{
  var shop = Shop()
  shop.party(.client, "k", client)
  for name in ["a", "b", "c", "d"] {
    shop.service(name)
    shop.operation("\(name).x")
  }
  shop.link("a.x", "b.x", link)
  shop.link("b.x", "c.x", link)
  shop.link("c.x", "d.x", link.merging(last) { $1 })
  shop.workload("w", entry: "a.x", ["client": .to("k"), "rate": 100])
  return CapacityAnalysis(of: shop.builder.finish())
}

@Suite struct FailureDemandTests {
  private func rate(_ analysis: CapacityAnalysis, _ party: Int, _ load: LoadCase = .rate) -> Double? {
    analysis.arrivalRate(ofParty: party, at: load).point
  }

  /// The lowest call fails in 1 of 2 attempts, the one above it with `0.5³`, and so on: 1.75 × 1.140625 × 1.001956….
  @Test func failuresOfSeveralTiersMultiply() {
    let analysis = tiers(["retry.max_attempts": 3], last: ["failure_rate": 0.5])
    let upper = 1 + 0.5.cubed.cubed + 0.5.cubed.cubed * 0.5.cubed.cubed
    let middle = 1 + 0.125 + 0.125 * 0.125
    #expect(isClose(rate(analysis, 2), 100 * upper))
    #expect(isClose(rate(analysis, 3), 100 * upper * middle))
    #expect(isClose(rate(analysis, 4), 100 * upper * middle * 1.75))
    #expect(analysis.arrivalRate(ofParty: 2).assumptions == [.requiredLink])
    // With every attempt failing 27 of them reach the last.
    #expect(isClose(rate(analysis, 4, LoadCase(.rate, .least, .everyAttemptFails)), 2700))
  }

  /// Google SRE book, chapter 22: three tiers of four attempts.
  @Test func sixtyFour() {
    let analysis = tiers(["retry.max_attempts": 4], last: [:], client: ["retry": .none])
    #expect(isClose(analysis.amplification(ofParty: 4, byWorkload: 0).point, 64))
  }

  /// Of calls that few requests make, only those fail: `1 + p + p²` attempts with `p` = visits × failures.
  @Test(arguments: [(0.5, 0.2), (0.01, 0.5), (0.01, 1.0), (1, 0.3)])
  func aRareCallFailsFewRequests(visits: Double, failures: Double) {
    let rare: [String: Fact] = [
      "visits": .number(visits, .stated), "failure_rate": .number(failures, .stated), "retry": .none,
    ]
    var shop = Shop()
    shop.party(.client, "k", ["retry.max_attempts": 3])
    shop.service("a")
    shop.service("b")
    shop.link("k", "a")
    shop.link("a", "b", rare)
    shop.workload("w", entry: "a", ["client": .to("k"), "rate": 200])
    let failing = visits * failures
    #expect(isClose(rate(CapacityAnalysis(of: shop.builder.finish()), 1), 200 * (1 + failing + failing * failing)))
  }

  @Test func whatIsNotNeededFailsNobody() {
    for optional: [String: Fact] in [["required": false], ["fallback": "cached"], ["on_failure": "fail-open"]] {
      let analysis = tiers(["retry.max_attempts": 3], last: optional.merging(["failure_rate": 0.5]) { $1 })
      #expect(isClose(rate(analysis, 2), 100))
      #expect(isClose(rate(analysis, 4), 175))
    }
  }

  @Test func theClientRepeatsToo() {
    let analysis = tiers(
      ["retry": .none], last: ["failure_rate": 0.2], client: ["retry.max_attempts": 2])
    #expect(isClose(rate(analysis, 1), 120))
    #expect(isClose(rate(analysis, 4), 120))
    let open = tiers(["retry": .none], last: ["failure_rate": 0.2], client: [:])
    #expect(open.arrivalRate(ofParty: 1).value == Interval(low: 100, high: 125))
    #expect(paths(open.arrivalRate(ofParty: 1).missing, open.topology) == ["k.retry"])
  }

  /// A budget of 10 % leaves calls with what 1.1 attempts of 1 in 2 achieve.
  @Test func aBudgetHoldsRetriesDownAndLetsCallsFail() {
    let analysis = tiers(["retry.max_attempts": 2], last: ["failure_rate": 0.5, "retry.budget": 0.1])
    let calls = 1 - 1.1 * 0.5
    #expect(isClose(rate(analysis, 3), 100 * (1 + calls * calls) * (1 + calls)))
    #expect(isClose(rate(analysis, 4), 100 * (1 + calls * calls) * (1 + calls) * 1.1))
  }

  @Test func attemptsThatAlwaysFailAreAllMade() {
    #expect(isClose(rate(tiers(["retry.max_attempts": 3], last: ["failure_rate": 1]), 4), 2700))
  }
}

@Suite struct BatchTests {
  private func rates(_ link: [String: Fact], operation: [String: Fact] = [:]) -> (Interval?, Interval?, [String]) {
    var shop = Shop()
    shop.queue("q")
    shop.service("c", ["workers": 2, "replicas.min": 3, "replicas.max": 3])
    shop.operation("c.x", operation.merging(["service_time.mean": 0.05]) { own, _ in own })
    shop.link("q", "c.x", link)
    shop.workload("w", entry: "q", ["rate": 100, "peak": 100])
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    let rate = analysis.arrivalRate(ofParty: 1)
    return (rate.value, analysis.maxRate(ofWorkload: 0).value, paths(rate.missing, analysis.topology))
  }

  /// 6 consumers that take 10 messages in 50 ms: 1200 messages a second.
  @Test func aConsumerTakesSeveralMessagesInOneCall() {
    #expect(rates(["batch_size": 10]).0 == Interval(10))
    #expect(isClose(rates(["batch_size": 10]).1?.point, 1200))
    // Calls that somebody has counted are not divided again.
    #expect(rates(["batch_size": 10, "visits": 0.25]).0 == Interval(25))
  }

  @Test func aTargetThatTakesFewerIsCalledMoreOften() {
    // 10 messages in calls of 4, 4 and 2.
    #expect(isClose(rates(["batch_size": 10], operation: ["batch.max": 4]).0?.point, 30))
    #expect(isClose(rates(["batch_size": 10], operation: ["batch.max": 10]).0?.point, 10))
    #expect(isClose(rates(["batch_size": 10], operation: ["batch": .none]).0?.point, 100))
    #expect(isClose(rates(["batch_size": 10], operation: ["batch.supported": false]).0?.point, 100))
  }

  @Test func whoMayTakeSeveralLeavesBounds() {
    let (rate, largest, missing) = rates([:], operation: ["batch.max": 10])
    #expect(rate == Interval(low: 10, high: 100))
    #expect(isClose(largest?.low, 120) && isClose(largest?.high, 1200))
    #expect(missing == ["q -> c.x.batch_size"])
  }

  @Test func aQueueCountsMessages() {
    var shop = Shop()
    shop.service("p")
    shop.queue("q")
    shop.link("p", "q", ["batch_size": 20, "visits": 0.5])
    shop.workload("w", entry: "p", ["rate": 100])
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    #expect(analysis.arrivalRate(ofParty: 1).point == 1000)
    #expect(analysis.flow(ofLink: 0).point == 50)
  }
}

extension Double {
  fileprivate var cubed: Double { self * self * self }
}
