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
      value = .min(value, maxRate(ofWorkload: workload, within: objective, &derivation))
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

  /// Latency never falls with the rate, so that each end is found by bisection.
  private func maxRate(
    ofWorkload workload: Int, within objective: LatencyObjective, _ derivation: inout Derivation
  ) -> Interval {
    derivation.add(objective.figure(of: latency(ofWorkload: workload, at: .peak)))
    derivation.forget { [Facts.Workload.rate, Facts.Workload.peak].contains($0.column) && $0.entity.row == workload }
    func largest(_ end: (Interval) -> Double) -> Double {
      func holds(_ rate: Double) -> Bool {
        let figure = objective.figure(of: withPeak(rate, ofWorkload: workload).latency(ofWorkload: workload, at: .peak))
        return end(figure.value ?? .unbounded) <= objective.limit
      }
      guard holds(0) else { return 0 }
      guard !holds(1e12) else { return .infinity }
      return Bisection.falling(from: 1) { holds($0) ? 1 : -1 }
    }
    let low = largest(\.high)
    return Interval(low: low, high: max(low, largest(\.low)))
  }

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
  let figure: @Sendable (ResponseTime) -> Estimate
  /// Seconds.
  let limit: Double

  func figure(of time: ResponseTime) -> Estimate { figure(time) }

  private static let kinds: [(ColumnID, @Sendable (ResponseTime) -> Estimate)] = [
    (Columns.objectiveMean, { $0.mean }), (Columns.objectiveMedian, { $0.p50 }), (Columns.objective95, { $0.p95 }),
    (Columns.objective99, { $0.p99 }),
  ]

  static func all(ofWorkload workload: Int, _ topology: Topology) -> [LatencyObjective] {
    kinds.compactMap { column, figure in
      topology.number(column, workload).map { LatencyObjective(column: column, figure: figure, limit: $0) }
    }
  }
}
