import Topology

extension CapacityAnalysis {
  /// The largest requests per second of a workload that every component can follow for good, the others at their peak.
  public func maxRate(ofWorkload workload: Int) -> Estimate { largestRate(ofWorkload: workload).rate }

  /// The same with what binds it. Without a bound from any component it is not known.
  public func largestRate(ofWorkload workload: Int) -> LargestRate {
    largest(limits(ofWorkload: workload), .largestRate, workload)
  }

  /// By which factor all workloads' peaks can grow together; below 1 where they are too much already.
  public func largestPeakFactor() -> LargestRate {
    largest(limits(ofWorkload: nil), .largestFactor, nil)
  }

  /// The components behind queues that cannot follow at peak, the fastest growing backlog first.
  public func backlogs(ofWorkload workload: Int) -> [Backlog] {
    limits(ofWorkload: workload)
      .filter { $0.kind == .servers && $0.isAsynchronous && $0.peakUtilization.high > 1 }
      .compactMap { backlog($0, workload) }
      .sorted { ($1.growth.value?.high ?? 0, $0.party) < ($0.growth.value?.high ?? 0, $1.party) }
  }

  // MARK: Parts

  /// What binds the demand of one workload, or of the mix, the narrowest first; found once.
  func limits(ofWorkload workload: Int?, _ failures: LoadCase.Failures = .nothingFails) -> [Limit] {
    state.limits.value(LimitQuestion(workload: workload, failures: failures)) {
      LimitSearch(self, workload: workload, failures: failures).limits()
    }
  }

  /// So many of the narrowest components explain a figure; more would help nobody.
  private static let mostExplained = 25

  func largest(_ limits: [Limit], _ formula: Formula, _ workload: Int?) -> LargestRate {
    let low = limits.reduce(Double.infinity) { min($0, $1.rate.low) }
    let high = limits.reduce(Double.infinity) { min($0, $1.rate.high) }
    var derivation = Derivation()
    // Only what may bind before the bound that is known can change the figure.
    let binding = limits.lazy.filter { $0.rate.low <= high }.prefix(Self.mostExplained)
    for limit in binding { derivation.add(limit.derivation) }
    addTimes(at: Set(binding.flatMap(\.involved)).sorted(), to: &derivation)
    if low == high { derivation.forgetMissing() }
    if let workload { forgetOwnPeak(workload, &derivation) }
    if let workload, state.demand.workloads[workload].entry == nil {
      derivation.lack(Facts.Workload.entry, workload, of: topology)
    }
    let value = limits.isEmpty ? nil : Interval(low: low, high: high)
    let known = limits.filter { $0.rate != .unbounded }
    return LargestRate(rate: derivation.estimate(value, formula), limits: Array(known.prefix(LimitSearch.mostShown)))
  }

  /// A workload's own demand is what is looked for.
  private func forgetOwnPeak(_ workload: Int, _ derivation: inout Derivation) {
    let own = [Facts.Workload.rate, Facts.Workload.peak].map { FactID($0, row: workload) }
    derivation.forget(where: own.contains)
  }

  private func backlog(_ limit: Limit, _ workload: Int) -> Backlog? {
    guard let station = state.stations(.byScaling)[limit.party],
      let side = station.sides.first(where: { $0.kind == limit.side })
    else { return nil }
    let rates = state.rates(.peak)
    let arrivals = side.terms.reduce(Interval.zero) { $0 + rates[$1.node] }
    let growth = Interval(
      low: Interval.product(arrivals.low, excess(limit.peakUtilization.low)),
      high: Interval.product(arrivals.high, excess(limit.peakUtilization.high)))
    var derivation = Derivation()
    addWork(of: station, limit.party, .peak, to: &derivation)
    if growth.isPoint { derivation.forgetMissing() }
    return Backlog(
      party: limit.party, queue: queue(before: limit.party, workload),
      growth: derivation.estimate(growth, .backlogGrowth), sustainedRate: limit.rate)
  }

  /// The share of arrivals that a component with this utilization cannot follow.
  private func excess(_ utilization: Double) -> Double { utilization > 1 ? 1 - 1 / utilization : 0 }

  /// The first queue that hands the workload's messages to a component.
  private func queue(before party: Int, _ workload: Int) -> Int? {
    topology.incoming(ofParty: party).map { topology.source(ofLink: Int($0)) }
      .first { topology.kind(ofParty: $0) == .queue && visits(ofParty: $0, byWorkload: workload).high > 0 }
  }
}
