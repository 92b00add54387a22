@testable import Analysis
import Testing
import Topology

private func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  abs((a ?? .nan) - b) <= tolerance * max(1, abs(b))
}

/// A producer without limits, a queue, and consumers that take 200/s with two replicas: 2 × 4 servers of 40 ms.
private func shop(
  _ workload: [String: Fact], queue: [String: Fact] = [:], consumer: [String: Fact] = [:]
) -> Shop {
  var shop = Shop()
  shop.service("producer", ["replicas.min": 1, "replicas.max": 1, "workers": 1000, "service_time.mean": 0.001])
  shop.queue("jobs", queue)
  shop.service(
    "consumer",
    ["replicas.min": 2, "replicas.max": 2, "concurrency": 4, "service_time.mean": 0.04].merging(consumer) { $1 })
  shop.link("producer", "jobs")
  shop.link("jobs", "consumer")
  shop.workload("w", entry: "producer", workload)
  return shop
}

private let burst: [String: Fact] = [
  "rate": 100, "peak": 500, "burst.factor": 5, "burst.ramp": 0, "burst.duration": 600,
]

private func analysis(_ shop: Shop) -> CapacityAnalysis { CapacityAnalysis(of: shop.builder.finish()) }

@Suite struct BurstTests {
  @Test func aBurstInFrontOfAQueue() {
    let shop = shop(burst)
    let analysis = analysis(shop)
    for party in ["jobs", "consumer"].map(shop.party) {
      #expect(isClose(analysis.burstBacklog(ofParty: party).point, 300 * 600))
      #expect(isClose(analysis.drainTime(ofParty: party).point, 1800))
      #expect(isClose(analysis.oldestAge(ofParty: party).point, 900))
      #expect(analysis.burstBacklog(ofParty: party).missing.isEmpty)
    }
    #expect(isClose(analysis.burstBacklog(ofLink: 1).point, 180_000))
    #expect(!analysis.burstBacklog(ofLink: 0).isApplicable)
    #expect(isClose(analysis.burstUtilization(ofParty: shop.party("consumer")).point, 2.5))
    #expect(isClose(analysis.burstUtilization(ofParty: shop.party("producer")).point, 0.0005))
    #expect(analysis.burstBacklog(ofParty: shop.party("producer")).point == 0)
  }

  @Test func scalingComesLate() {
    let consumer: [String: Fact] = [
      "replicas.max": 10, "scaling.mode": "auto", "scaling.reaction_time": 120,
    ]
    let known = shop(burst, consumer: consumer)
    #expect(isClose(analysis(known).burstBacklog(ofParty: known.party("jobs")).point, 36_000))
    #expect(isClose(analysis(known).drainTime(ofParty: known.party("jobs")).point, 72))
    #expect(isClose(analysis(known).oldestAge(ofParty: known.party("jobs")).point, 72, 1e-6))
    // Without the time: between at once and never.
    var open = consumer
    open["scaling.reaction_time"] = nil
    let shop = shop(burst, consumer: open)
    let backlog = analysis(shop).burstBacklog(ofParty: shop.party("jobs"))
    #expect(backlog.value == Interval(low: 0, high: 180_000))
    #expect(paths(backlog.missing, shop.builder.finish()) == ["consumer.scaling.reaction_time"])
  }

  @Test func theNeedIsThereAtTheTargetOfScaling() {
    // 30 s of ramp from 100/s: 80 % of 200/s are passed after 4.5 s, the servers come after 14.5 s, when 293/s arrive.
    let consumer: [String: Fact] = [
      "replicas.max": 10, "scaling.mode": "auto", "scaling.reaction_time": 10, "scaling.target": 0.8,
    ]
    let shop = shop(burst.merging(["burst.ramp": 30]) { $1 }, consumer: consumer)
    // From 7.5 s on more than 200/s: 7 s × 93.3/s / 2.
    #expect(isClose(analysis(shop).burstBacklog(ofParty: shop.party("jobs")).point, 7 * 7 * 400 / 30 / 2))
  }

  @Test func anUnstatedBurstIsAsked() {
    let open = shop(["rate": 100, "peak": 190])
    let backlog = analysis(open).burstBacklog(ofParty: open.party("jobs"))
    #expect(backlog.value == nil)
    #expect(paths(backlog.missing, open.builder.finish()) == ["w.burst"])
    let outlives = analysis(open).outlivesLimit(inQueue: open.party("jobs"))
    #expect(outlives.value == Interval(low: 0, high: 1))
    let none = shop(["rate": 100, "peak": 500, "burst": .none])
    #expect(analysis(none).burstBacklog(ofParty: none.party("jobs")).point == 0)
    let idle = shop(["rate": 0])
    #expect(analysis(idle).burstBacklog(ofParty: idle.party("jobs")).point == 0)
  }

