import Pseudorandom
import Analysis
import Testing
import Topology

@Suite struct RepeatHorizonTests {
  /// A client calls `shop.buy`, which puts a message into `events`, which `mail.send` takes.
  private func horizon(queue: [String: Fact], letters: [String: Fact] = [:]) -> Estimate {
    var shop = Shop()
    shop.party(.client, "k")
    shop.service("shop")
    shop.operation("shop.buy", ["service_time.mean": 0.01])
    shop.service("mail")
    shop.operation("mail.send", ["service_time.mean": 0.1])
    shop.queue("letters", letters)
    shop.queue("events", queue)
    shop.link(
      "k", "shop.buy",
      [
        "timeout": 2, "retry.max_attempts": 3, "retry.backoff": "constant", "retry.initial_interval": 1,
        "deadline": .none,
      ])
    shop.link("shop.buy", "events", ["timeout": 1, "retry": .none])
    shop.link("events", "mail.send")
    return CapacityAnalysis(of: shop.builder.finish()).repeatHorizon(ofOperation: 1)
  }

  private let once: [String: Fact] = [
    "delivery": "at-least-once", "max_receives": 5, "ack_deadline": 30, "retention": 3600, "ttl": .none,
    "dead_letter": .none, "replayable": false,
  ]

  @Test func retriesAndRedeliveryAddUp() {
    // Two more attempts of 2 s with 1 s between them, then four more deliveries.
    #expect(horizon(queue: once).point == 126.0)
  }

  @Test func messagesAreRedeliveredAsLongAsTheyAreKept() {
    let endless = once.merging(["max_receives": .number(.infinity, .stated)]) { $1 }
    #expect(horizon(queue: endless).point == 3606.0)
    #expect(horizon(queue: endless.merging(["ttl": 600]) { $1 }).point == 606.0)
  }

  @Test func deadLettersComeBack() {
    let parked = once.merging(["dead_letter": .to("letters")]) { $1 }
    #expect(horizon(queue: parked, letters: ["redrive_age": 86400]).point == 86526.0)
    let open = horizon(queue: parked)
    #expect(open.value == Interval(low: 126, high: .infinity))
    #expect(open.missing.count == 1)
  }

  @Test func replayReachesAsFarAsRetention() {
    #expect(horizon(queue: once.merging(["replayable": true]) { $1 }).point == 3606.0)
    #expect(horizon(queue: ["delivery": "at-most-once", "replayable": false, "dead_letter": .none]).point == 6)
  }

  @Test func whatIsNotStatedGivesBounds() {
    let open = horizon(queue: once.filter { $0.key != "delivery" })
    #expect(open.value == Interval(low: 6, high: 126))
    #expect(open.missing.count == 1)
  }

  @Test func aQueueStatesTheRedriveAgeOfItsDeadLettersOrTheyDo() {
    let parked = once.merging(["dead_letter": .to("letters"), "redrive_age": 3600]) { $1 }
    #expect(horizon(queue: parked).point == 126.0 + 3600)
    #expect(horizon(queue: parked, letters: ["redrive_age": 86400]).point == 126.0 + 3600)
    #expect(horizon(queue: parked.merging(["redrive_age": .none]) { $1 }).point == 126)
    // Whichever they are, they come no later than the queue says.
    let somewhere = parked.filter { $0.key != "dead_letter" }
    #expect(horizon(queue: somewhere).value == Interval(low: 126, high: 126 + 3600))
    #expect(horizon(queue: somewhere.merging(["redrive_age": .none]) { $1 }).point == 126)
  }

