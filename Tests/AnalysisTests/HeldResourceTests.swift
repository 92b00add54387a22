@testable import Analysis
import Pseudorandom
import Testing
import Topology

/// Services that hold threads and connections while they wait for those with higher numbers.
private func randomChain(_ seed: UInt64) -> Shop {
  var random = SeededRandom(seed: seed)
  var shop = Shop()
  let count = 2 + random.below(5)
  for index in 0..<count {
    var facts: [String: Fact] = ["replicas.min": 1, "replicas.max": 1]
    facts["service_time.mean"] = .number(random.next(0.001...0.02), .stated)
    facts["concurrency"] = .number(Double(1 + random.below(30)), .stated)
    if random.below(2) == 0 { facts["workers"] = .number(Double(1 + random.below(6)), .stated) }
    shop.service("s\(index)", facts)
  }
  for index in 1..<count {
    let caller = random.below(index)
    let latency = Fact.number(random.below(2) == 0 ? 0 : random.next(0...0.01), .stated)
    shop.link("s\(caller)", "s\(index)", ["visits": .number(random.next(0.2...2), .stated), "latency": latency])
    if random.below(3) == 0 { shop.pool("s\(caller)", for: "s\(index)", Double(1 + random.below(8))) }
  }
  let rate = Fact.number(random.next(0.1...40), .stated)
  shop.workload("w", entry: "s0", ["rate": rate, "peak": rate])
  return shop
}

@Suite struct HeldResourceTests {
  /// What tells without a network that a resource carries enough may never say more than the network does.
  @Test(arguments: UInt64(1)..<80) func theLeastCapacityIsNone(seed: UInt64) throws {
    let analysis = CapacityAnalysis(of: randomChain(seed).builder.finish())
    let rates = analysis.state.rates(.peak)
    let longest = LongestInnerTimes(analysis.state)
    let time = HeldTime(state: analysis.state, stations: analysis.state.stations(.byScaling)) { rates[$0] }
    let reader = HeldResourceReader(analysis: analysis, replicas: .byScaling)
    var asked = 0
    for party in analysis.topology.rows(of: .party) {
      for resource in reader.resources(ofParty: party) {
        guard let entries = time.entries(resource, .worst) else { continue }
        let exact = time.networks(of: resource).capacity(.exact(ClosedNetworkSolutions()))
        #expect(longest.leastCapacity(of: resource, entries) <= exact.low * (1 + 1e-9))
        asked += 1
      }
    }
    #expect(asked > 0)
  }

  /// More threads, or more connections, never carry less.
  @Test(arguments: UInt64(1)..<40) func moreOfThemCarryMore(seed: UInt64) {
    let analysis = CapacityAnalysis(of: randomChain(seed).builder.finish())
    let rates = analysis.state.rates(.peak)
    let time = HeldTime(state: analysis.state, stations: analysis.state.stations(.byScaling)) { rates[$0] }
    let reader = HeldResourceReader(analysis: analysis, replicas: .byScaling)
    for resource in analysis.topology.rows(of: .party).flatMap({ reader.resources(ofParty: $0) }) {
      var before = 0.0
      for factor in [1.0, 2, 3, 10] {
        let carried = time.networks(of: resource.times(factor)).capacity(.exact(ClosedNetworkSolutions())).low
        #expect(carried >= before * (1 - 1e-9))
        before = carried
      }
    }
  }

  /// Of one station with as many clients as it has servers nobody waits: 16 threads for 9 ms at work and 6 ms below.
  @Test func threadsCarryWhatTheyAreHeldFor() {
    var shop = Shop()
    shop.service("a", ["replicas.min": 1, "replicas.max": 1, "concurrency": 16, "service_time.mean": 0.009])
    shop.operation("a.x")
    shop.store("db", ["replication": .none, "partitions": .none, "workers": 16, "service_time.mean": 0.006])
    shop.link("a.x", "db", ["access": "read", "cache": .none])
    shop.workload("w", entry: "a.x", ["rate": 50, "peak": 50])
    let rate = CapacityAnalysis(of: shop.builder.finish()).largestRate(ofWorkload: 0).rate.point
    #expect(abs((rate ?? 0) - 16 / 0.015) < 1e-6)
  }
}