  @Test func demandWithoutAnEntryMayComeAnywhere() {
    var shop = shop(burst)
    shop.workload("lost", entry: nil, ["rate": 1, "burst": .none])
    let backlog = analysis(shop).burstBacklog(ofParty: shop.party("jobs"))
    #expect(isClose(backlog.value?.low, 180_000))
    #expect(backlog.value?.high == .infinity)
    #expect(paths(backlog.missing, shop.builder.finish()) == ["lost.entry"])
    #expect(analysis(shop).burstUtilization(ofParty: shop.party("consumer")).value?.high == .infinity)
  }

  @Test func aBurstWithoutARampIsSudden() {
    let shop = shop(["rate": 100, "burst.factor": 5, "burst.duration": 600])
    let backlog = analysis(shop).burstBacklog(ofParty: shop.party("jobs"))
    #expect(isClose(backlog.point, 180_000))
    #expect(backlog.assumptions.contains(.suddenBurst))
  }

  @Test func aBurstShorterThanAServiceTimeMeetsIdleServers() {
    // 20 ms at 10,000/s: 200 come; half of the eight servers are idle, and half of a service time is over.
    let shop = shop(["rate": 100, "burst.factor": 100, "burst.ramp": 0, "burst.duration": 0.02])
    let backlog = analysis(shop).burstBacklog(ofParty: shop.party("jobs"))
    #expect(isClose(backlog.value?.high, (10_000 - 200) * 0.02))
    #expect(isClose(backlog.value?.low, (10_000 - 200) * 0.02 - 4 * 0.5))
  }

  @Test func severalBurstsBeginTogether() {
    var shop = shop(burst)
    shop.workload("v", entry: "producer", ["rate": 50, "burst.factor": 3, "burst.ramp": 0, "burst.duration": 100])
    let backlog = analysis(shop).burstBacklog(ofParty: shop.party("jobs"))
    #expect(isClose(backlog.point, (650 - 200) * 100 + (550 - 200) * 500))
    #expect(backlog.assumptions.contains(.jointBursts))
  }

  @Test func aSlowComponentHoldsBackWhatComesBehindIt() {
    var shop = shop(burst)
    shop.queue("mails")
    shop.service("mailer", ["replicas.min": 1, "replicas.max": 1, "workers": 6, "service_time.mean": 0.04])
    shop.link("consumer", "mails")
    shop.link("mails", "mailer")
    let analysis = analysis(shop)
    #expect(isClose(analysis.burstBacklog(ofParty: shop.party("mails")).point, 50 * 2400))
    #expect(isClose(analysis.burstUtilization(ofParty: shop.party("mailer")).point, 200 * 0.04 / 6))
  }

  @Test func aCohortThatStartsTogether() {
    let schedule: [String: Fact] = [
      "arrivals": "scheduled", "rate": 100, "schedule.period": 3600, "schedule.cohort": 180_000,
    ]
    let sudden = shop(schedule.merging(["schedule.jitter": .none]) { $1 })
    // 50/s beside the cohort; the producer is done with it after 0.18 s.
    #expect(isClose(analysis(sudden).burstBacklog(ofParty: sudden.party("jobs")).value?.high, 180_000, 1e-3))
    #expect(isClose(analysis(sudden).oldestAge(ofParty: sudden.party("jobs")).point, 900, 1e-3))
    #expect(isClose(analysis(sudden).drainTime(ofParty: sudden.party("jobs")).point, 1200, 1e-3))
    let spread = shop(schedule.merging(["schedule.jitter": 600]) { $1 })
    #expect(isClose(analysis(spread).burstBacklog(ofParty: spread.party("jobs")).point, (350 - 200) * 600))
  }

  @Test func whatFailsIsDeliveredAgain() {
    // Half of the deliveries fail, three at most: 1 + 1/2 + 1/4 for each message.
    let repeating: [String: Fact] = ["delivery": "at-least-once", "max_receives": 3]
    var shop = shop(burst, queue: repeating)
    shop.operation("consumer.handle", ["failure_rate": 0.5, "service_time.mean": 0.04])
    shop.queue("more", repeating)
    shop.link("producer", "more")
    shop.link("more", "consumer.handle")
    let analysis = analysis(shop)
    #expect(isClose(analysis.flow(ofLink: 3).point, 175))
    #expect(isClose(analysis.attempts(ofLink: 3).point, 3))
    #expect(isClose(analysis.surplus(ofParty: shop.party("more")).point, 175 * (1 - 200 / 275.0)))
  }

  @Test func everyGroupReceivesEveryMessage() {
    var shop = shop(burst)
    shop.service("audit", ["replicas.min": 1, "replicas.max": 1, "workers": 10, "service_time.mean": 0.04])
    shop.link("jobs", "audit")
    let analysis = analysis(shop)
    #expect(isClose(analysis.burstBacklog(ofLink: 2).point, 250 * 600))
    #expect(isClose(analysis.burstBacklog(ofParty: shop.party("jobs")).point, 180_000))
  }
}

@Suite struct QueueLossTests {
  private func loss(_ queue: [String: Fact], _ workload: [String: Fact] = burst) -> (Estimate, Estimate, Estimate) {
    let shop = shop(workload, queue: queue)
    let (analysis, jobs) = (analysis(shop), shop.party("jobs"))
    return (
      analysis.burstLoss(ofParty: jobs), analysis.outlivesLimit(inQueue: jobs), analysis.timeToLoss(ofQueue: jobs)
    )
  }

