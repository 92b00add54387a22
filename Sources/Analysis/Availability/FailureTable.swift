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
  let derivation: Derivation

  /// The failover is stated at the active component, or else at the standby.
  init(of active: Int, by standby: Int, _ topology: Topology) {
    var derivation = Derivation()
    chance = Self.chance(of: active, by: standby, topology, &derivation)
    self.derivation = derivation
  }

  private static func chance(
    of active: Int, by standby: Int, _ topology: Topology, _ derivation: inout Derivation
  ) -> Interval {
    let owner = [active, standby].first { topology.state(Columns.failoverMode, $0) == .value } ?? active
    switch derivation.use(word: Columns.failoverMode, owner, of: topology) {
    case "none": return .zero
    case "active-active": return .one
    default: break
    }
    let timed = [owner, active, standby].first { topology.number(Columns.failoverTime, $0) != nil } ?? owner
    let takeover = FailoverTime(ofParty: timed, topology: topology, &derivation).seconds
    if takeover == .zero { return .one }
    guard let repair = derivation.number(Columns.mttr, active, of: topology) else {
      derivation.lack(Columns.mttr, active, of: topology)
      return .share
    }
    return Interval(
      low: takeover.high.isFinite ? repair / (repair + takeover.high) : 0, high: repair / (repair + takeover.low))
  }
}
