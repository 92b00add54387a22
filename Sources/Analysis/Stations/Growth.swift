import Topology

/// How many times today's rate a workload has at the horizon.
struct Growth {
  let factor: Interval

  /// `(1 + growth) ^ months`, with the workload's growth or else the system's; a rate cannot fall below zero.
  init(ofWorkload workload: Int, topology: Topology, _ derivation: inout Derivation) {
    let growth =
      derivation.number(Facts.Workload.growth, workload, of: topology)
      ?? derivation.number(Facts.System.growth, 0, of: topology) ?? Self.noGrowth(workload, topology, &derivation)
    if growth == nil { derivation.lack(Facts.Workload.growth, workload, of: topology) }
    if growth == 0 {
      factor = .one
      return
    }
    let horizon = derivation.number(Facts.System.horizon, 0, of: topology)
    if horizon == nil { derivation.lack(Facts.System.horizon, 0, of: topology) }
    guard let growth, let horizon else {
      factor = growth.map { $0 > 0 ? .atLeastOne : .share } ?? .unbounded
      return
    }
    factor = Interval(Real.pow(max(0, 1 + growth), horizon / QuantityKind.secondsPerMonth))
  }

  /// `growth: none`, of the workload or else of the system, says that it stays as it is.
  private static func noGrowth(_ workload: Int, _ topology: Topology, _ derivation: inout Derivation) -> Double? {
    let own = topology.state(Facts.Workload.growth, workload)
    if own == .none {
      derivation.use(Facts.Workload.growth, workload, of: topology)
      return 0
    }
    guard topology.state(Facts.System.growth, 0) == .none else { return nil }
    derivation.use(Facts.System.growth, 0, of: topology)
    return 0
  }
}