  @Test func whoEntersSomewhereMayAskAgainAnywhere() {
    func horizon(_ client: [String: Fact], _ workload: [String: Fact], entry: String?) -> Estimate {
      var shop = Shop()
      shop.party(.client, "k", client)
      for name in ["a", "b"] {
        shop.service(name)
        shop.operation("\(name).run")
      }
      shop.workload("w", entry: entry, workload)
      return CapacityAnalysis(of: shop.builder.finish()).repeatHorizon(ofOperation: 1)
    }
    let asks: [String: Fact] = ["client": .to("k")]
    #expect(horizon(["retry.max_attempts": 3], asks, entry: "a.run").point == 0)
    #expect(horizon(["retry.max_attempts": 3], asks, entry: nil).value == nil)
    #expect(horizon(["retry.max_attempts": 3], asks, entry: nil).missing.map(\.column) == [Facts.Workload.entry])
    #expect(horizon(["retry": .none], asks, entry: nil).point == 0)
    #expect(horizon([:], [:], entry: "b.run").missing.map(\.column) == [Facts.Workload.client])
  }

  /// Values of every fact of a queue and of the links around it that can bring a message again.
  private static let values: [String: [Fact]] = [
    "delivery": ["at-most-once", "at-least-once", "exactly-once"], "max_receives": [1, 3, .none],
    "ack_deadline": [30, .none], "retention": [60, 3600, .none], "ttl": [60, .none],
    "dead_letter": [.none, .to("letters")], "redrive_age": [600, .none], "replayable": [.flag(true), .flag(false)],
  ]
  private static let retry: [String: [Fact]] = [
    "timeout": [2], "retry.max_attempts": [1, 3], "retry.backoff": ["none", "constant"],
    "retry.initial_interval": [1, .none], "deadline": [.none, 3],
  ]

  private static func random(_ values: [String: [Fact]], _ random: inout SeededRandom) -> [String: Fact] {
    values.sorted { $0.key < $1.key }.reduce(into: [:]) { $0[$1.key] = $1.value.randomElement(using: &random) }
  }

  private static func thinned(_ facts: [String: Fact], _ random: inout SeededRandom) -> [String: Fact] {
    facts.sorted { $0.key < $1.key }.reduce(into: [:]) { kept, fact in
      if Double.random(in: 0..<1, using: &random) > 0.35 { kept[fact.key] = fact.value }
    }
  }

  @Test(arguments: UInt64(1)..<200) func theHorizonHoldsInEveryCompletion(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    func horizon(_ queue: [String: Fact], _ letters: [String: Fact], _ call: [String: Fact]) -> Estimate {
      var shop = Shop()
      shop.party(.client, "k")
      for name in ["shop.buy", "mail.send"] {
        shop.service(String(name.split(separator: ".")[0]))
        shop.operation(name, ["service_time.mean": 0.1])
      }
      shop.queue("letters", letters)
      shop.queue("events", queue)
      shop.link("k", "shop.buy", call)
      shop.link("shop.buy", "events", ["timeout": 1, "retry": .none])
      shop.link("events", "mail.send")
      return CapacityAnalysis(of: shop.builder.finish()).repeatHorizon(ofOperation: 1)
    }
    let queue = Self.thinned(Self.random(Self.values, &random), &random)
    let letters = Self.thinned(["redrive_age": 900], &random)
    let call = Self.thinned(Self.random(Self.retry, &random), &random)
    let bound = horizon(queue, letters, call)
    for _ in 0..<12 {
      var full = Self.random(Self.values, &random).merging(queue) { $1 }
      // The age that dead letters state holds for a queue that states none.
      if queue["redrive_age"] == nil, letters["redrive_age"] != nil { full["redrive_age"] = nil }
      let exact = horizon(
        full, ["redrive_age": 900], Self.random(Self.retry, &random).merging(call) { $1 })
      let value = exact.value ?? .zero
      #expect((bound.value ?? .unbounded).holds(value))
      #expect(bound.value?.isPoint == true || !bound.missing.isEmpty)
    }
  }

  @Test func aLoopOfRetriesHasNoEnd() {
    var shop = Shop()
    for name in ["a", "b"] { shop.service(name) }
    shop.operation("a.run")
    let retry: [String: Fact] = ["timeout": 1, "retry.max_attempts": 2, "retry.backoff": "none", "deadline": .none]
    shop.link("a.run", "b", retry)
    shop.link("b", "a.run", retry)
    #expect(
      CapacityAnalysis(of: shop.builder.finish()).repeatHorizon(ofOperation: 0).value
        == Interval(low: 1, high: .infinity))
  }
}
