import Topology

/// Whose limits are asked for.
struct LimitQuestion: Hashable, Sendable {
  /// `nil` for the mix.
  let workload: Int?
  let failures: LoadCase.Failures
}

/// The limit of which threads or connections is asked for.
struct HeldLimitQuestion: Hashable, Sendable {
  let workload: Int?
  let failures: LoadCase.Failures
  let kind: LimitKind
  let party: Int
  let dependency: Int?
}

/// Finds what binds the demand of one workload, the others at their peak, or of the whole mix.
struct LimitSearch {
  let analysis: CapacityAnalysis
  /// `nil` for the mix, whose demand counts in multiples of the peak.
  let workload: Int?
  private let failures: LoadCase.Failures
  private let rates: DemandRates
  private let stations: StationTable
  /// Requests at each node for one request of the workload.
  private let own: [Interval]
  private let ownPeak: Interval
  /// The nodes for whose answer clients wait.
  private let waits: [SynchronousReach]
  private let solutions = ClosedNetworkSolutions()

  init(_ analysis: CapacityAnalysis, workload: Int?, failures: LoadCase.Failures = .nothingFails) {
    self.analysis = analysis
    self.workload = workload
    self.failures = failures
    rates = analysis.state.rates(.peak.failing(failures))
    stations = analysis.state.stations(.byScaling)
    own = workload.map { analysis.state.demand.visits(failures)[$0].byNode(analysis.state.nodes.count) } ?? []
    let demand = analysis.state.demand
    ownPeak = workload.map { demand.workloads[$0].peak } ?? .zero
    waits = (workload.map { [demand.workloads[$0]] } ?? demand.workloads).map {
      SynchronousReach(ofWorkload: $0, demand)
    }
  }

  /// The limits of all that the demand visits, the narrowest first.
  func limits() -> [Limit] {
    let topology = analysis.topology
    let parties = workload.map { analysis.parties(visitedBy: $0) } ?? Array(topology.rows(of: .party))
    let reader = ConstraintReader(analysis: analysis, stations: stations)
    var limits = parties.flatMap { reader.constraints(ofParty: $0) }.compactMap { limit(of: $0) }
    limits.sort(by: Self.isNarrower)
    addHeld(parties, to: &limits)
    return limits
  }

  /// So many limits are shown.
  static let mostShown = 3

  /// Searches end a little off, so that more digits would put what binds at the same rate in any order.
  private static func isNarrower(_ a: Limit, _ b: Limit) -> Bool {
    (Float(a.rate.high), a.rate.low, a.party) < (Float(b.rate.high), b.rate.low, b.party)
  }

  // MARK: Held resources

  /// A resource and a rate that it surely carries.
  private struct Candidate {
    let resource: HeldResource
    var least: Double
    /// Whether its network was built to find that.
    var hasNetwork = false
  }

  /// Looks at the resource that may be the narrowest first, and only until no other can be among those that are shown:
  /// building a network takes a walk through the system, and solving it many sums.
  private func addHeld(_ parties: [Int], to limits: inout [Limit]) {
    let held = HeldResourceReader(analysis: analysis, replicas: .byScaling)
    let longest = analysis.state.longestInnerTimes.value { LongestInnerTimes(analysis.state) }
    func isLater(_ a: Candidate, _ b: Candidate) -> Bool { a.least > b.least }
    var candidates = parties.flatMap { held.resources(ofParty: $0) }.map {
      // Those times are of the peak as it is while nothing fails.
      Candidate(resource: $0, least: failures == .nothingFails ? leastRate(of: $0, longest) : 0)
    }.sorted(by: isLater)
    while var candidate = candidates.popLast() {
      let enough = limits.count >= Self.mostShown ? limits[Self.mostShown - 1].rate.high : .infinity
      guard candidate.least < enough else { return }
      if !candidate.hasNetwork {
        candidate.least = max(candidate.least, keptLeastRate(of: candidate.resource))
        candidate.hasNetwork = true
        candidates.insert(candidate, before: { !isLater($0, candidate) })
      } else if let limit = keptLimit(of: candidate.resource) {
        limits.insert(limit, before: { Self.isNarrower(limit, $0) })
      }
    }
  }

  /// A rate that a resource surely carries, as is seen without its network.
  private func leastRate(of resource: HeldResource, _ longest: LongestInnerTimes) -> Double {
    let time = HeldTime(state: analysis.state, stations: stations, rates: { rates[$0] })
    guard let entries = time.entries(resource, .worst) else { return 0 }
    let capacity = Interval(low: longest.leastCapacity(of: resource, entries), high: .infinity)
    return limit(of: constraint(resource, capacity))?.rate.low ?? .infinity
  }

  /// The same as operational laws see it.
  private func keptLeastRate(of resource: HeldResource) -> Double {
    analysis.state.heldLeastRates.value(question(resource)) {
      guard let own = readAgain(resource) else { return .infinity }
      let time = HeldTime(state: analysis.state, stations: stations, rates: { rates[$0] })
      return limit(of: constraint(own, time.networks(of: own).capacity(.bounds)))?.rate.low ?? .infinity
    }
  }

  /// The limit of a resource, which only what is visited meanwhile changes.
  private func keptLimit(of resource: HeldResource) -> Limit? {
    analysis.state.heldLimits.value(question(resource)) { readAgain(resource).flatMap { limit(of: $0) } }
  }

