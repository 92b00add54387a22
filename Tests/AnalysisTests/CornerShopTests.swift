import Analysis
import Testing
import Topology

/// The figures of the documentation's example, computed by hand.
@Suite struct CornerShopTests {
  let shop = cornerShop()
  var topology: Topology { shop.builder.finish() }
  var analysis: CapacityAnalysis { CapacityAnalysis(of: topology) }

  @Test func demandFollowsTheLinks() {
    let analysis = analysis
    for name in ["storefront", "orders", "orders-db", "order-events", "shipping"] {
      #expect(analysis.arrivalRate(ofParty: shop.party(name)).point == 120)
      #expect(analysis.peakArrivalRate(ofParty: shop.party(name)).point == 900)
    }
    #expect(analysis.arrivalRate(ofOperation: shop.operation(row: "storefront.browse")).point == 0)
    #expect(!analysis.arrivalRate(ofParty: shop.party("shoppers")).isApplicable)
    #expect(analysis.peakWriteRate(ofParty: shop.party("orders-db")).point == 900)
    #expect(analysis.readRate(ofParty: shop.party("orders-db")).point == 0)
  }

  @Test func utilizationAtRate() {
    let storefront = analysis.utilization(ofParty: shop.party("storefront"))
    #expect(abs((storefront.point ?? 0) - 120 * 0.014 / 96) < 1e-12)
    #expect(storefront.basis == .stated)
    #expect(abs((analysis.utilization(ofParty: shop.party("shipping")).point ?? 0) - 0.6) < 1e-12)
    #expect(!analysis.utilization(ofParty: shop.party("order-events")).isApplicable)
  }

  @Test func utilizationAtPeakIsBoundedWhereScalingIsNotStated() {
    let peak = analysis.peakUtilization(ofParty: shop.party("storefront"))
    #expect(abs((peak.value?.high ?? 0) - 900 * 0.014 / 96) < 1e-12)
    #expect(abs((peak.value?.low ?? 0) - 900 * 0.014 / 384) < 1e-12)
    #expect(paths(peak.missing, topology) == ["storefront.scaling"])
  }

  @Test func writesAtTheLeader() {
    let writes = analysis.writeUtilization(ofParty: shop.party("orders-db"))
    #expect(abs((writes.value?.high ?? 0) - 0.3375) < 1e-12)
    #expect(paths(writes.missing, topology) == ["orders-db.partitions"])
    let whole = topology.setting(Facts.Party.partitions, shop.party("orders-db"), to: Cell(.none, basis: .assumed))
    let settled = CapacityAnalysis(of: whole).writeUtilization(ofParty: shop.party("orders-db"))
    #expect(abs((settled.point ?? 0) - 0.3375) < 1e-12)
    #expect(settled.missing.isEmpty)
    #expect(settled.basis == .assumed)
    let total = CapacityAnalysis(of: whole).peakUtilization(ofParty: shop.party("orders-db"))
    #expect(abs((total.point ?? 0) - 0.3375) < 1e-12)
  }

  @Test func shippingIsTheBottleneck() {
    let largest = analysis.largestRate(ofWorkload: 0)
    #expect(abs((largest.rate.point ?? 0) - 200) < 1e-9)
    #expect(largest.rate.missing.isEmpty)
    #expect(largest.limits.first?.party == shop.party("shipping"))
    #expect(largest.limits.first?.operation == shop.operation(row: "shipping.ship"))
    #expect(largest.limits.first?.isAsynchronous == true)
    #expect(largest.limits.count == 3)
    #expect(largest.limits.dropFirst().allSatisfy { !$0.isAsynchronous })
    let factor = analysis.largestPeakFactor()
    #expect(abs((factor.rate.point ?? 0) - 200.0 / 900) < 1e-12)
  }

  @Test func theBacklogGrowsAtPeak() {
    let backlogs = analysis.backlogs(ofWorkload: 0)
    #expect(backlogs.count == 1)
    #expect(backlogs.first?.party == shop.party("shipping"))
    #expect(backlogs.first?.queue == shop.party("order-events"))
    #expect(abs((backlogs.first?.growth.point ?? 0) - 700) < 1e-9)
  }

  @Test func everyAttemptFailing() {
    let amplification = analysis.amplification(ofParty: shop.party("orders-db"), byWorkload: 0)
    #expect(amplification.point == 6)
    #expect(paths(amplification.missing, topology) == ["orders.create -> orders-db.retry"])
    #expect(analysis.arrivalRate(ofParty: shop.party("orders-db"), at: .everyAttemptFails).point == 5400)
    #expect(analysis.attempts(ofLink: 0).point == 3)
    #expect(analysis.attempts(ofLink: 1).point == 2)
    #expect(analysis.attempts(ofLink: 2).value == nil)
  }

  @Test func replicasForThePeak() {
    // 900 × 9 ms = 8.1 busy servers, 16 to a replica, 70 %: 0.7. Held for the 6 ms
    // of the write too, they are 13.5: 1.2.
    #expect(analysis.replicasNeeded(ofParty: shop.party("orders")).point == 2)
    #expect(analysis.replicasNeeded(ofParty: shop.party("orders")).assumptions == [.targetUtilization])
    // 900 × 40 ms = 36 busy servers; the 12 partitions keep no more than 12 of them busy.
    #expect(analysis.replicasNeeded(ofParty: shop.party("shipping")).point == .infinity)
    // At the ordinary rate 120 × 40 ms = 4.8 busy servers, 4 to a replica, 70 %: 1.7.
    #expect(analysis.replicasNeeded(ofParty: shop.party("shipping"), at: .rate).point == 2)
  }

  @Test func theAnswerTakesAboutTheServiceTimesOnTheWay() {
    let latency = analysis.latency(ofWorkload: 0)
    // 14 ms + 9 ms + 6 ms with nearly no waiting; the range is how requests may be spread over replicas.
    #expect(abs((latency.mean.value?.low ?? 0) - 0.029) < 1e-4)
    #expect((latency.mean.value?.high ?? 0) < 0.030)
    // SciPy: root of the tail of the three exponential times in a row.
    #expect(abs((latency.p99.value?.low ?? 0) / 0.086_209_382_621_928 - 1) < 1e-3)
    // The consumer behind the queue takes no part in it.
    #expect(!latency.mean.inputs.contains { $0.entity == EntityID(.party, shop.party("shipping")) })
  }
}
