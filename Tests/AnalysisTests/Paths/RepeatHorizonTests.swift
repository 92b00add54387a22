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
