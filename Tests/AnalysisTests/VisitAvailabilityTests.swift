import Pseudorandom
@testable import Analysis
import Testing
import Topology

/// Services that call each other several times, or some of the times, and two stores: one has partitions, one a cache.
private struct RandomVisits {
  struct Link {
    var from: Int
    var to: Int
    var visits: Double
    var hits = 0.0
  }

  let count: Int
  let partitions: Int
  var shop = Shop()
  var links: [Link] = []
  /// Of the services, the cache and each partition of the store.
  var up: [Double] = []
  /// The services that ask all partitions, and those that ask one.
  var asksAll: Set<Int> = []
  var asksOne: Set<Int> = []

  private var cache: Int { count }
  private var store: Int { count + 1 }

  init(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    count = Int.random(in: 2...5, using: &random)
    partitions = Int.random(in: 1...3, using: &random)
    let chances = [0.9, 0.8, 0.7, 1]
    for index in 0..<count {
      up.append(chances[Int.random(in: 0..<4, using: &random)])
      shop.service("s\(index)", ["availability": .number(up[index], .stated)])
    }
    up.append(0.6)
    shop.store("cache", ["availability": 0.6, "role": "cache"])
    up += [Double](repeating: 0.8, count: partitions)
    shop.store("store", ["availability": 0.8, "partitions": .number(Double(partitions), .stated)])
    for to in 1..<count {
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let visits = [0.3, 0.5, 1, 1, 2, 3, 1.5, 2.5][Int.random(in: 0..<8, using: &random)]
        links.append(Link(from: Int.random(in: 0..<to, using: &random), to: to, visits: visits))
      }
    }
    for service in 0..<count {
      switch Int.random(in: 0..<5, using: &random) {
      case 0: links.append(Link(from: service, to: store, visits: 2, hits: 0.75))
      case 1: links.append(Link(from: service, to: store, visits: 0.5))
      case 2: asksAll.insert(service)
      default: break
      }
    }
    for link in links {
      var facts: [String: Fact] = ["required": .flag(true), "visits": .number(link.visits, .stated)]
      if link.to < count {
        shop.link("s\(link.from)", "s\(link.to)", facts)
      } else {
        facts["access"] = "read"
        if link.hits > 0 { facts.merge(["cache.in": .to("cache"), "cache.hit_rate": 0.75]) { $1 } }
        shop.link("s\(link.from)", "store", facts)
      }
    }
    for service in asksAll.sorted() {
      shop.link(
        "s\(service)", "store",
        ["required": .flag(true), "visits": 0.5, "access": "write", "fan_out": "all-partitions"])
    }
    shop.workload("w", entry: "s0", ["rate": 1, "peak": 1])
  }

  /// The share of visits of a service that succeed while it is given what is up, each of its visits on its own.
  private func share(_ service: Int, _ isUp: [Bool]) -> Double {
    guard isUp[service] else { return 0 }
    var result = 1.0
    for link in links where link.from == service {
      var call = link.to < count ? share(link.to, isUp) : isUp[store] ? 1 : 0
      if link.hits > 0, isUp[cache] { call = link.hits + (1 - link.hits) * call }
      var left = link.visits
      while left > 0 {
        result *= left >= 1 ? call : 1 - left + left * call
        left -= 1
      }
    }
    if asksAll.contains(service), isUp[store...].contains(false) { result *= 0.5 }
    return result
  }

  /// The sum over all states.
  func availability(without lost: Int? = nil, allUp: Bool = false) -> Double {
    var total = 0.0
    for state in 0..<1 << up.count {
      let isUp = up.indices.map { state >> $0 & 1 == 1 }
      var chance = 1.0
      for (index, isUp) in isUp.enumerated() {
        let share = index == lost ? 0 : allUp ? 1 : up[index]
        chance *= isUp ? share : 1 - share
      }
      if chance > 0 { total += chance * share(0, isUp) }
    }
    return total
  }
}

