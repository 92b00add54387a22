import Pseudorandom
import Analysis
import Testing
import Topology

@Suite struct CallTimeTests {
  /// `gate` calls `shop.buy`, which calls `bank.pay`.
  private func chain(
    _ outer: [String: Fact], _ inner: [String: Fact], pay: [String: Fact] = ["service_time.mean": 0.05]
  )
    -> (analysis: CapacityAnalysis, shop: Shop)
  {
    var shop = Shop()
    shop.service("gate")
    shop.operation("gate.in", ["service_time.mean": 0.001])
    shop.service("shop")
    shop.operation("shop.buy", ["service_time.mean": 0.01])
    shop.service("bank")
    shop.operation("bank.pay", pay)
    shop.link("gate.in", "shop.buy", outer)
    shop.link("shop.buy", "bank.pay", inner)
    return (CapacityAnalysis(of: shop.builder.finish()), shop)
  }

  private let twice: [String: Fact] = [
    "timeout": 0.3, "retry.max_attempts": 2, "retry.backoff": "constant", "retry.initial_interval": 0.1,
    "deadline": .none,
  ]

  @Test func attemptsAndWaitsAddUp() {
    let (analysis, shop) = chain(["timeout": 0.5, "retry": .none], twice)
    #expect(analysis.worstTime(ofLink: 1).point == 2 * 0.3 + 0.1)
    #expect(analysis.timeNeeded(byLink: 0).point == 0.01 + 0.7)
    #expect(analysis.worstTime(ofOperation: shop.operation(row: "gate.in")).point == 0.001 + 0.5)
    #expect(analysis.timeNeeded(byLink: 1).point == 0.05)
  }

  @Test func theDeadlineBoundsTheWholeCall() {
    let capped = twice.merging(["deadline": 0.4]) { $1 }
    #expect(chain([:], capped).analysis.worstTime(ofLink: 1).point == 0.4)
  }

  @Test func withoutATimeoutTheCalleeDecides() {
    let (analysis, _) = chain(["timeout": .none, "retry": .none], twice)
    #expect(analysis.worstTime(ofLink: 0).point == 0.71)
  }

  @Test func aCalleeThatHangsTakesTheWholeTimeout() {
    let (analysis, _) = chain(["timeout": 5, "retry": .none], twice)
    #expect(analysis.worstTime(ofLink: 0).point == 5)
  }

  @Test func whatIsNotStatedGivesBounds() {
    let (analysis, shop) = chain(["timeout": 5, "retry": .none], ["timeout": 0.3, "retry.max_attempts": 2])
    let topology = analysis.topology
    let call = analysis.worstTime(ofLink: 1)
    #expect(call.value == Interval(low: 0.3, high: .infinity))
    #expect(
      paths(call.missing, topology).sorted() == [
        "shop.buy -> bank.pay.deadline", "shop.buy -> bank.pay.retry.backoff",
      ])
    let needed = analysis.timeNeeded(byLink: 0)
    #expect(needed.value == Interval(low: 0.31, high: .infinity))
    #expect(paths(needed.missing, topology).contains("shop.buy -> bank.pay.retry.backoff"))
    #expect(shop.party("gate") == 0)
  }

  @Test func anUnknownServiceTimeIsMissing() {
    let estimate = chain([:], ["timeout": .none], pay: [:]).analysis.timeNeeded(byLink: 1)
    #expect(estimate.value == nil)
    #expect(estimate.missing.count == 1)
  }

  @Test func parallelCallsOverlap() {
    var shop = Shop()
    shop.service("page")
    shop.operation("page.show", ["service_time.mean": 0.01])
    for (name, timeout) in [("a", 0.2), ("b", 0.3), ("c", 0.4)] {
      shop.service(name)
      let group: [String: Fact] = name == "c" ? [:] : ["parallel": "parts"]
      shop.link(
        "page.show", name,
        group.merging(["timeout": .number(timeout, .stated), "retry": .none, "visits": 1.5]) { $1 })
    }
    let estimate = CapacityAnalysis(of: shop.builder.finish()).worstTime(ofOperation: 0)
    // One of each at a time, but for the sequential one, which comes up to twice.
    #expect(abs((estimate.point ?? 0) - (0.01 + 0.3 + 2 * 0.4)) < 1e-12)
  }

  @Test func exponentialWaitsDoubleUpToTheLongest() {
    let retry: [String: Fact] = [
      "retry.max_attempts": 6, "retry.backoff": "exponential", "retry.initial_interval": 1, "retry.max_interval": 5,
    ]
    #expect(chain([:], retry).analysis.retryWait(ofLink: 1).point == 17.0)
    let open = chain([:], retry.filter { $0.key != "retry.max_interval" }).analysis.retryWait(ofLink: 1)
    #expect(open.value == Interval(low: 5, high: 31))
  }

  @Test func aLoopWithoutATimeoutHasNoEnd() {
    var shop = Shop()
    for name in ["a", "b"] {
      shop.service(name)
      shop.operation("\(name).run", ["service_time.mean": 0.01])
    }
    shop.link("a.run", "b.run", ["timeout": .none, "retry": .none])
    shop.link("b.run", "a.run", ["timeout": .none, "retry": .none])
    let endless = CapacityAnalysis(of: shop.builder.finish())
    #expect(endless.worstTime(ofOperation: 0).value?.high == .infinity)
    #expect(endless.worstTime(ofOperation: 0).missing.isEmpty)
    var cut = Shop()
    for name in ["a", "b"] {
      cut.service(name)
      cut.operation("\(name).run", ["service_time.mean": 0.01])
    }
    cut.link("a.run", "b.run", ["timeout": .none, "retry": .none])
    cut.link("b.run", "a.run", ["timeout": 1, "retry": .none])
    #expect(CapacityAnalysis(of: cut.builder.finish()).worstTime(ofOperation: 0).point == 1.02)
  }
}

