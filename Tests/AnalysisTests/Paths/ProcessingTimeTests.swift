import Analysis
import Testing
import Topology

@Suite struct ProcessingTimeTests {
  /// A queue whose messages `mail.send` takes, which calls a provider: 0.1 s and at most 2 s.
  private func estimate(_ delivery: [String: Fact], _ send: [String: Fact]) -> Estimate {
    var shop = Shop()
    shop.queue("tasks")
    shop.service("mail")
    shop.operation("mail.send", send)
    shop.service("provider")
    shop.operation("provider.deliver", ["service_time.mean": 1])
    shop.link("tasks", "mail.send", delivery)
    shop.link("mail.send", "provider.deliver", ["timeout": 2, "retry": .none])
    return CapacityAnalysis(of: shop.builder.finish()).processingTime(ofLink: 0)
  }

  private let mean: [String: Fact] = ["service_time.mean": 0.1]

  @Test func oneMessageTakesTheLongestWayThroughTheConsumer() {
    #expect(estimate(["batch_size": 1], mean).point == 2.1)
  }

  @Test func slowRequestsCountWhereTheyAreStated() {
    let slow = estimate(["batch_size": 1], ["service_time.mean": 0.1, "service_time.p99": 0.5])
    #expect(slow.point == 2.5)
    #expect(estimate(["batch_size": 1], ["service_time.p99": 0.5]).value == Interval(low: 2.5, high: .infinity))
  }

  @Test func itemsAreTakenOneAfterAnotherUnlessTheOperationTakesSeveral() {
    let batch: [String: Fact] = ["batch_size": 10]
    let assumed = estimate(batch, mean)
    #expect(assumed.point == 21)
    #expect(assumed.assumptions == [.singleItems])
    let single = estimate(batch, mean.merging(["batch.supported": false]) { $1 })
    #expect(single.point == 21)
    #expect(single.assumptions.isEmpty)
    #expect(estimate(batch, mean.merging(["batch.supported": true]) { $1 }).point == 2.1)
    #expect(estimate(batch, mean.merging(["batch.max": 4]) { $1 }).point == 3 * 2.1)
  }

  @Test func anUnstatedBatchHasNoUpperEnd() {
    let open = estimate([:], mean)
    #expect(open.value == Interval(low: 2.1, high: .infinity))
    #expect(open.missing.count == 1)
  }
}
