import Analysis
import Testing
import Topology

private func isClose(_ a: Double?, _ b: Double) -> Bool { abs((a ?? .nan) - b) < 1e-9 }

private let needed: [String: Fact] = ["required": true]
private let single: [String: Fact] = ["replicas.min": 1, "replicas.max": 1]

/// A shop: `web` needs `orders` and can do without `ads`; `orders` hands messages to `mailer`.
private func shop() -> Shop {
  var shop = Shop()
  for name in ["web", "orders", "ads", "mailer"] { shop.service(name, single) }
  shop.queue("mails", single)
  shop.link("web", "orders", needed)
  shop.link("web", "ads", ["required": false])
  shop.link("orders", "mails", needed)
  shop.link("mails", "mailer")
  shop.workload("checkout", entry: "web", ["rate": 10, "peak": 20, "criticality": "tier-1"])
  shop.workload("banner", entry: "ads", ["rate": 100, "peak": 200, "criticality": "tier-3"])
  return shop
}

private struct Effects {
  let analysis: CapacityAnalysis
  let effects: [FailureEffect]

  init(_ shop: Shop) {
    analysis = CapacityAnalysis(of: shop.builder.finish())
    effects = analysis.failureEffects()
  }

  subscript(loss: FailureEffect.Loss) -> FailureEffect? { effects.first { $0.loss == loss } }
}

@Suite struct FailureEffectTests {
  @Test func whatIsNeededStopsTheWorkload() {
    let shop = shop()
    let effects = Effects(shop)
    for name in ["web", "orders", "mails"] {
      let effect = effects[.component(shop.party(name))]
      #expect(effect?.stops.map(\.workload) == [0])
      #expect(effect?.stops.first?.share == .one)
      #expect(effect?.lostRate == Interval(20))
    }
  }

  @Test func whatIsOptionalDegradesAndWhatWorksLaterDelays() {
    let shop = shop()
    let effects = Effects(shop)
    let ads = effects[.component(shop.party("ads"))]
    #expect(ads?.stops.map(\.workload) == [1])
    #expect(ads?.degrades == [0])
    let mailer = effects[.component(shop.party("mailer"))]
    #expect(mailer?.stops.isEmpty == true)
    #expect(mailer?.delays == [0])
  }

  @Test func theMostImportantWorkloadComesBeforeTheLargest() {
    let shop = shop()
    let components = Effects(shop).effects.compactMap { effect -> Int? in
      if case .component(let party) = effect.loss { party } else { nil }
    }
    #expect(components == ["web", "orders", "mails", "ads", "mailer"].map(shop.party))
  }

  @Test func aCutLinkCostsTheRequestsThatUseIt() {
    var shop = shop()
    shop.service("rare", single)
    let link = shop.link("web", "rare", needed.merging(["visits": 0.25]) { $1 })
    let effects = Effects(shop)
    #expect(effects[.link(0)]?.stops.first?.share == .one)
    #expect(effects[.link(1)]?.stops.isEmpty == true)
    #expect(effects[.link(1)]?.degrades == [0])
    #expect(effects[.link(link)]?.stops.first?.share == Interval(0.25))
    #expect(isClose(effects[.component(shop.party("rare"))]?.stops.first?.share.point, 0.25))
  }

  @Test func aZoneAHostAndAPlatformTakeSeveralWithThem() {
    var shop = shop()
    for name in ["web", "ads"] {
      shop.names(name, "zones", ["a"])
      shop.names(name, "hosts", ["rack-1"])
    }
    let topology = shop.builder.finish()
    let effects = CapacityAnalysis(of: topology).failureEffects()
    for loss in [FailureEffect.Loss.zone("a"), .host("rack-1")] {
      let effect = effects.first { $0.loss == loss }
      #expect(effect?.stops.map(\.workload) == [0, 1])
      #expect(effect?.lostRate == Interval(220))
    }
    // The most that one loss takes comes first.
    #expect(effects.first?.loss == .zone("a") || effects.first?.loss == .host("rack-1"))
  }

  @Test func whatIsLeftOfTooFewCopiesIsOverloaded() {
    var shop = Shop()
    shop.service(
      "a",
      ["replicas.min": 3, "replicas.max": 3, "workers": 1, "service_time.mean": 0.01, "redundancy.need": 1])
    shop.names("a", "zones", ["x", "y"])
    shop.workload("w", entry: "a", ["rate": 100, "peak": 250])
    let effects = Effects(shop)
    let replica = effects[.replica(0)]
    #expect(replica?.stops.isEmpty == true)
    #expect(replica?.overloads.map(\.cause) == [.fewerCopies])
    #expect(isClose(replica?.overloads.first?.utilization.point, 250 * 0.01 / 2))
    #expect(effects[.zone("x")]?.overloads.first?.party == 0)
  }

