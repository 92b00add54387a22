import Topology

/// The rates at which attempts fail as often as the load makes them fail, and are repeated as often as they fail; calls that
/// are hedged get their second request as often as the first is late.
///
/// Rounds begin with no attempt late and only add load, so that they end at the least fixed point: the state that a
/// healthy system stays in. Where rounds lead past what a component can do, there is no such state (mean field; Bronson
/// et al. 2021). With refusals instead, whose places are bounded, there always is one.
struct RetryFixedPoint: Sendable {
  /// What fails.
  let failures: CallFailures
  /// The demand graph with attempts as they come out.
  let network: DemandNetwork
  /// For a factor of 1 of the load case.
  let rates: DemandRates
  /// Whether every component that somebody waits for can follow, at the favourable and at the other end of what is known.
  let isHealthy: (best: Bool, worst: Bool)

  /// More rounds would change no figure that is shown.
  private static let mostRounds = 400

  /// - Parameters:
  ///   - effort: How exactly shares are known.
  ///   - bounds: The ends of what is known that are asked about; the other may be anything.
  init(
    _ state: AnalysisState, _ load: LoadCase, _ effort: Effort = .exact, bounds: [Bound] = Bound.allCases
  ) {
    let topology = state.topology
    let demand = state.demand
    let mayRepeat = Self.mayRepeat(state)
    var isHealthy = (best: true, worst: true)
    let requests = state.requests(load.demand).map { $0 * load.factor }
    let outages = load.failures == .timeoutsAndOutages ? FailingShares.outages(state) : nil
    let waitedFor = demand.workloads.map { SynchronousReach(ofWorkload: $0, demand).sorted }
    var shares = FailingShares(topology)
    var rounds = Rounds(from: shares.all)
    var failures = demand.network.failures
    var network = demand.network
    var rates = DemandRates(demand, requests, .nothingFails)
    for _ in 0..<Self.mostRounds {
      let known = rounds.next
      let (late, hedged) = shares.parts(of: known)
      let all = outages.map { zip(late, $0).map { CallFailures.either([$0, $1]) } } ?? Array(late)
      failures = CallFailures(topology, demand.network.nodes, more: all)
      network = demand.network.with(failures, accepted: shares.accepted, hedged: hedged, of: topology)
      let visits = WorkloadVisits.solve(network, demand.workloads, .nothingFails, hasBounds: true)
      rates = DemandRates(demand, requests, visits)
      if load.failures == .refusals {
        shares = FailingShares(refusedAt: rates, state, load)
      } else {
        isHealthy = Self.health(at: rates, state, load, waitedFor)
        if !mayRepeat || !(bounds == [.worst] ? isHealthy.worst : isHealthy.best) { break }
        shares = FailingShares(lateAt: rates, state, load, waitedFor, keepsShapes: effort.keepsShapes, bounds)
      }
      if shares.isAbout(known, within: effort.tolerance) { break }
      rounds.add(shares.all)
    }
    self.failures = failures
    self.network = network
    self.rates = load.factor > 0 ? rates.divided(by: load.factor) : rates
    self.isHealthy = isHealthy
  }

  /// How much is computed.
  enum Effort {
    /// The share of late attempts is one of a fitted distribution.
    case rough
    /// Exact enough to say whether there is a fixed point.
    case existence
    case exact

    /// Whether times keep their distributions.
    var keepsShapes: Bool { self != .rough }

    /// By so much shares may change in a round that counts as the last.
    var tolerance: Double { self == .existence ? 1e-9 : 1e-11 }
  }

  /// Whether any attempt that fails or is late may be followed by another, so that it makes load.
  private static func mayRepeat(_ state: AnalysisState) -> Bool {
    let topology = state.topology
    return topology.hasFacts(Columns.linkHedging)
      || topology.rows(of: .link).contains {
        Attempts(ofLink: $0, topology: topology, lists: .nothing).count.high > 1
      }
      || state.demand.workloads.contains {
        $0.missingRetry != nil || $0.attempts(.everyAttemptFails, state.demand.network.failures).high > 1
      }
  }

  private static func health(
    at rates: DemandRates, _ state: AnalysisState, _ load: LoadCase, _ waitedFor: [[Int]]
  ) -> (best: Bool, worst: Bool) {
    let parties = Set(waitedFor.joined().map { state.nodes.party(ofNode: $0, in: state.topology) })
    // Servers first, which are many and soon asked.
    let utilizations = parties.compactMap { party in
      state.station(party, load.replicas)?.utilization { rates[$0] }
    }
    guard utilizations.allSatisfy({ $0.low < 1 }) else { return (false, false) }
    let longest = LongestInnerTimes(state, stations: state.stations(load.replicas)) { rates[$0] }
    var held = (best: true, worst: true)
    for party in parties where held.best {
      let carried = HeldUse(ofParty: party, load.replicas, state, longest) { rates[$0] }.isCarried
      held = (held.best && carried.best, held.worst && carried.worst)
    }
    return (held.best, held.worst && utilizations.allSatisfy { $0.high < 1 })
  }
}

/// The share of attempts of each link that fail at given rates.
struct FailingShares {
  private(set) var ofLinks: [Interval]
  /// The share of attempts of each link that take longer than the time after which a second request follows; empty where
  /// nobody hedges.
  private(set) var hedged: [Interval]
  /// By component, the share of its requests that it works on; empty where nothing is refused.
  private(set) var accepted: [Interval] = []