@Suite struct VisitAvailabilityTests {
  @Test(arguments: UInt64(0)..<150) func everyVisitHasItsOwnLuck(seed: UInt64) {
    let system = RandomVisits(seed: seed)
    let figure = CapacityAnalysis(of: system.shop.builder.finish()).availability(ofWorkload: 0)
    #expect(abs((figure.point ?? .nan) - system.availability()) < 1e-12)
    #expect(figure.formula == .structure)
  }

  @Test(arguments: UInt64(0)..<40) func aSingleLossStopsTheRequestsThatMeetIt(seed: UInt64) {
    let system = RandomVisits(seed: seed)
    let effects = CapacityAnalysis(of: system.shop.builder.finish()).failureEffects()
    for service in 0..<system.count {
      let share = effects.first { $0.loss == .component(service) }?.stops.first?.share.point ?? 0
      #expect(abs(share - (1 - system.availability(without: service, allUp: true))) < 1e-12)
    }
  }

  private func isClose(_ a: Double?, _ b: Double) -> Bool { abs((a ?? .nan) - b) < 1e-12 }

  private func chain(_ facts: [String: Fact] = [:]) -> Shop {
    var shop = Shop()
    shop.service("a", ["availability": 1])
    shop.service("b", ["availability": 1])
    shop.service("c", ["availability": 0.9])
    shop.link("a", "b", ["required": .flag(true)].merging(facts) { $1 })
    shop.link("b", "c", ["required": .flag(true), "visits": 0.3])
    shop.workload("w", entry: "a", ["rate": 1, "peak": 1])
    return shop
  }

  /// The request fails where `c` is down and one of the visits calls it.
  @Test func visitsOverTwoHops() {
    let five = CapacityAnalysis(of: chain(["visits": 5]).builder.finish()).availability(ofWorkload: 0)
    #expect(isClose(five.point, 0.9 + 0.1 * 0.16807))
    #expect(five.assumptions == [.steadyPlaces, .evenVisits])
    let once = CapacityAnalysis(of: chain().builder.finish()).availability(ofWorkload: 0)
    #expect(isClose(once.point, 0.97))
    #expect(once.assumptions == [.steadyPlaces])
    let more = CapacityAnalysis(of: chain(["visits": 2.5]).builder.finish()).availability(ofWorkload: 0)
    #expect(isClose(more.point, 0.9 + 0.1 * (0.49 + 0.343) / 2))
  }

  /// Each of three visits may ask any of ten at random: what they ask together has more levels than are kept apart.
  @Test func veryManyLevelsGiveCloseBounds() {
    var shop = Shop()
    shop.service("a", ["availability": 1])
    shop.service("b", ["availability": 1])
    shop.link("a", "b", ["required": .flag(true), "visits": 3])
    shop.service("hub", ["availability": 1])
    shop.link("b", "hub", ["required": .flag(true), "visits": 0.5])
    var up = [Double]()
    for index in 0..<10 {
      shop.service("c\(index)", ["availability": 0.99])
      up.append(0.1 + 0.05 * Double(index))
      shop.link("hub", "c\(index)", ["required": .flag(true), "visits": .number(up[index], .stated)])
    }
    shop.workload("w", entry: "a", ["rate": 1, "peak": 1])
    let figure = CapacityAnalysis(of: shop.builder.finish()).availability(ofWorkload: 0)
    var exact = 0.0
    for state in 0..<1 << 10 {
      var (chance, share) = (1.0, 1.0)
      for (index, visits) in up.enumerated() {
        let isUp = state >> index & 1 == 1
        chance *= isUp ? 0.99 : 0.01
        if !isUp { share *= 1 - visits }
      }
      let visit = 0.5 + 0.5 * share
      exact += chance * visit * visit * visit
    }
    #expect(figure.formula == .structureBounds)
    #expect((figure.value?.low ?? 1) <= exact && exact <= (figure.value?.high ?? 0))
    #expect((figure.value?.high ?? 1) - (figure.value?.low ?? 0) < 0.003)
  }