  @Test func aColdCacheOverloadsWhatStandsBehindIt() {
    var shop = Shop()
    shop.service("a", single.merging(["workers": 100, "service_time.mean": 0.001]) { $1 })
    shop.store("cache", ["role": "cache", "replication": .none, "workers": 100, "service_time.mean": 0.0001])
    shop.store("db", ["replication": .none, "partitions": .none, "workers": 1, "service_time.mean": 0.01])
    shop.link(
      "a", "db", needed.merging(["access": "read", "cache.in": .to("cache"), "cache.hit_rate": 0.9]) { $1 })
    shop.workload("w", entry: "a", ["rate": 100, "peak": 200])
    let effects = Effects(shop)
    let effect = effects[.component(shop.party("cache"))]
    #expect(effect?.stops.isEmpty == true)
    #expect(effect?.overloads.map(\.party) == [shop.party("db")])
    #expect(effect?.overloads.first?.cause == .coldCache(shop.party("cache")))
    #expect(isClose(effect?.overloads.first?.utilization.point, 200 * 0.01))
  }

  @Test func aCacheIsColdToo_WhereAPlaceTakesIt() {
    var shop = Shop()
    shop.service("a", single.merging(["workers": 100, "service_time.mean": 0.001]) { $1 })
    shop.store("cache", ["role": "cache", "replication": .none, "workers": 100, "service_time.mean": 0.0001])
    shop.store("db", ["replication": .none, "partitions": .none, "workers": 1, "service_time.mean": 0.01])
    shop.names("cache", "zones", ["x"])
    shop.names("db", "zones", ["y"])
    shop.link(
      "a", "db", needed.merging(["access": "read", "cache.in": .to("cache"), "cache.hit_rate": 0.9]) { $1 })
    shop.workload("w", entry: "a", ["rate": 100, "peak": 200])
    let effects = Effects(shop)
    #expect(effects[.zone("x")]?.overloads.map(\.cause) == [.coldCache(shop.party("cache"))])
    #expect(effects[.zone("y")]?.overloads.isEmpty == true)
  }

  /// One in a hundred requests needs `rare`: 1 % of them are tried three times.
  @Test(arguments: [(0.01, false), (0.5, true)])
  func onlyRequestsThatFailAreTriedAgain(visits: Double, isTooMuch: Bool) {
    var shop = Shop()
    shop.party(.client, "k", ["retry.max_attempts": 3])
    shop.service("s", single.merging(["workers": 1, "service_time.mean": 0.006]) { $1 })
    shop.service("rare", single.merging(["workers": 100, "service_time.mean": 0.001]) { $1 })
    shop.link("k", "s")
    shop.link("s", "rare", needed.merging(["visits": .number(visits, .stated), "retry": .none]) { $1 })
    shop.workload("w", entry: "s", ["client": .to("k"), "rate": 100, "peak": 100])
    let overloads = Effects(shop)[.component(shop.party("rare"))]?.overloads ?? []
    #expect(overloads.map(\.party) == (isTooMuch ? [shop.party("s")] : []))
    if isTooMuch { #expect(isClose(overloads.first?.utilization.point, 0.6 + 0.5 * 1.2)) }
  }

  @Test func callersWhoTryAgainOverloadWhatNeedsTheLostOne() {
    var shop = Shop()
    shop.service("front", single.merging(["workers": 100, "service_time.mean": 0.001]) { $1 })
    shop.service("middle", single.merging(["workers": 1, "service_time.mean": 0.004]) { $1 })
    shop.service("back", single.merging(["workers": 100, "service_time.mean": 0.001]) { $1 })
    shop.link("front", "middle", needed.merging(["retry.max_attempts": 3]) { $1 })
    shop.link("middle", "back", needed.merging(["retry": .none]) { $1 })
    shop.workload("w", entry: "front", ["rate": 100, "peak": 100])
    let effect = Effects(shop)[.component(shop.party("back"))]
    #expect(effect?.overloads.map(\.party) == [shop.party("middle")])
    #expect(effect?.overloads.first?.cause == .retries)
    #expect(isClose(effect?.overloads.first?.utilization.point, 300 * 0.004))
  }
}

@Suite struct RecoveryTests {
  private func store(_ facts: [String: Fact]) -> (shop: Shop, party: Int) {
    var shop = Shop()
    shop.store("db", facts)
    return (shop, shop.party("db"))
  }

