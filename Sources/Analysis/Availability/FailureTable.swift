import Topology

/// How every component fails by itself.
final class FailureTable: Sendable {
  let domains: FailureDomains
  /// For components that others stand in for: the chance that, while they are down, the standby has taken over.
  let takeovers: [Int: Takeover]
  private let byParty: [ComponentFailure]

  init(of topology: Topology, load: (Int, inout Derivation) -> Interval?) {
    domains = FailureDomains(topology)
    byParty = topology.rows(of: .party).map { ComponentFailure(ofParty: $0, topology: topology, load: load) }
    var takeovers: [Int: Takeover] = [:]
    for party in topology.rows(of: .party) {
      guard let active = topology.reference(Facts.Party.standbyFor, party)?.row else { continue }
      takeovers[active] = Takeover(of: active, by: party, topology)
    }
    self.takeovers = takeovers
  }

  subscript(party: Int) -> ComponentFailure { byParty[party] }
}

/// How far a standby has taken over while the component it stands in for is down.
struct Takeover: Sendable {
  /// `mttr / (mttr + takeover)`: the share of the time to repair that is left when it has (both exponential).
  let chance: Interval
  /// Row of the `party` table.
  let standby: Int
  /// Seconds until it has.
  let time: Interval
  let derivation: Derivation

  /// The failover is stated at the active component, or else at the standby.
  init(of active: Int, by standby: Int, _ topology: Topology) {
    var derivation = Derivation()
    self.standby = standby
    time = Self.time(of: active, by: standby, topology, &derivation)
    chance = Self.chance(time, of: active, topology, &derivation)
    self.derivation = derivation
  }

  private static func time(
    of active: Int, by standby: Int, _ topology: Topology, _ derivation: inout Derivation
  ) -> Interval {
    // That one instance alone has no failover is true by definition only where nothing stands in.
    let candidates = [active, standby].filter { topology.basis(Columns.failoverMode, $0) != .definition }
    guard let unstated = candidates.first else {
      derivation.lack(Columns.failoverMode, standby, of: topology)
      return Interval(low: 0, high: .infinity)
    }
    let owner = candidates.first { topology.state(Columns.failoverMode, $0) == .value } ?? unstated
    switch derivation.use(word: Columns.failoverMode, owner, of: topology) {
    case "none": return Interval(.infinity)
    case "active-active": return .zero
    default: break
    }
    let timed = ([owner] + candidates + [standby]).first { topology.number(Columns.failoverTime, $0) != nil } ?? owner
    return FailoverTime(ofParty: timed, topology: topology, &derivation).seconds
  }

  private static func chance(
    _ time: Interval, of active: Int, _ topology: Topology, _ derivation: inout Derivation
  ) -> Interval {
    if time == .zero { return .one }
    if time.low == .infinity { return .zero }
    guard let repair = derivation.number(Columns.mttr, active, of: topology) else {
      derivation.lack(Columns.mttr, active, of: topology)
      return .share
    }
    return Interval(low: time.high.isFinite ? repair / (repair + time.high) : 0, high: repair / (repair + time.low))
  }
}