/// The longest time of a request, by following every call.
private func naiveTime(_ sketch: CallSketch, _ service: Int) -> Double {
  var total = sketch.services[service]["service_time.mean"]?.amount ?? .nan
  var groups: [String: Double] = [:]
  for call in sketch.calls where call.from == service && call.facts["mode"]?.word != "async" {
    let time = naiveCall(sketch, call)
    if let group = call.facts["parallel"]?.word {
      groups[group] = max(groups[group] ?? 0, time)
    } else {
      total += (call.facts["visits"]?.amount ?? .nan).rounded(.up) * time
    }
  }
  return total + groups.values.sorted().reduce(0, +)
}

private func naiveCall(_ sketch: CallSketch, _ call: CallSketch.Call) -> Double {
  let facts = call.facts
  var timeout = facts["timeout"]?.limit ?? .nan
  if timeout == .infinity { timeout = naiveTime(sketch, call.to) }
  let attempts = facts["retry.max_attempts"]?.amount ?? 1
  let deadline = facts["deadline"]?.limit ?? .infinity
  var total = 0.0
  var wait = facts["retry.initial_interval"]?.amount ?? 0
  for attempt in 0..<Int(min(attempts, 200)) {
    if attempt > 0, facts["retry.backoff"]?.word != "none" {
      total += min(wait, facts["retry.max_interval"]?.limit ?? .infinity)
      if facts["retry.backoff"]?.word == "exponential" { wait *= 2 }
    }
    total += timeout
  }
  if attempts.isInfinite, total > 0 { total = .infinity }
  return min(total, deadline)
}

@Test(arguments: UInt64(1)..<200) func worstTimesAreThoseOfEveryPath(seed: UInt64) {
  let sketch = CallSketch.random(seed)
  let analysis = CapacityAnalysis(of: sketch.topology)
  for service in sketch.services.indices {
    let expected = naiveTime(sketch, service)
    let time = analysis.worstTime(ofOperation: service)
    #expect(time.missing.isEmpty)
    let value = time.value ?? .zero
    #expect(value.low == value.high && (value.low == expected || abs(value.low - expected) < 1e-9 * expected))
  }
}

@Test(arguments: UInt64(1)..<120) func worstTimesHoldInEveryCompletion(seed: UInt64) {
  var random = SeededRandom(seed: seed)
  let open = CallSketch.random(seed, circles: seed % 3 == 0).forgetting(0.3, &random)
  let bounds = CapacityAnalysis(of: open.topology)
  for _ in 0..<12 {
    let exact = CapacityAnalysis(of: open.completed(&random).topology)
    for link in open.calls.indices {
      for figure in [CapacityAnalysis.worstTime(ofLink:), CapacityAnalysis.timeNeeded, CapacityAnalysis.retryWait] {
        let (bound, value) = (figure(bounds)(link), figure(exact)(link))
        guard bound.isApplicable else { continue }
        #expect((bound.value ?? .unbounded).holds(value.value ?? .zero))
        // Without a circle, only missing facts leave a figure open.
        #expect(bound.value?.isPoint == true || !bound.missing.isEmpty || seed % 3 == 0)
      }
    }
  }
}

extension Interval {
  /// Whether another interval lies in this one, but for rounding.
  func holds(_ other: Interval) -> Bool { low <= other.low * (1 + 1e-9) && other.high <= high * (1 + 1e-9) }
}
