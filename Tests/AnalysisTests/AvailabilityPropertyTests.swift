import Pseudorandom
@testable import Analysis
import Testing
import Topology

/// Services that call each other at random, also in circles, in two zones, with one or two copies each.
private struct RandomSystem {
  struct Link {
    var from: Int
    var to: Int
    var isRequired: Bool
  }

  let count: Int
  var shop = Shop()
  var links: [Link] = []
  /// For each service the zone of each copy.
  var zones: [[Int]] = []
  /// For each service the share of time that a copy is up, and how many must be.
  var copies: [(up: Double, needed: Int)] = []
  let zoneUp = [0.9, 0.9]

  init(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    count = 2 + Int(seed % 4)
    for index in 0..<count {
      let homes = [[0], [1], [0, 1]][Int.random(in: 0..<3, using: &random)]
      let number = homes.count == 2 ? 2 : Int.random(in: 1...2, using: &random)
      let needed = Int.random(in: 1...number, using: &random)
      let repair = Double.random(in: 1...400, using: &random)
      zones.append((0..<number).map { homes[$0 % homes.count] })
      copies.append(((1000 - repair) / 1000, needed))
      shop.service(
        "s\(index)",
        [
          "replicas.min": .number(Double(number), .stated), "replicas.max": .number(Double(number), .stated),
          "redundancy.need": .number(Double(needed), .stated), "mtbf": 1000, "mttr": .number(repair, .stated),
        ])
      shop.names("s\(index)", "zones", homes.map { "z\($0)" })
    }
    for _ in 0..<count + 1 {
      let link = Link(
        from: Int.random(in: 0..<count, using: &random), to: Int.random(in: 0..<count, using: &random),
        isRequired: Int.random(in: 0..<4, using: &random) > 0)
      links.append(link)
      shop.link("s\(link.from)", "s\(link.to)", ["required": .flag(link.isRequired)])
    }
    shop.system(["failure_domains.zone.availability": .number(zoneUp[0], .stated), "common_cause": 0])
    shop.workload("w", entry: "s0", ["rate": 1, "peak": 1])
  }

  /// The services that an answer of `s0` needs.
  private var needed: Set<Int> {
    var result: Set<Int> = [0]
    while true {
      let more = links.filter { $0.isRequired && result.contains($0.from) }.map(\.to)
      if result.isSuperset(of: more) { return result }
      result.formUnion(more)
    }
  }

  /// The sum over all states of zones and copies, with one service or zone held down if wanted.
  func availability(withoutService: Int? = nil, withoutZone: Int? = nil, allUp: Bool = false) -> Double {
    let all = zones.indices.flatMap { service in zones[service].map { (service, $0) } }
    let needed = needed
    var total = 0.0
    for state in 0..<1 << (all.count + 2) {
      var chance = 1.0
      var isZoneUp = [true, true]
      for zone in 0..<2 {
        isZoneUp[zone] = state >> (all.count + zone) & 1 == 1
        let up = withoutZone == zone ? 0 : allUp ? 1 : zoneUp[zone]
        chance *= isZoneUp[zone] ? up : 1 - up
      }
      var left = [Int](repeating: 0, count: zones.count)
      for (position, copy) in all.enumerated() {
        let isUp = state >> position & 1 == 1
        let up = withoutService == copy.0 ? 0 : allUp ? 1 : copies[copy.0].up
        chance *= isUp ? up : 1 - up
        if isUp, isZoneUp[copy.1] { left[copy.0] += 1 }
      }
      if chance > 0, needed.allSatisfy({ left[$0] >= copies[$0].needed }) { total += chance }
    }
    return total
  }
}

@Test(arguments: UInt64(0)..<60) func availabilityIsTheSumOverAllStates(seed: UInt64) {
  let system = RandomSystem(seed: seed)
  let analysis = CapacityAnalysis(of: system.shop.builder.finish())
  let figure = analysis.availability(ofWorkload: 0)
  #expect(abs((figure.point ?? .nan) - system.availability()) < 1e-12)
  for cause in analysis.downtimeCauses(ofWorkload: 0) {
    if case .component(let party) = cause.source, seed % 4 == 0 {
      let without = system.availability(withoutService: party)
      // Its importance is what the workload loses when it goes from up to down, zones apart.
      #expect(cause.importance >= system.availability() - without - 1e-12)
    }
  }
}

