import Topology

/// The servers of one side of a component over time, while scaling follows the load.
struct ScalingCourse {
  let topology: Topology
  let party: Int
  let bound: Bound

  /// As many servers as the ordinary load asks for; from the need for more until `scaling.reaction_time` later no more,
  /// then as many as scaling brings. They stay until the backlog is gone.
  ///
  /// - Parameters:
  ///   - least: servers with the fewest replicas.
  ///   - most: servers with those that scaling brings.
  ///   - work: servers that the arrivals ask for.
  ///   - isSudden: whether something comes all at once at the beginning.
  func servers(least: Interval, most: Interval, work: RateCurve, isSudden: Bool) -> RateCurve {
    let fewest = Self.finite(bound.ofSupply(least))
    let top = max(fewest, Self.finite(bound.ofSupply(most)))
    // Without a target, the need is there when the servers are full.
    let target = topology.number(Columns.scalingTarget, party).flatMap { $0 > 0 ? $0 : nil } ?? 1
    let ordinary = min(top, max(fewest, work.final / target))
    guard top > ordinary, let need = isSudden ? 0 : work.firstTime(above: ordinary * target) else {
      return RateCurve(level: ordinary)
    }
    let ready = need + reactionTime
    guard ready > 0 else { return RateCurve(level: top) }
    guard ready.isFinite else { return RateCurve(level: ordinary) }
    return RateCurve(pieces: [
      RateCurve.Piece(start: 0, rate: ordinary, slope: 0), RateCurve.Piece(start: ready, rate: top, slope: 0),
    ])
  }

  /// What the course rests on, where there is anything to scale.
  func add(to derivation: inout Derivation) {
    guard topology.word(Facts.Party.scalingMode, party) != "none" else { return }
    if derivation.number(Columns.scalingReactionTime, party, of: topology) == nil {
      derivation.lack(Columns.scalingReactionTime, party, of: topology)
    }
    _ = derivation.number(Columns.scalingTarget, party, of: topology)
  }

  private var reactionTime: Double {
    switch topology.state(Columns.scalingReactionTime, party) {
    case .value: topology.number(Columns.scalingReactionTime, party) ?? 0
    case .none: 0
    case .unknown: bound == .best ? 0 : .infinity
    }
  }

  /// So many servers that nothing ever waits, and still a number to compute with.
  private static func finite(_ servers: Double) -> Double { min(servers, 1e150) }
}
