import Pseudorandom
import Analysis
import Testing
import Topology

/// Services that call each other; a link is required, optional, or nobody says which.
private struct NeedSketch {
  var count: Int
  var links: [(from: Int, to: Int, required: Bool?)]
  /// Who stands in for whom.
  var standbys: [Int: Int] = [:]
  var zones: [[String]?] = []

  static func random(_ seed: UInt64, count: Int, standbys: Bool) -> NeedSketch {
    var random = SeededRandom(seed: seed)
    var sketch = NeedSketch(count: count, links: [])
    for _ in 0..<count * 2 {
      let required: Bool?? = [true, true, false, nil].randomElement(using: &random)
      sketch.links.append(
        (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random), required ?? nil))
    }
    if standbys, count > 2 {
      for _ in 0..<2 {
        let (a, b) = (Int.random(in: 1..<count, using: &random), Int.random(in: 1..<count, using: &random))
        if a != b { sketch.standbys[a] = b }
      }
    }
    let sets: [[String]?] = [["a", "b", "c"], ["a", "b"], ["b"], nil]
    sketch.zones = (0..<count).map { _ in sets.randomElement(using: &random) ?? nil }
    return sketch
  }

  var topology: Topology {
    var shop = Shop()
    for index in 0..<count { shop.service("s\(index)") }
    for (standby, active) in standbys { shop.state("s\(standby)", ["standby_for": .to("s\(active)")]) }
    for (index, zones) in zones.enumerated() {
      if let zones { shop.state("s\(index)", ["zones": .words(zones)]) }
    }
    for link in links {
      shop.link("s\(link.from)", "s\(link.to)", link.required.map { ["required": .flag($0)] } ?? [:])
    }
    shop.workload("w", entry: "s0", ["rate": 1, "peak": 1])
    return shop.builder.finish()
  }

  /// Whether the entry answers when a service is lost, by taking it away and following every call.
  func answers(without lost: Int, countingUnsaid: Bool) -> Bool {
    var isUp = (0..<count).map { $0 != lost }
    func serves(_ service: Int) -> Bool {
      isUp[service] || standbys.contains { $0.value == service && isUp[$0.key] }
    }
    var isChanging = true
    while isChanging {
      isChanging = false
      for link in links where link.required ?? countingUnsaid {
        if isUp[link.from], !serves(link.to) {
          isUp[link.from] = false
          isChanging = true
        }
      }
    }
    return serves(0)
  }

  /// What a service needs, itself included.
  func closure(of start: Int, countingUnsaid: Bool) -> Set<Int> {
    var found: Set = [start]
    var isChanging = true
    while isChanging {
      isChanging = false
      for link in links where link.required ?? countingUnsaid {
        if found.contains(link.from), found.insert(link.to).inserted { isChanging = true }
      }
    }
    return found
  }
}

@Suite struct NeedTests {
  @Test func aStandbyTakesOver() {
    let chain = NeedSketch(count: 4, links: [(0, 1, true), (1, 2, true), (3, 2, true)], standbys: [3: 1])
    let analysis = CapacityAnalysis(of: chain.topology)
    // Losing 1 leaves 3; losing 2 takes both.
    #expect((0..<4).map { analysis.workloadsStopped(byParty: $0).count } == [1, 0, 1, 0])
    #expect(analysis.dominators(ofWorkload: 0)?.map(\.row) == [0, 2])
    #expect(analysis.dependencies(ofParty: 0).map(\.row) == [1, 2])
    #expect(analysis.dependants(ofParty: 2).map(\.row) == [0, 1, 3])
  }

  @Test func aLinkOfWhichNobodySaysWhetherItIsRequiredIsInDoubt() {
    let chain = NeedSketch(count: 3, links: [(0, 1, nil), (1, 2, true)])
    let analysis = CapacityAnalysis(of: chain.topology)
    let stopped = analysis.workloadsStopped(byParty: 2)
    #expect(stopped.count == 1)
    #expect(paths(stopped[0].doubts, analysis.topology) == ["s0 -> s1.required"])
    let share = analysis.servingWorkloadShare(ofParty: 2)
    #expect(share.point == 1)
    #expect(share.assumptions == [.requiredLink])
  }

  @Test func aFallbackMakesALinkOptional() {
    var shop = Shop()
    for name in ["a", "b", "c", "d"] { shop.service(name) }
    shop.link("a", "b", ["fallback": "cached"])
    shop.link("a", "c", ["on_failure": "fail-open"])
    shop.link("a", "d", ["on_failure": "fail-closed"])
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    #expect(analysis.dependencies(ofParty: 0).map(\.row) == [3])
  }

  @Test func zonesAreThoseThatAllNeedsShare() {
    var chain = NeedSketch(count: 3, links: [(0, 1, true), (1, 2, true)])
    chain.zones = [["a", "b", "c"], ["a", "b", "c"], ["b"]]
    let analysis = CapacityAnalysis(of: chain.topology)
    #expect((0..<3).map { analysis.effectiveZones(ofParty: $0).point } == [1, 1, 1])
    #expect(analysis.zonesNeeded(byParty: 0).zones.map(\.name) == ["b"])
    chain.zones[2] = nil
    let open = CapacityAnalysis(of: chain.topology).effectiveZones(ofParty: 0)
    #expect(open.value == Interval(low: 0, high: 3))
    #expect(open.missing.map(\.row) == [2])
    // What stands in elsewhere adds its zones.
    chain.zones = [["a", "b"], ["a"], ["b"]]
    chain.links = [(0, 1, true)]
    chain.standbys = [2: 1]
    #expect(CapacityAnalysis(of: chain.topology).effectiveZones(ofParty: 0).point == 2)
  }
}

