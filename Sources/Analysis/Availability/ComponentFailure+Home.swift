import Topology

/// What happens when the places fail where the copy is that serves alone.
extension ComponentFailure {
  /// Whether a use waits for another copy while the place is down.
  func waitsForLeader(_ use: CopyUse, _ left: CopiesLeft, _ bound: Bound) -> Bool {
    !left.hasLeader && bound.of(needs[use].takeover) > 0
  }

  /// Of the time that the place is down, the share in which another copy has taken over: `repair / (repair + takeover)`,
  /// both exponential.
  func leaderMoved(_ bound: Bound) -> Double {
    let time = bound.of(.max(needs.read.takeover, needs.serve.takeover))
    let repair = bound.ofSupply(homeRepair)
    if time == 0 { return 1 }
    return time.isInfinite ? 0 : repair.isInfinite ? 1 : repair / (repair + time)
  }

  static func homeRepair(
    _ placement: Placement, _ needs: CopyNeeds, _ domains: FailureDomains, _ topology: Topology,
    _ derivation: inout Derivation
  ) -> Interval {
    let waits = CopyUse.allCases.contains { needs[$0].takeover.high > 0 && needs[$0].takeover.low.isFinite }
    guard waits, placement.cells.count > 1 else { return .unbounded }
    var result: Interval?
    for place in placement.home where domains.chance(of: place) < 1 {
      let repair = domains.repair(of: place)
      if repair == nil {
        derivation.lack(place.repairColumn, 0, of: topology)
      } else {
        derivation.use(place.repairColumn, 0, of: topology)
      }
      let time = repair.map { Interval($0) } ?? .unbounded
      result = result.map { .hull($0, time) } ?? time
    }
    return result ?? .unbounded
  }
}

extension Placement {
  /// The places of the copy that serves alone, where one does.
  var home: [FailureDomain] {
    guard let cell = cells.first else { return [] }
    return [cell.region.map(FailureDomain.region), cell.zoneName.map(FailureDomain.zone)].compactMap { $0 }
  }
}
