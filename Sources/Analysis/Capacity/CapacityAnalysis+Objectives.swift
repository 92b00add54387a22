import Topology

extension CapacityAnalysis {
  /// The largest requests per second of a workload, the others at their peak, at which it is carried and all its
  /// latency objectives hold; not applicable without objectives.
  public func maxRateWithinObjectives(ofWorkload workload: Int) -> Estimate {
    let objectives = LatencyObjective.all(ofWorkload: workload, topology)
    guard !objectives.isEmpty else { return .notApplicable }
    let carried = maxRate(ofWorkload: workload)
    var derivation = Derivation()
    derivation.add(carried)
    var value = carried.value ?? .unbounded
    for objective in objectives {
      derivation.use(objective.column, workload, of: topology)
      value = .min(
        value, maxRate(ofWorkload: workload, within: objective, below: carried.value ?? .unbounded, &derivation))
    }
    if value.isPoint { derivation.forgetMissing() }
    return derivation.estimate(value, .rateWithinObjectives)
  }

  /// How much more than its peak a workload could ask for.
  public func headroom(ofWorkload workload: Int) -> Estimate {
    headroom(workload, .headroom) { largest, peak in
      Interval(low: max(0, largest.low - peak.high), high: max(0, largest.high - peak.low))
    }
  }

  /// The same as a share of the peak.
  public func headroomShare(ofWorkload workload: Int) -> Estimate {
    headroom(workload, .headroomShare) { largest, peak in
      let factor = largest / peak
      return Interval(low: max(0, factor.low - 1), high: max(0, factor.high - 1))
    }
  }

  /// The fewest replicas, the other components as they are, with which the latency objectives of all workloads hold at
  /// peak; infinite where no number of them is enough. Not applicable to stores and without objectives.
  public func replicasNeededForLatency(ofParty party: Int) -> Estimate {
    guard topology.kind(ofParty: party) == .service, state.station(party, .least)?.formula == .utilization else {
      return .notApplicable
    }
    let objectives = workloads(visiting: party).flatMap { workload in
      LatencyObjective.all(ofWorkload: workload, topology).map { (workload, $0) }
    }
    guard !objectives.isEmpty else { return .notApplicable }
    var derivation = Derivation()
    for (workload, objective) in objectives {
      derivation.use(objective.column, workload, of: topology)
      derivation.add(objective.figure(of: latency(ofWorkload: workload, at: .peak)))
    }
    let isLimited = LineLimit(ofParty: party, topology) != nil
    func needed(_ end: (Interval) -> Double) -> Double {
      fewest { count in
        let changed = withReplicas(count, ofParty: party)
        // Where few may wait, those that find a place are answered soon whatever the load; the rest is refused.
        guard !isLimited || end(changed.peakUtilization(ofParty: party).value ?? .unbounded) <= 1 else { return false }
        return objectives.allSatisfy { workload, objective in
          end(objective.figure(of: changed.latency(ofWorkload: workload, at: .peak)).value ?? .unbounded)
            <= objective.limit
        }
      }
    }
    let low = needed(\.low)
    let high = needed(\.high)
    derivation.forget {
      [Facts.Party.replicasMin, Facts.Party.replicasMax].contains($0.column) && $0.entity.row == party
    }
    return derivation.estimate(Interval(low: low, high: max(low, high)), .replicasForLatency)
  }

  // MARK: Parts

  private func headroom(
    _ workload: Int, _ formula: Formula, _ left: (Interval, Interval) -> Interval
  ) -> Estimate {
    let largest = maxRate(ofWorkload: workload)
    let peak = peak(ofWorkload: workload)
    guard largest.isApplicable, peak.isApplicable else { return .notApplicable }
    var derivation = Derivation()
    derivation.add(largest)
    derivation.add(peak)
    let value = left(largest.value ?? .unbounded, peak.value ?? .unbounded)
    if value.isPoint { derivation.forgetMissing() }
    return derivation.estimate(value, formula)
  }

  /// Latency never falls with the rate, so that each end is found by a search up to what is carried.
  private func maxRate(
    ofWorkload workload: Int, within objective: LatencyObjective, below carried: Interval,
    _ derivation: inout Derivation
  ) -> Interval {
    derivation.add(objective.figure(of: latency(ofWorkload: workload, at: .peak)))
    derivation.forget { [Facts.Workload.rate, Facts.Workload.peak].contains($0.column) && $0.entity.row == workload }
    func largest(_ bound: Bound) -> Double {
      // Of one line, the inverse of a time falls in proportion to the rate; where nobody can follow it is zero.
      func reserve(_ rate: Double) -> Double {
        let time = withPeak(rate, ofWorkload: workload).time(ofWorkload: workload, at: .peak, bound)
        return 1 / objective.time(time) - 1 / objective.limit
      }
      let most = bound.ofSupply(carried)
      return Bisection.fallingSmoothly(
        between: 0, most.isFinite ? most : Self.anyRate, tolerance: Self.rateTolerance, reserve)
    }
    let low = largest(.worst)
    return Interval(low: low, high: max(low, largest(.best)))
  }

  /// Per second; more than anybody asks for.
  private static let anyRate = 1e12
  private static let rateTolerance = 1e-9

  /// The smallest count of which something holds that holds of all larger ones.
  private func fewest(_ holds: (Double) -> Bool) -> Double {
    let most = 1_000_000.0
    guard holds(most) else { return .infinity }
    var low = 0.0
    var high = 1.0
    while !holds(high) {
      low = high
      high = min(most, high * 2)
    }
    while high - low > 1 {
      let middle = ((low + high) / 2).rounded()
      if holds(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// The same system with another peak of one workload.
  func withPeak(_ rate: Double, ofWorkload workload: Int) -> CapacityAnalysis {
    let requests = state.requests
    let other = AnalysisState(
      state,
      requests: { kind in
        var changed = requests(kind)
        changed[workload] = Interval(rate)
        return changed
      })
    return CapacityAnalysis(topology, other)
  }

  private func withReplicas(_ count: Double, ofParty party: Int) -> CapacityAnalysis {
    let cell = Cell(.value, basis: .stated, payload: Payload.number(count))
    return CapacityAnalysis(
      of: topology.setting(Facts.Party.replicasMin, party, to: cell).setting(Facts.Party.replicasMax, party, to: cell))
  }
}

/// One promise of a workload about its response times.
struct LatencyObjective {
  let column: ColumnID
  private let kind: Kind
  /// Seconds.
  let limit: Double

  func figure(of time: ResponseTime) -> Estimate { kind.figure(time) }

  /// The figure of a law.
  func time(_ law: TimeLaw) -> Double { kind.share.map(law.percentile) ?? law.mean }

  private struct Kind {
    let column: ColumnID
    /// Of answers that are there by then; `nil` of the mean.
    let share: Double?
    let figure: @Sendable (ResponseTime) -> Estimate
  }

  private static let kinds = [
    Kind(column: Columns.objectiveMean, share: nil) { $0.mean },
    Kind(column: Columns.objectiveMedian, share: 0.5) { $0.p50 },
    Kind(column: Columns.objective95, share: 0.95) { $0.p95 },
    Kind(column: Columns.objective99, share: 0.99) { $0.p99 },
  ]

  static func all(ofWorkload workload: Int, _ topology: Topology) -> [LatencyObjective] {
    kinds.compactMap { kind in
      topology.number(kind.column, workload).map { LatencyObjective(column: kind.column, kind: kind, limit: $0) }
    }
  }
}