  @Test func aQueueThatIsTooShort() {
    #expect(isClose(loss(["max_length": 30_000, "overflow": "reject"]).0.point, 150_000))
    #expect(loss(["max_length": 30_000, "overflow": "block"]).0.point == 0)
    let open = loss(["max_length": 30_000]).0
    #expect(open.value?.low == 0)
    #expect(isClose(open.value?.high, 150_000))
    #expect(loss(["max_length": 200_000]).0.point == 0)
  }

  @Test func whatOutlivesTheRetention() {
    #expect(loss(["retention": 1800]).1.point == 0)
    #expect(loss(["retention": 600]).1.point == 1)
    #expect(loss(["ttl": 899]).1.point == 1)
    #expect(loss(["ttl": 901, "retention": 86_400]).1.point == 0)
    #expect(loss(["retention": .none]).1.point == 0)
    #expect(loss([:]).1.value?.isPoint == false)
  }

  @Test func whileTheConsumersAreDown() {
    #expect(loss(["retention": 604_800]).2.point == 604_800)
    #expect(loss(["retention": 604_800]).2.assumptions == [.oneQueueLimit])
    #expect(isClose(loss(["retention": 604_800, "max_length": 360_000, "overflow": "drop-oldest"]).2.point, 3600))
    #expect(loss(["retention": 604_800, "max_length": 360_000, "overflow": "block"]).2.point == 604_800)
    let open = loss(["retention": 604_800, "max_length": 360_000]).2
    #expect(open.value == Interval(low: 3600, high: 604_800))
    #expect(loss(["max_length": .none, "ttl": .none]).2.point == .infinity)
    #expect(loss(["retention": 60], ["rate": 0]).2.point == .infinity)
  }

  @Test func aComponentThatLetsOnlySomeWait() {
    var shop = Shop()
    shop.service(
      "a",
      [
        "replicas.min": 2, "replicas.max": 2, "concurrency": 4, "service_time.mean": 0.04, "queue_limit": 500,
        "load_balancing": "shared",
      ])
    shop.workload("w", entry: "a", burst)
    let analysis = analysis(shop)
    // 200/s are served and 1,000 wait; full after 1000 / 300 s.
    #expect(isClose(analysis.burstBacklog(ofParty: 0).point, 1000))
    #expect(isClose(analysis.burstLoss(ofParty: 0).point, 300 * 600 - 1000))
    #expect(isClose(analysis.oldestAge(ofParty: 0).point, 5))
  }

  @Test func steadySurplus() {
    let shop = shop(["rate": 250, "peak": 500])
    let (analysis, jobs) = (analysis(shop), shop.party("jobs"))
    #expect(isClose(analysis.surplus(ofParty: jobs).point, 50))
    #expect(isClose(analysis.surplus(ofParty: jobs, at: .peak).point, 300))
    #expect(analysis.burstBacklog(ofParty: jobs).point == .infinity)
    #expect(analysis.surplus(ofParty: shop.party("producer")).point == 0)
  }
}

@Suite struct LoadOfUnknownWorkTests {
  private func shop(_ service: [String: Fact], _ workload: [String: Fact] = burst) -> CapacityAnalysis {
    var shop = Shop()
    shop.service("a", ["replicas.min": 3, "replicas.max": 3].merging(service) { $1 })
    shop.operation("a.x", ["effect": "read"])
    shop.workload("w", entry: "a.x", workload)
    return analysis(shop)
  }

  /// Three of 120 a second, of which bursts of 500 a second leave 140 a second waiting.
  @Test func aMeasuredThroughputWorksBurstsOff() {
    let a = shop(["throughput_per_replica": 120])
    #expect(isClose(a.burstUtilization(ofParty: 0).point, 500 / 360.0))
    #expect(isClose(a.burstBacklog(ofParty: 0).point, 140 * 600))
    #expect(isClose(a.drainTime(ofParty: 0).point, 140 * 600 / 260.0))
  }

  @Test func howMuchWaitsIsOpenWhereNobodySaysHowLongItTakes() {
    let a = shop(["workers": 2])
    #expect(a.burstBacklog(ofParty: 0).value == nil)
    #expect(!a.burstBacklog(ofParty: 0).missing.isEmpty)
  }

  @Test func percentilesOfWhatMayTakeForEverAreOpen() {
    let a = shop(["workers": 2, "queue_limit": 5])
    #expect(a.acceptedResponse(ofParty: 0, percentile: 0.99).value == nil)
  }

  @Test func aCohortOfUnknownWorkWaitsForNobodyKnowsHowLong() {
    let schedule: [String: Fact] = [
      "arrivals": "scheduled", "schedule.period": 1, "schedule.cohort": 20, "schedule.jitter": .none,
    ]
    #expect(shop(["workers": 1], schedule).cohortWait(ofWorkload: 0).value == nil)
  }
}
