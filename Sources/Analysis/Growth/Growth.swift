import Topology

/// How something grows from month to month.
struct Growth {
  /// What a month multiplies it with; `1 + growth`, and never below zero.
  let monthly: Interval

  /// A workload's own growth, or else the system's.
  init(ofWorkload workload: Int, topology: Topology, _ derivation: inout Derivation) {
    self.init([(Facts.Workload.growth, workload), (Facts.System.growth, 0)], topology, &derivation)
  }

  /// The growth of a data set.
  init(ofDataSet dataSet: Int, topology: Topology, _ derivation: inout Derivation) {
    self.init([(Columns.dataGrowth, dataSet)], topology, &derivation)
  }

  /// The first that is stated; `growth: none` says that it stays as it is.
  private init(_ columns: [(ColumnID, Int)], _ topology: Topology, _ derivation: inout Derivation) {
    for (column, row) in columns where topology.state(column, row) != .unknown {
      derivation.use(column, row, of: topology)
      monthly = Interval(max(0, 1 + (topology.number(column, row) ?? 0)))
      return
    }
    if let (column, row) = columns.first { derivation.lack(column, row, of: topology) }
    monthly = .unbounded
  }

  /// How many times today's amount there is at `system.horizon`.
  func factorAtHorizon(of topology: Topology, _ derivation: inout Derivation) -> Interval {
    if monthly == .one { return .one }
    guard let horizon = derivation.number(Facts.System.horizon, 0, of: topology) else {
      derivation.lack(Facts.System.horizon, 0, of: topology)
      return monthly.low >= 1 ? .atLeastOne : monthly.high <= 1 ? .share : .unbounded
    }
    return factor(after: horizon)
  }

  /// How many times today's amount there is after some seconds.
  func factor(after seconds: Double) -> Interval {
    monthly.map { Real.pow($0, seconds / QuantityKind.secondsPerMonth) }
  }
}