@Test(arguments: UInt64(1)..<160) func whatStopsIsFoundByTakingEachAway(seed: UInt64) {
  let sketch = NeedSketch.random(seed, count: 2 + Int(seed % 6), standbys: seed % 2 == 0)
  let analysis = CapacityAnalysis(of: sketch.topology)
  var dominators: [Int] = []
  for party in 0..<sketch.count {
    let stopped = analysis.workloadsStopped(byParty: party)
    let surely = !sketch.answers(without: party, countingUnsaid: false)
    let perhaps = !sketch.answers(without: party, countingUnsaid: true)
    #expect(stopped.isEmpty == !perhaps)
    #expect(stopped.contains { $0.doubts.isEmpty } == surely)
    if perhaps { dominators.append(party) }
  }
  #expect(analysis.dominators(ofWorkload: 0)?.map(\.row) == dominators)
}

@Test(arguments: UInt64(1)..<40) func dependenciesAreWhatIsReached(seed: UInt64) {
  let sketch = NeedSketch.random(seed, count: 2 + Int(seed % 6), standbys: false)
  let analysis = CapacityAnalysis(of: sketch.topology)
  for party in 0..<sketch.count {
    let needed = sketch.closure(of: party, countingUnsaid: true)
    let surely = sketch.closure(of: party, countingUnsaid: false)
    let found = analysis.dependencies(ofParty: party)
    #expect(Set(found.map(\.row)) == needed.subtracting([party]))
    #expect(Set(found.filter(\.doubts.isEmpty).map(\.row)) == surely.subtracting([party]))
    let dependants = (0..<sketch.count).filter {
      $0 != party && sketch.closure(of: $0, countingUnsaid: true).contains(party)
    }
    #expect(analysis.dependants(ofParty: party).map(\.row) == dependants)
    let share = analysis.servingServiceShare(ofParty: party).point ?? .nan
    #expect(share == Double(dependants.count) / Double(sketch.count - 1))
    let zones = needed.map { sketch.zones[$0] }
    let shared = zones.compactMap { $0 }.map(Set.init).reduce(nil) { $0?.intersection($1) ?? $1 }
    let effective = analysis.effectiveZones(ofParty: party).value
    let isOpen = zones.contains { $0 == nil }
    if let shared, !(isOpen && shared.isEmpty) {
      #expect(effective == Interval(low: isOpen ? 0 : Double(shared.count), high: Double(shared.count)))
    }
  }
}

@Test func sharesCountMoreThanAWordHolds() {
  let sketch = NeedSketch.random(7, count: 150, standbys: false)
  let analysis = CapacityAnalysis(of: sketch.topology)
  for party in stride(from: 0, to: 150, by: 11) {
    let dependants = analysis.dependants(ofParty: party).count
    #expect(analysis.servingServiceShare(ofParty: party).point == Double(dependants) / 149)
  }
}

@Test(arguments: UInt64(1)..<120) func zonesNeededHoldInEveryCompletion(seed: UInt64) {
  var sketch = NeedSketch.random(seed, count: 2 + Int(seed % 4), standbys: seed % 3 != 0)
  // So few open facts that all combinations of their values can be tried.
  var open = 0
  for index in sketch.links.indices where sketch.links[index].required == nil {
    open += 1
    if open > 3 { sketch.links[index].required = seed % 2 == 0 }
  }
  for index in sketch.zones.indices.dropFirst(2) where sketch.zones[index] == nil {
    sketch.zones[index] = ["c"]
  }
  let analysis = CapacityAnalysis(of: sketch.topology)
  let completions = sketch.completions
  for party in 0..<sketch.count {
    let (zones, doubts) = analysis.zonesNeeded(byParty: party)
    let certain = Set(zones.filter(\.doubts.isEmpty).map(\.name))
    let possible = Set(zones.map(\.name))
    let seen = completions.map { $0.zonesNeeded(by: party) }
    #expect(seen.allSatisfy(certain.isSubset))
    if doubts.isEmpty { #expect(seen.allSatisfy(possible.isSuperset)) }
    // Nothing is in doubt that no completion bears out.
    #expect(certain == seen.reduce(seen[0]) { $0.intersection($1) })
    #expect(possible.isSubset(of: seen.reduce([]) { $0.union($1) }))
    #expect(doubts.isEmpty == !seen.contains { $0.contains("elsewhere") })
  }
}

extension NeedSketch {
  /// Every sketch in which everything is said that this one leaves open.
  fileprivate var completions: [NeedSketch] {
    var all = [self]
    for index in links.indices where links[index].required == nil {
      all = all.flatMap { sketch in
        [true, false].map { value in
          var other = sketch
          other.links[index].required = value
          return other
        }
      }
    }
    for index in zones.indices where zones[index] == nil {
      all = all.flatMap { sketch in
        [["a", "b"], ["a"], ["b"], ["c"], ["elsewhere"]].map { value in
          var other = sketch
          other.zones[index] = value
          return other
        }
      }
    }
    return all
  }

  /// The zones whose loss leaves a service without something that it needs, by taking each away and following every call.
  fileprivate func zonesNeeded(by service: Int) -> Set<String> {
    Set(zones.flatMap { $0 ?? [] }).filter { zone in
      var isUp = zones.map { $0 != [zone] }
      func serves(_ service: Int) -> Bool {
        isUp[service] || standbys.contains { $0.value == service && isUp[$0.key] }
      }
      var isChanging = true
      while isChanging {
        isChanging = false
        for link in links where link.required == true && isUp[link.from] && !serves(link.to) {
          isUp[link.from] = false
          isChanging = true
        }
      }
      return links.contains { $0.from == service && $0.to != service && $0.required == true && !serves($0.to) }
    }
  }
}