@Test(arguments: UInt64(0)..<40) func aSingleLossStopsWhatItStopsWithAllElseUp(seed: UInt64) {
  let system = RandomSystem(seed: seed)
  let analysis = CapacityAnalysis(of: system.shop.builder.finish())
  let effects = analysis.failureEffects()
  func share(_ loss: FailureEffect.Loss) -> Double {
    effects.first { $0.loss == loss }?.stops.first?.share.point ?? 0
  }
  for service in 0..<system.count {
    #expect(abs(share(.component(service)) - (1 - system.availability(withoutService: service, allUp: true))) < 1e-12)
    #expect(analysis.stoppedWorkloads(ofParty: service).point == share(.component(service)))
  }
  for zone in 0..<2 {
    #expect(abs(share(.zone("z\(zone)")) - (1 - system.availability(withoutZone: zone, allUp: true))) < 1e-12)
  }
}

/// What is known less of gives wider bounds around what the whole gives.
@Test(arguments: UInt64(0)..<60) func boundsHoldEveryCompletion(seed: UInt64) {
  var random = SeededRandom(seed: seed &* 7919)
  let system = RandomSystem(seed: seed)
  let whole = system.shop.builder.finish()
  let exact = CapacityAnalysis(of: whole).availability(ofWorkload: 0).point ?? .nan
  let columns = ["replicas.min", "redundancy.need", "mtbf", "mttr"].compactMap { Schema.table(.party).column($0) }
  var fewer = whole
  for party in 0..<system.count {
    guard let column = columns.randomElement(using: &random) else { continue }
    fewer = fewer.setting(column, party, to: .unknown)
  }
  let figure = CapacityAnalysis(of: fewer).availability(ofWorkload: 0)
  let bounds = figure.value ?? Interval(low: 0, high: 1)
  #expect(bounds.low <= exact + 1e-12 && exact <= bounds.high + 1e-12)
  #expect(!figure.missing.isEmpty || bounds.isPoint)
}

@Test(arguments: UInt64(0)..<30) func boundsOfALargeDiagramHoldTheExactValue(seed: UInt64) throws {
  let system = RandomSystem(seed: seed)
  let state = CapacityAnalysis(of: system.shop.builder.finish()).state.availability
  let entry = state.graph.nodes.party(0)
  for bound in [Bound.worst, .best] {
    let builder = StructureBuilder(
      state.graph.walk(from: entry, StructureReading(bound, false)), state.graph, state.failures)
    var algebra = BoundsAlgebra(bound: bound, chances: builder.table.chances)
    let end = try builder.function(&algebra)
    if bound == .worst {
      #expect(end <= system.availability() + 1e-12)
    } else {
      #expect(end >= system.availability() - 1e-12)
    }
  }
}

@Test func hundredsOfComponentsInThreeZones() {
  var shop = Shop()
  let count = 300
  for index in 0..<count + 10 {
    shop.service("s\(index)", ["availability": 0.9999, "replicas.min": 2, "replicas.max": 2, "redundancy.need": 1])
    if index % 2 == 0 { shop.names("s\(index)", "zones", ["a", "b", "c"]) }
  }
  for index in 0..<count {
    for next in [1, 3, 7] { shop.link("s\(index)", "s\(index + next)", ["required": true]) }
  }
  shop.system(["failure_domains.zone.availability": 0.999])
  shop.workload("w", entry: "s0", ["rate": 1, "peak": 1])
  let analysis = CapacityAnalysis(of: shop.builder.finish())
  // Two zones hold the copies of each, one of which must be up.
  let up = (0..<count + 7).reduce(1 - 0.001 * 0.001) { product, _ in product * 0.9999 }
  #expect(abs((analysis.availability(ofWorkload: 0).point ?? .nan) - up) < 1e-9)
}

/// Every service makes some calls for some of its requests: far too many ways to be exact.
@Test func whatIsTooLargeGivesBounds() {
  var shop = Shop()
  let count = 120
  for index in 0..<count { shop.service("s\(index)", ["availability": 0.9999]) }
  for index in 0..<count {
    for step in [1, 7, 19, 31, 47] where index + step < count {
      shop.link("s\(index)", "s\(index + step)", ["required": true, "visits": 0.3])
    }
  }
  shop.workload("w", entry: "s0", ["rate": 1, "peak": 1])
  let figure = CapacityAnalysis(of: shop.builder.finish()).availability(ofWorkload: 0)
  #expect(figure.formula == .structureBounds)
  // At worst a request needs all of them, at best its entry alone.
  #expect(abs((figure.value?.high ?? .nan) - 0.9999) < 1e-12)
  let all = (0..<count).reduce(1.0) { product, _ in product * 0.9999 }
  #expect(abs((figure.value?.low ?? .nan) - all) < 1e-9)
}
