import Topology

/// Finds what cannot follow at peak once something is lost: copies that share the load of those that are gone, what
/// stands behind a cache that no longer answers, and callers' callees that are asked again and again.
struct OverloadSearch {
  typealias Found = (loss: FailureEffect.Loss, overload: FailureEffect.Overload)

  private let analysis: CapacityAnalysis
  private let topology: Topology
  private let availability: AvailabilityState

  init(_ analysis: CapacityAnalysis) {
    self.analysis = analysis
    topology = analysis.topology
    availability = analysis.state.availability
  }

  /// What each loss overloads that is not too much already.
  func found() -> [Found] {
    guard topology.count(.workload) > 0 else { return [] }
    return fewerCopies() + coldCaches() + retries()
  }

  // MARK: Fewer copies

  private func fewerCopies() -> [Found] {
    var result: [Found] = []
    for party in topology.rows(of: .party) where isLoaded(party) {
      let failure = availability.failures[party]
      guard failure.needs.copies.high > 1 else { continue }
      func add(_ losses: [FailureEffect.Loss], _ load: LoadCase) {
        guard !losses.isEmpty, let utilization = overload(of: party, load) else { return }
        let overload = FailureEffect.Overload(party: party, utilization: utilization, cause: .fewerCopies)
        result += losses.map { ($0, overload) }
      }
      add([.replica(party)], .peak.losing(.replica))
      let sole = failure.placement.soleDomains
      let zones = failure.placement.domains.filter { if case .zone = $0 { !sole.contains($0) } else { false } }
      add(zones.map { FailureEffect.Loss($0) }, .peak.losing(.zone))
    }
    return result
  }

  private func isLoaded(_ party: Int) -> Bool {
    topology.kind(ofParty: party) != .client && !analysis.workloads(visiting: party).isEmpty
      && !isOverloaded(analysis.peakUtilization(ofParty: party).value)
  }

  /// The utilization where it may reach 1; what nothing bounds says nothing.
  private func overload(of party: Int, _ load: LoadCase) -> Interval? {
    let value = analysis.utilization(ofParty: party, at: load).value
    return isOverloaded(value) ? value : nil
  }

  private func isOverloaded(_ utilization: Interval?) -> Bool {
    guard let utilization else { return false }
    return utilization.low >= 1 || utilization.high >= 1 && utilization.high.isFinite
  }

  // MARK: Cold caches

  /// Each takes another solution of the demand; systems have few.
  private static let mostCaches = 32

  /// The demand is solved again without the cache.
  private func coldCaches() -> [Found] {
    var result: [Found] = []
    for (cache, facts) in cachesByLinks().prefix(Self.mostCaches) {
      var changed = topology
      for fact in facts {
        let cold = Cell(.value, basis: topology.basis(fact.column, fact.row), payload: Payload.number(0))
        changed = changed.setting(fact.column, fact.row, to: cold)
      }
      let without = CapacityAnalysis(of: changed)
      let concerned = Set(analysis.workloads(visiting: cache).flatMap { without.parties(visitedBy: $0) }).sorted()
      let places = availability.failures[cache].placement.soleDomains
      for party in concerned where party != cache && isLoaded(party) {
        func add(_ loss: FailureEffect.Loss, _ load: LoadCase) {
          guard let utilization = without.utilization(ofParty: party, at: load).value, isOverloaded(utilization) else {
            return
          }
          result.append(
            (loss, FailureEffect.Overload(party: party, utilization: utilization, cause: .coldCache(cache))))
        }
        add(.component(cache), .peak)
        for place in places { add(FailureEffect.Loss(place), load(of: party, without: place)) }
      }
    }
    return result
  }

  /// A zone that takes a cache may take copies of what stands behind it at the same time.
  private func load(of party: Int, without place: FailureDomain) -> LoadCase {
    let placement = availability.failures[party].placement
    guard case .zone = place, placement.domains.contains(place), !placement.soleDomains.contains(place) else {
      return .peak
    }
    return .peak.losing(.zone)
  }

  /// The caches beside links and those that are read through, with the hit rates that are gone with them.
  private func cachesByLinks() -> [(Int, [FactID])] {
    var order: [Int] = []
    var facts: [Int: [FactID]] = [:]
    func add(_ cache: Int, _ fact: FactID) {
      if facts[cache] == nil { order.append(cache) }
      facts[cache, default: []].append(fact)
    }
    if topology.hasFacts(Facts.Link.cacheIn) {
      for link in topology.rows(of: .link) where topology.number(Facts.Link.cacheHitRate, link) ?? 0 > 0 {
        guard let cache = topology.reference(Facts.Link.cacheIn, link)?.row else { continue }
        add(cache, FactID(Facts.Link.cacheHitRate, row: link))
      }
    }
    for store in topology.parties(.store) where topology.number(Facts.Party.hitRate, store) ?? 0 > 0 {
      add(store, FactID(Facts.Party.hitRate, row: store))
    }
    return order.sorted().map { ($0, facts[$0] ?? []) }
  }

  // MARK: Retries

  /// Enough to act on, and each takes a walk over all that it needs.
  private static let mostRetried = 64

  /// While something fails, those that need it are asked again by their own callers: what of them cannot bear that.
  private func retries() -> [Found] {
    let graph = availability.graph
    let overloaded = topology.rows(of: .party).filter { isLoaded($0) }
      .compactMap { party in overload(of: party, .everyAttemptFails).map { (party, $0) } }
      .sorted { ($1.1.high, $0.0) < ($0.1.high, $1.0) }
    return overloaded.prefix(Self.mostRetried).flatMap { party, utilization -> [Found] in
      var needed: Set<Int> = []
      for node in graph.nodes.everything(ofParty: party, in: topology) {
        let reach = DependencyReach(from: node, graph, need: StructureReading(.worst, false).need)
        needed.formUnion(reach.order.map(graph.party))
      }
      return needed.subtracting([party]).sorted().compactMap { lost in
        let loss = FailureEffect.Loss.component(lost)
        guard let utilization = whileRepeating(at: party, utilization, failing: share(at: party, of: loss)) else {
          return nil
        }
        return (loss, FailureEffect.Overload(party: party, utilization: utilization, cause: .retries))
      }
    }
  }

  /// The share of a component's requests that fail with a loss.
  private func share(at party: Int, of loss: FailureEffect.Loss) -> Interval {
    analysis.workloads(visiting: party).reduce(.zero) { most, workload in
      guard let impact = availability.impact(onWorkload: workload) else { return .share }
      return .max(most, impact[loss])
    }
  }

  /// How busy a component is while a share of its requests is repeated, given how busy it is while all are; `nil` where it
  /// can bear that.
  private func whileRepeating(at party: Int, _ all: Interval, failing share: Interval) -> Interval? {
    let none = analysis.peakUtilization(ofParty: party).value ?? .zero
    func part(_ none: Double, _ all: Double, _ share: Double) -> Double {
      guard share > 0, none.isFinite else { return none }
      return none + share * (max(none, all) - none)
    }
    let low = part(none.low, all.low, share.low)
    let value = Interval(low: low, high: max(low, part(none.high, all.high, share.high)))
    return share.high > 0 && isOverloaded(value) ? value : nil
  }
}