  /// Nothing fails.
  init(_ topology: Topology) {
    ofLinks = [Interval](repeating: .zero, count: topology.count(.link))
    hedged = topology.hasFacts(Columns.linkHedging) ? ofLinks : []
  }

  /// What rounds are about.
  var all: [Interval] { ofLinks + hedged }

  /// The two parts of that.
  func parts(of all: [Interval]) -> (late: ArraySlice<Interval>, hedged: ArraySlice<Interval>) {
    (all.prefix(ofLinks.count), all.dropFirst(ofLinks.count))
  }

  /// The attempts that take longer than their timeout, or find no place.
  ///
  /// - Parameters:
  ///   - rates: requests at the nodes, the factor of the load case included.
  ///   - waitedFor: the nodes whose answers each workload waits for.
  init(
    lateAt rates: DemandRates, _ state: AnalysisState, _ load: LoadCase, _ waitedFor: [[Int]], keepsShapes: Bool,
    _ bounds: [Bound]
  ) {
    self.init(state.topology)
    let fixed = AnalysisState(state) { _ in rates }
    let plain = LoadCase(load.demand, load.replicas)
    let ends = bounds.map { Self.collect(fixed, plain, $0, waitedFor, keepsShapes) }
    guard let low = ends.first, let high = ends.last else { return }
    ofLinks = zip(low.late, high.late).map { Interval(low: min($0, $1), high: max($0, $1)) }
    if !hedged.isEmpty {
      hedged = zip(low.hedged, high.hedged).map { Interval(low: min($0, $1), high: max($0, $1)) }
    }
    if let refused = Self.refused(at: rates, state, load) {
      for link in ofLinks.indices {
        ofLinks[link] = CallFailures.either([ofLinks[link], refused[state.topology.target(ofLink: link)]])
      }
    }
  }

  /// The attempts that find no place.
  init(refusedAt rates: DemandRates, _ state: AnalysisState, _ load: LoadCase) {
    let topology = state.topology
    let refused =
      Self.refused(at: rates, state, load) ?? [Interval](repeating: .zero, count: topology.count(.party))
    ofLinks = topology.rows(of: .link).map { refused[topology.target(ofLink: $0)] }
    hedged = []
    accepted = refused.map { Interval(low: 1 - $0.high, high: 1 - $0.low) }
  }

  /// The share of its requests that each component refuses; `nil` where none states a limit. What a queue loses fails no
  /// attempt.
  private static func refused(at rates: DemandRates, _ state: AnalysisState, _ load: LoadCase) -> [Interval]? {
    let topology = state.topology
    guard [Columns.queueLimit, Columns.admissionMost].contains(where: topology.hasFacts) else { return nil }
    return topology.rows(of: .party).map { party in
      guard LineLimit.places(ofParty: party, topology) != nil else { return .zero }
      let ends = [Bound.best, .worst].map { bound in
        BoundedLine(ofParty: party, load, bound, state) { rates[$0] }?.line.rejectedShare ?? 0
      }
      return Interval(low: min(ends[0], ends[1]), high: max(ends[0], ends[1]))
    }
  }

  func isAbout(_ other: [Interval], within tolerance: Double) -> Bool {
    zip(all, other).allSatisfy { abs($0.low - $1.low) < tolerance && abs($0.high - $1.high) < tolerance }
  }

  private static func collect(
    _ state: AnalysisState, _ load: LoadCase, _ bound: Bound, _ waitedFor: [[Int]], _ keepsShapes: Bool
  ) -> (late: [Double], hedged: [Double]) {
    let topology = state.topology
    var late = [Double](repeating: 0, count: topology.count(.link))
    var hedged = late
    var shared = ChainSolver(state, load, bound, keepsShapes: keepsShapes)
    for (workload, nodes) in zip(state.demand.workloads, waitedFor) {
      guard let entry = workload.entry else { continue }
      // Long chains leave shapes out, which shorter ones that share nodes with them do not.
      let isLong = nodes.count > ChainSolver.largestChain
      var solver = isLong ? ChainSolver(state, load, bound, keepsShapes: keepsShapes) : shared
      defer { if !isLong { shared = solver } }
      let answer = solver.answer(from: entry, waitedFor: nodes)
      for node in nodes {
        for position in state.demand.network.outgoing(node) {
          let link = Int(state.demand.network.edges[position].link)
          guard link >= 0 else { continue }
          if let delay = topology.number(Columns.linkHedging, link),
            let share = solver.share(laterThan: delay, alongLink: link, from: node)
          {
            hedged[link] = max(hedged[link], share)
          }
          guard topology.number(Facts.Link.timeout, link) != nil,
            let share = solver.failureShare(alongLink: link, from: node)
          else { continue }
          // What fails by itself is not late.
          let stated = bound.of(state.demand.network.failures.ofAttempts(link))
          late[link] = max(late[link], stated < 1 ? max(0, (share - stated) / (1 - stated)) : 0)
        }
      }
      if let link = workload.entryLink, topology.number(Facts.Link.timeout, link) != nil {
        late[link] = max(late[link], solver.lateShare(alongLink: link, answer))
      }
    }
    return (late, hedged)
  }

  /// The share of attempts that meet a component that is down.
  static func outages(_ state: AnalysisState) -> [Interval] {
    var known: [Int: Interval] = [:]
    return state.topology.rows(of: .link).map { link in
      let party = state.topology.target(ofLink: link)
      if let down = known[party] { return down }
      let up = state.availability.ownAvailability(ofParty: party)
      let down = Interval(low: max(0, 1 - up.high), high: max(0, 1 - up.low))
      known[party] = down
      return down
    }
  }
}
