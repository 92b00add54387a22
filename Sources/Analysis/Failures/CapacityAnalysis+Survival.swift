import Topology

extension CapacityAnalysis {
  /// Whether a component goes on serving, perhaps after a failover, when one of its copies is lost: 1 or 0.
  public func survivesReplicaLoss(ofParty party: Int) -> Estimate {
    guard topology.kind(ofParty: party) != .client else { return .notApplicable }
    let failures = state.availability.failures
    if let takeover = failures.takeovers[party], takeover.time.high.isFinite {
      return takeover.derivation.estimate(.one, .survival)
    }
    let survival = failures[party].survival(without: 1)
    return flag([survival.low, survival.high], failures[party].needs.derivation)
  }

  /// Whether enough of its own copies are left whichever of its zones is lost. What it depends on is not looked at.
  public func survivesZoneLoss(ofParty party: Int) -> Estimate {
    survives(.zone, ofParty: party)
  }

  /// Whether enough of its own copies are left whichever of its regions is lost. What it depends on is not looked at.
  public func survivesRegionLoss(ofParty party: Int) -> Estimate {
    survives(.region, ofParty: party)
  }

  /// The number of workloads of which requests fail while a component is lost with all its copies.
  public func stoppedWorkloads(ofParty party: Int) -> Estimate {
    guard topology.kind(ofParty: party) != .client else { return .notApplicable }
    var derivation = Derivation()
    var count = Interval.zero
    for workload in topology.rows(of: .workload) {
      guard let failure = state.availability.failure(ofWorkload: workload) else {
        derivation.lack(Facts.Workload.entry, workload, of: topology)
        count.high += 1
        continue
      }
      guard failure.worst.concerns(party), let impact = state.availability.impact(onWorkload: workload) else {
        continue
      }
      let share = impact[.component(party)]
      count = count + Interval(low: share.low > 0 ? 1 : 0, high: share.high > 0 ? 1 : 0)
      derivation.add(failure.summary.summarized(inputs: 0, missing: 25))
    }
    if count.isPoint { derivation.forgetMissing() }
    return derivation.estimate(count, .stoppedWorkloads)
  }

  // MARK: Parts

  private enum PlaceKind {
    case zone, region

    var column: ColumnID { self == .zone ? Columns.zones : Columns.regions }

    func matches(_ domain: FailureDomain) -> Bool {
      switch domain {
      case .zone: self == .zone
      case .region: self == .region
      }
    }
  }

  private func survives(_ kind: PlaceKind, ofParty party: Int) -> Estimate {
    guard topology.kind(ofParty: party) != .client else { return .notApplicable }
    var derivation = Derivation()
    guard topology.state(kind.column, party) == .value else {
      if topology.state(kind.column, party) == .none { return .notApplicable }
      derivation.lack(kind.column, party, of: topology)
      return derivation.estimate(.share, .survival)
    }
    derivation.use(kind.column, party, of: topology)
    let failure = state.availability.failures[party]
    derivation.add(failure.needs.derivation)
    let places = failure.placement.domains.filter(kind.matches)
    let ends = [Bound.worst, .best].map { bound -> Double in
      let all = places.allSatisfy { place in
        failure.isServed(.serve, failure.placement.left(without: { $0 == place }), bound)
          || standsIn(for: party, without: place)
      }
      return all ? 1 : 0
    }
    return flag(ends, derivation)
  }

  /// Whether a standby that takes over runs where the loss of a place does not reach all of it.
  private func standsIn(for party: Int, without place: FailureDomain) -> Bool {
    guard let takeover = state.availability.failures.takeovers[party], takeover.time.high.isFinite else { return false }
    let standby = state.availability.failures[takeover.standby].placement
    return standby.left(without: { $0 == place }).copies > 0
  }

  private func flag(_ ends: [Double], _ derivation: Derivation) -> Estimate {
    let value = Interval(low: min(ends[0], ends[1]), high: max(ends[0], ends[1]))
    var derivation = derivation
    if value.isPoint { derivation.forgetMissing() }
    return derivation.estimate(value, .survival)
  }
}

/// What is left.
extension Formula {
  static let survival = Formula("copies left ≥ copies needed", source: "the language")
  static let stoppedWorkloads = Formula(
    "workloads with requests that fail while it is down and everything else is up",
    source: "structure function by binary decision diagram (Bryant 1986)")
}