  @Test func asynchronousCopiesLoseTheirLag() {
    let (shop, db) = store([
      "replication.topology": "single-leader", "replication.mode": "async", "replicas.min": 2, "replicas.max": 2,
      "replication.lag": 5, "failover.mode": "active-passive", "failover.time": 50, "failover.hold": 10,
    ])
    let effects = Effects(shop)
    #expect(effects.analysis.failoverPoint(ofParty: db).point == 5)
    #expect(effects.analysis.failoverTime(ofParty: db).point == 60)
    #expect(effects[.replica(db)]?.interruption == Interval(60))
    #expect(effects[.replica(db)]?.dataLosses.first?.work.point == 5)
  }

  @Test func whatSeveralCopiesHaveTakenIsNotLost() {
    for facts: [String: Fact] in [
      ["replication.topology": "single-leader", "replication.mode": "sync"],
      ["replication.topology": "leaderless", "replication.w": 2],
    ] {
      let (shop, db) = store(facts.merging(["replicas.min": 3, "replicas.max": 3]) { $1 })
      #expect(Effects(shop).analysis.failoverPoint(ofParty: db).point == 0)
    }
  }

  @Test func withoutABackupEverythingIsLost() {
    let (shop, db) = store(["replication": .none, "backup": .none])
    #expect(Effects(shop).analysis.recoveryPoint(ofParty: db).point == .infinity)
    let (open, other) = store(["replication": .none])
    let estimate = Effects(open).analysis.recoveryPoint(ofParty: other)
    #expect(estimate.value == nil)
    #expect(paths(estimate.missing, open.builder.finish()) == ["db.backup"])
  }

  @Test func theBestBackupCounts() {
    var (shop, db) = store(["replication": .none])
    let first = shop.builder.addRecord(.backup, owner: db, place: .none)
    let second = shop.builder.addRecord(.backup, owner: db, place: .none)
    func state(_ path: String, _ row: Int, _ value: Double) {
      guard let column = Schema.table(.backup).column(path) else { return }
      shop.builder[column, row] = Cell(.value, basis: .stated, payload: Payload.number(value))
    }
    state("interval", first, 86_400)
    state("restore_time", first, 7200)
    state("interval", second, 3600)
    guard let column = Schema.table(.party).column("backup") else { return }
    shop.builder[column, db] = Cell(.value, basis: .stated, payload: Payload.span(first..<second + 1))
    guard let anyPoint = Schema.table(.backup).column("pitr") else { return }
    shop.builder[anyPoint, first] = Cell(.value, basis: .stated, payload: 0)
    shop.builder[anyPoint, second] = Cell(.value, basis: .stated, payload: 0)
    let analysis = Effects(shop).analysis
    #expect(analysis.recoveryPoint(ofParty: db).point == 3600)
    // The second may be restored faster.
    #expect(analysis.recoveryTime(ofParty: db).value == Interval(low: 0, high: 7200))
    shop.builder[anyPoint, first] = .unknown
    let open = Effects(shop).analysis.recoveryPoint(ofParty: db)
    #expect(open.value == Interval(low: 0, high: 3600))
    #expect(paths(open.missing, shop.builder.finish()) == ["db.backup[0].pitr"])
  }
}

@Suite struct SurvivalTests {
  private func figures(_ facts: [String: Fact], zones: [String] = []) -> (replica: Estimate, zone: Estimate) {
    var shop = Shop()
    shop.service("a", facts)
    if !zones.isEmpty { shop.names("a", "zones", zones) }
    let analysis = CapacityAnalysis(of: shop.builder.finish())
    return (analysis.survivesReplicaLoss(ofParty: 0), analysis.survivesZoneLoss(ofParty: 0))
  }

  private func copies(_ count: Int, need: Int) -> [String: Fact] {
    [
      "replicas.min": .number(Double(count), .stated), "replicas.max": .number(Double(count), .stated),
      "redundancy.need": .number(Double(need), .stated),
    ]
  }

  @Test func oneCopySurvivesNothing() {
    let figures = figures(single, zones: ["x"])
    #expect(figures.replica.point == 0)
    #expect(figures.zone.point == 0)
  }

  @Test func theLargestZoneMayHoldTooMany() {
    #expect(figures(copies(3, need: 2), zones: ["x", "y"]).replica.point == 1)
    #expect(figures(copies(3, need: 2), zones: ["x", "y"]).zone.point == 0)
    #expect(figures(copies(3, need: 2), zones: ["x", "y", "z"]).zone.point == 1)
  }

  @Test func whatIsNotStatedIsOpen() {
    let open = figures(copies(3, need: 2))
    #expect(open.zone.value == Interval(low: 0, high: 1))
    #expect(!open.zone.missing.isEmpty)
    let several: [String: Fact] = ["replicas.min": 3, "replicas.max": 3]
    #expect(figures(several, zones: ["x", "y", "z"]).zone.value == Interval(low: 0, high: 1))
  }
}
