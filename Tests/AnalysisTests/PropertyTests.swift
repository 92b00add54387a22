import Pseudorandom
import Analysis
import Testing
import Topology

/// Services `s0…` that call each other at random, also in circles; gains are small enough to die out.
private func randomSystem(_ seed: UInt64) -> (shop: Shop, links: [(from: Int, to: Int, visits: Double)], count: Int) {
  var random = SeededRandom(seed: seed)
  let count = 2 + Int(seed % 9)
  var shop = Shop()
  for index in 0..<count {
    shop.service(
      "s\(index)", ["replicas.min": 1, "replicas.max": 1, "workers": 100, "service_time.mean": 0.001])
  }
  var links: [(from: Int, to: Int, visits: Double)] = []
  for _ in 0..<count * 2 {
    let link = (
      from: Int.random(in: 0..<count, using: &random), to: Int.random(in: 0..<count, using: &random),
      visits: Double.random(in: 0...0.3, using: &random)
    )
    links.append(link)
    shop.link("s\(link.from)", "s\(link.to)", ["visits": .number(link.visits, .stated)])
  }
  for index in 0..<2 {
    shop.workload("w\(index)", entry: "s\(index)", ["rate": 7, "peak": .number(Double(10 + index), .stated)])
  }
  return (shop, links, count)
}

@Test(arguments: UInt64(1)..<60) func flowIsConserved(seed: UInt64) {
  let (shop, links, count) = randomSystem(seed)
  let analysis = CapacityAnalysis(of: shop.builder.finish())
  guard analysis.loops.isEmpty else { return }
  for party in 0..<count {
    let arriving = analysis.peakArrivalRate(ofParty: party).point ?? .nan
    let entering = party == 0 ? 10.0 : party == 1 ? 11 : 0
    let handedOn = links.enumerated().filter { $1.to == party }.reduce(0.0) {
      $0 + (analysis.flow(ofLink: $1.offset, at: .peak).point ?? .nan)
    }
    #expect(abs(arriving - entering - handedOn) < 1e-9 * max(1, arriving))
    for (index, link) in links.enumerated() where link.from == party {
      let flow = analysis.flow(ofLink: index, at: .peak).point ?? .nan
      #expect(abs(flow - arriving * link.visits) < 1e-9 * max(1, arriving))
    }
  }
}

@Test(arguments: UInt64(1)..<60) func theLargestRateFillsTheBottleneckExactly(seed: UInt64) {
  let shop = randomSystem(seed).shop
  let topology = shop.builder.finish()
  let largest = CapacityAnalysis(of: topology).largestRate(ofWorkload: 0)
  guard let rate = largest.rate.point, rate > 0, rate.isFinite else { return }
  let raised = topology.setting(
    Facts.Workload.peak, 0, to: Cell(.value, basis: .stated, payload: Payload.number(rate)))
  let analysis = CapacityAnalysis(of: raised)
  let utilizations = topology.rows(of: .party).map { analysis.peakUtilization(ofParty: $0).point ?? .nan }
  #expect(abs((utilizations.max() ?? 0) - 1) < 1e-9)
  #expect(abs(utilizations[largest.limits[0].party] - 1) < 1e-9)
}

@Test(arguments: UInt64(1)..<15) func moreLoadNeverAnswersFaster(seed: UInt64) {
  let analysis = CapacityAnalysis(of: randomSystem(seed).shop.builder.finish())
  var before = 0.0
  for factor in [0.0, 0.1, 1, 10, 100, 1000, 1e9] {
    let mean = analysis.latency(ofWorkload: 0, at: .rate.scaled(by: factor)).mean.value?.high ?? .infinity
    #expect(mean >= before * (1 - 1e-9))
    before = mean
  }
}

@Test func aWorkloadOfRateZeroChangesNothing() {
  var shop = cornerShop()
  shop.workload("idle", entry: "storefront.browse", ["rate": 0, "peak": 0])
  let analysis = CapacityAnalysis(of: shop.builder.finish())
  #expect(abs((analysis.maxRate(ofWorkload: 0).point ?? 0) - 200) < 1e-9)
  #expect((analysis.maxRate(ofWorkload: 1).value?.low ?? 0) > 1000)
  #expect(analysis.parties(visitedBy: 1) == [shop.party("storefront")])
  #expect(analysis.workloads(visiting: shop.party("storefront")) == [0, 1])
}