  @Test(arguments: UInt64(0)..<60) func visitsTakenForOneBoundThem(seed: UInt64) throws {
    let system = RandomVisits(seed: seed)
    let state = CapacityAnalysis(of: system.shop.builder.finish()).state.availability
    let exact = system.availability()
    for bound in [Bound.worst, .best] {
      let reading = StructureReading(bound, false, luck: .joint)
      let walk = state.graph.walk(from: state.graph.nodes.party(0), reading)
      let end = try #require(StructureFunction(exactly: StructureBuilder(walk, state.graph, state.failures)))
        .availability
      #expect(bound == .worst ? end <= exact + 1e-12 : end >= exact - 1e-12)
    }
  }

  private func partitioned(_ link: [String: Fact], _ store: [String: Fact] = [:]) -> Topology {
    var shop = Shop()
    shop.service("a", ["availability": 1])
    shop.store("db", ["availability": 0.98, "partitions": 4, "mttr": 3600].merging(store) { $1 })
    shop.link("a", "db", ["required": .flag(true), "access": "read"].merging(link) { $1 })
    shop.workload("w", entry: "a", ["rate": 1, "peak": 1])
    return shop.builder.finish()
  }

  @Test func allPartitionsMustAnswerWhereAllAreAsked() {
    let all = CapacityAnalysis(of: partitioned(["fan_out": "all-partitions"]))
    let up = 0.98 * 0.98 * 0.98 * 0.98
    #expect(isClose(all.availability(ofWorkload: 0).point, up))
    #expect(isClose(all.failureFrequency(ofWorkload: 0).point.map { $0 * 3600 }, 4 * up / 0.98 * 0.02))
    let cause = all.downtimeCauses(ofWorkload: 0).first
    #expect(isClose(cause.map { $0.downtime / CapacityAnalysis.secondsIn30Days }, 1 - up))
    #expect(cause?.importance == 1)
    #expect(!all.availability(ofWorkload: 0).assumptions.contains(.onePartition))
    let one = CapacityAnalysis(of: partitioned(["fan_out": "one"])).availability(ofWorkload: 0)
    #expect(isClose(one.point, 0.98))
    #expect(one.assumptions.contains(.onePartition))
  }

  @Test func soManyPartitionsAsNobodySays() {
    let topology = partitioned(["fan_out": "all-partitions"]).setting(
      Schema.named(.party, "partitions"), 1, to: .unknown)
    let figure = CapacityAnalysis(of: topology).availability(ofWorkload: 0)
    #expect(figure.value == Interval(low: 0, high: 0.98))
    #expect(paths(figure.missing, topology) == ["db.partitions"])
  }

  /// Copies of each partition, spread over the same zones: the zones fall for all of them at once.
  @Test func partitionsShareTheirZones() {
    var shop = Shop()
    shop.service("a", ["availability": 1])
    shop.store(
      "db",
      [
        "partitions": 2, "replicas.min": 2, "replicas.max": 2, "redundancy.need": 1, "mtbf": 100, "mttr": 10,
        "replication.topology": "leaderless",
      ])
    shop.names("db", "zones", ["k", "l"])
    shop.link("a", "db", ["required": .flag(true), "access": "read", "fan_out": "all-partitions"])
    shop.system(["failure_domains.zone.availability": 0.9, "common_cause": 0])
    shop.workload("w", entry: "a", ["rate": 1, "peak": 1])
    let figure = CapacityAnalysis(of: shop.builder.finish()).availability(ofWorkload: 0)
    // With both zones each partition needs one of two copies, with one zone its only copy.
    let both = 0.99 * 0.99
    #expect(isClose(figure.point, 0.81 * both + 2 * 0.09 * 0.81))
  }
}