  private func question(_ resource: HeldResource) -> HeldLimitQuestion {
    HeldLimitQuestion(
      workload: workload, failures: failures, kind: resource.kind, party: resource.party,
      dependency: resource.dependency)
  }

  /// What was read before the question, its answer rests on too.
  private func readAgain(_ resource: HeldResource) -> HeldResource? {
    let state = analysis.state
    _ = (state.rates(.peak.failing(failures)), state.stations(.byScaling), state.demand.visits(failures))
    return HeldResourceReader(analysis: analysis, replicas: .byScaling).resources(ofParty: resource.party)
      .first { $0.kind == resource.kind && $0.dependency == resource.dependency }
  }

  /// The mix of requests that hold a resource changes with the demand that is looked for, so that the search goes round.
  private func limit(of resource: HeldResource) -> Limit? {
    let known = KnownInnerPlans()
    var time = HeldTime(state: analysis.state, stations: stations, rates: { rates[$0] })
    time.known = known
    let networks = time.networks(of: resource)
    guard !networks.isBoundInside(.exact(solutions)) else { return nil }
    var found = limit(of: constraint(resource, networks.capacity(.exact(solutions))))
    var leavesNothing = false
    // Each end at its own rate: what the best case carries would leave the worst case nothing.
    var (low, high) = (FixedPointSteps(), FixedPointSteps())
    for _ in 0..<Self.mostRounds {
      guard let last = found, last.rate.high.isFinite else { break }
      func shifted(_ rate: Double) -> HeldTime {
        var time = HeldTime(state: analysis.state, stations: stations, rates: { others($0) + perUnit($0) * rate })
        time.known = known
        return time
      }
      let capacity = HeldNetworks(
        count: resource.count,
        worst: shifted(max(last.rate.low, Self.nothing * last.rate.high)).inner(resource, .worst),
        best: shifted(last.rate.high).inner(resource, .best)
      ).capacity(.exact(solutions))
      guard var next = limit(of: constraint(resource, capacity)) else { break }
      let isSettled =
        abs(next.rate.high - last.rate.high) < 1e-9 * last.rate.high
        && abs(next.rate.low - last.rate.low) <= 1e-9 * last.rate.high
      leavesNothing = next.rate.low == 0
      if !isSettled {
        next.rate = Interval(
          low: low.next(after: last.rate.low, next.rate.low), high: high.next(after: last.rate.high, next.rate.high))
      }
      found = next
      if isSettled { break }
    }
    // Steps that each leave a part of the way never come to nothing.
    if leavesNothing { found?.rate.low = 0 }
    found?.involved = time.visited(by: resource)
    if time.leavesLatencyOpen(resource) { found?.derivation.omit(.networkLatency) }
    return found
  }

  private static let mostRounds = 25
  /// A share at which somebody still asks.
  private static let nothing = 1e-9

  private func constraint(_ resource: HeldResource, _ capacity: Interval) -> Constraint {
    let terms = resource.entries.map { Station.Term(node: $0.asking, part: $0.each, time: .one) }
    return Constraint(
      kind: resource.kind, party: resource.party, dependency: resource.dependency,
      side: Station.Side(kind: .requests, terms: terms, capacity: capacity), derivation: resource.derivation)
  }

  // MARK: In proportion to demand

  private func limit(of constraint: Constraint) -> Limit? {
    let side = constraint.side
    let own = Station.work(side, perUnit)
    guard own.high > 0 else { return nil }
    let others = Station.work(side, others)
    let rate = Interval(
      low: Interval.quotient(max(0, minus(side.capacity.low, others.high)), own.high),
      high: own.low > 0
        ? Interval.quotient(max(0, minus(side.capacity.high, others.low)), own.low) : .infinity)
    let isWaitedFor = side.terms.contains { term in waits.contains { $0.contains(term.node) } }
    return Limit(
      kind: constraint.kind, party: constraint.party, operation: heaviestOperation(side), link: constraint.link,
      interface: constraint.interface, dependency: constraint.dependency, side: side.kind,
      isAsynchronous: !isWaitedFor, rate: Interval(low: min(rate.low, rate.high), high: rate.high),
      peakUtilization: Station.work(side) { rates[$0] } / side.capacity, derivation: constraint.derivation,
      involved: constraint.involved)
  }

  private func heaviestOperation(_ side: Station.Side) -> Int? {
    let heaviest = side.terms.max { ($0.work * perUnit($0.node)).low < ($1.work * perUnit($1.node)).low }
    return heaviest.flatMap { $0.node < analysis.state.nodes.operations ? $0.node : nil }
  }

  private func minus(_ a: Double, _ b: Double) -> Double { b == .infinity ? -.infinity : a - b }

  /// Requests at a node for one unit of the demand.
  private func perUnit(_ node: Int) -> Interval {
    workload == nil ? rates[node] : own[node]
  }

  /// Requests at a node that are there anyway.
  private func others(_ node: Int) -> Interval {
    workload == nil ? .zero : rates.others(at: node, without: own[node] * ownPeak)
  }
}

extension Array {
  /// Puts an element in front of the first that it comes before.
  fileprivate mutating func insert(_ element: Element, before isLater: (Element) -> Bool) {
    insert(element, at: firstIndex(where: isLater) ?? endIndex)
  }
}
