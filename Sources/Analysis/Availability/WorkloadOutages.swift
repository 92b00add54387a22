import Topology

/// How often and how long a workload is down.
struct WorkloadOutages {
  /// Failures per second; from the components whose times to repair are known, at least so many.
  private(set) var failures: Interval
  /// The times to repair that are missing.
  private(set) var missing: [FactID] = []
  private let down: Interval

  var frequency: (Interval?, Formula) {
    (failures.high.isFinite || failures.low > 0 ? failures : nil, .failureFrequency)
  }

  /// Not known where nothing says how often it fails; nothing where it never does.
  var meanDuration: (Interval?, Formula) {
    guard failures.low > 0 || failures == .zero else { return (nil, .meanOutage) }
    let value = down / failures
    return (failures == .zero ? .zero : value, .meanOutage)
  }

  init(_ failure: WorkloadFailure, _ table: FailureTable) {
    let ends = [(failure.worst, Bound.worst), (failure.best, Bound.best)].map { Self.frequency($0, $1, table) }
    let low = min(ends[0].known, ends[1].known)
    let high = max(ends[0].known, ends[1].known)
    let up = failure.availability
    // What may be down for all that is stated may be down at any time.
    let isOpen = !failure.isExact || failure.mayNeedMore || up.low <= 0 || ends.contains { !$0.missing.isEmpty }
    failures = Interval(low: low, high: isOpen ? .infinity : high)
    missing = ends.flatMap(\.missing)
    down = Interval(low: 1 - up.high, high: 1 - up.low)
  }

  /// Vesely's sum of importance × failures of each event.
  private static func frequency(
    _ function: StructureFunction, _ bound: Bound, _ table: FailureTable
  ) -> (known: Double, missing: [FactID]) {
    // Until a standby has taken over, every failure of what it stands in for is felt.
    let felt = zip(function.events.events, function.events.chances).map { event, chance -> Double in
      switch event {
      case .takenOver, .leaderMoved: return chance < 1 ? 0.0 : 1
      default: return chance
      }
    }
    let importances = function.importances(felt)
    var known = 0.0
    var missing: [FactID] = []
    for (number, event) in function.events.events.enumerated() where importances[number] > 0 {
      switch event {
      case .domain(let domain):
        if let frequency = table.domains.failureFrequency(of: domain) {
          known += importances[number] * frequency
        } else {
          missing.append(FactID(domain.repairColumn, row: 0))
        }
      case .copies(let party, let left, let isStricter):
        if let frequency = table[party].frequency(left, isStricter: isStricter, bound) {
          known += importances[number] * frequency
        } else {
          missing.append(FactID(Columns.mttr, row: party))
        }
      case .otherPartitions(let party, let left, let isStricter):
        if let frequency = table[party].frequencyOfOthers(left, isStricter: isStricter, bound) {
          known += importances[number] * frequency
        } else {
          missing.append(FactID(Columns.mttr, row: party))
        }
      case .takenOver, .leaderMoved, .skipped, .hit, .spared: break
      }
    }
    return (known, missing)
  }
}

extension FailureDomain {
  /// The fact that says how long it takes until one is back.
  var repairColumn: ColumnID {
    switch self {
    case .zone: Columns.zoneRepair
    case .region: Columns.regionRepair
    }
  }
}

extension ComponentFailure {
  /// How often a `copies` event ends, per second; of the stricter use, what it adds to the weaker one's failures.
  func frequency(_ left: CopiesLeft, isStricter: Bool, _ bound: Bound) -> Double? {
    guard let weaker = failureFrequency(weakerUse, left, bound) else { return nil }
    guard isStricter else { return weaker }
    let up = availability(weakerUse, left, bound)
    guard up > 0, let both = failureFrequency(weakerUse == .read ? .serve : .read, left, bound) else { return nil }
    return max(0, (both - weaker * chance(left, isStricter: true, bound)) / up)
  }
}
