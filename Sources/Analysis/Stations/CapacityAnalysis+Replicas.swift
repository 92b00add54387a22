import Topology

extension CapacityAnalysis {
  /// The replicas that a load needs at the target utilization, at least one; infinite where no number of them is enough. Not
  /// applicable to stores, where more copies take no more writes.
  public func replicasNeeded(ofParty party: Int, at load: LoadCase = .peak) -> Estimate {
    replicasNeeded(ofParty: party, at: load, .replicasNeeded) { Interval(low: $0.low, high: $0.high) }
  }

  /// The same with one more, which may be lost.
  public func replicasNeededForReplicaLoss(ofParty party: Int, at load: LoadCase = .peak) -> Estimate {
    replicasNeeded(ofParty: party, at: load, .replicasNeededForReplicaLoss) { $0 + .one }
  }

  /// The replicas, the same number in each zone, of which enough are left when a zone is lost; infinite with one zone.
  public func replicasNeededForZoneLoss(ofParty party: Int, at load: LoadCase = .peak) -> Estimate {
    let zones = topology.textList(Columns.zones, party).map { Double($0.count) }
    var own = Derivation()
    if zones == nil {
      own.lack(Columns.zones, party, of: topology)
    } else {
      own.use(Columns.zones, party, of: topology)
    }
    func spread(_ needed: Double) -> Double {
      guard let zones, zones > 1, needed.isFinite else { return .infinity }
      return (needed / (zones - 1)).rounded(.up) * zones
    }
    return replicasNeeded(ofParty: party, at: load, .replicasNeededForZoneLoss, own) {
      Interval(low: zones == nil ? $0.low + 1 : spread($0.low), high: spread($0.high))
    }
  }

  private func replicasNeeded(
    ofParty party: Int, at load: LoadCase, _ formula: Formula, _ own: Derivation = Derivation(),
    _ provided: (Interval) -> Interval
  ) -> Estimate {
    guard topology.count(.workload) > 0, let one = state.stationMaker.station(party, withReplicas: 1) else {
      return .notApplicable
    }
    var derivation = own
    let search = ReplicaSearch(self, party, load, target: targetUtilization(&derivation))
    addWork(of: one, party, load, to: &derivation)
    derivation.add(Scalability(ofParty: party, topology: topology).derivation)
    var needed = search.needed(one)
    var formula = formula
    if load.replicas.loss == .nothing, topology.kind(ofParty: party) == .service {
      let longest = load == .peak ? state.longestInnerTimes.value { LongestInnerTimes(state) } : nil
      let held = HeldUse(ofParty: party, load.replicas, state, longest, rates: search.rates)
      let copies = held.copies(atLeast: needed, target: search.target)
      if copies != needed {
        derivation.add(held.derivation)
        if formula == .replicasNeeded { formula = .replicasForHeld }
      }
      needed = copies
    }
    return derivation.estimate(provided(needed), formula)
  }
}

/// Finds the fewest replicas that keep a component at or below a utilization.
private struct ReplicaSearch {
  let maker: StationMaker
  let party: Int
  let target: Double
  let law: UniversalScalability?
  let rates: (Int) -> Interval

  init(_ analysis: CapacityAnalysis, _ party: Int, _ load: LoadCase, target: Double) {
    maker = analysis.state.stationMaker
    self.party = party
    self.target = target
    law = Scalability(ofParty: party, topology: analysis.topology).law
    let rates = analysis.state.rates(load)
    self.rates = { rates[$0] * load.factor }
  }

  /// - Parameter one: the station with one replica.
  func needed(_ one: Station) -> Interval {
    guard let side = one.sides.first else { return .one }
    let load = Station.work(side, rates) / side.capacity
    let low = needed(load.low) { $0.low }
    return Interval(low: low, high: max(low, needed(load.high) { $0.high }))
  }

  /// For a load in multiples of one replica; what does not fit with the number that the law gives has another limit, which
  /// more replicas do not move.
  private func needed(_ load: Double, _ end: (Interval) -> Double) -> Double {
    guard load.isFinite, target > 0 else { return load == 0 ? 1 : .infinity }
    let count = law.map { $0.nodes(for: load / target) } ?? max(1, (load / target - 1e-9).rounded(.up))
    guard let count, let station = maker.station(party, withReplicas: count) else { return .infinity }
    return end(station.utilization(rates)) <= target * (1 + 1e-6) ? count : .infinity
  }
}
