import Topology

extension CapacityAnalysis {
  /// Mean seconds from the request of one of a fixed number of clients to its answer, `N / X − Z`; not applicable to open
  /// arrivals.
  public func closedResponseTime(ofWorkload workload: Int, at load: LoadCase = .rate) -> Estimate {
    guard let closed = state.demand.workloads[workload].closed else { return .notApplicable }
    let rate = load.demand == .rate ? closed.rate : closed.peak
    func response(_ rate: Double, _ pause: Double) -> Double {
      rate > 0 ? max(0, closed.clients / rate - pause) : .infinity
    }
    // The slower the answers the fewer the requests; a longer pause makes both ends of the rate smaller.
    let value = Interval(
      low: min(response(rate.high, closed.thinkTime.low), response(rate.low, closed.thinkTime.high)),
      high: max(response(rate.high, closed.thinkTime.low), response(rate.low, closed.thinkTime.high)))
    var derivation = closed.derivation
    if value.isPoint { derivation.forgetMissing() }
    // What the rate is off by, the time is off by as a share of the whole cycle.
    let cycle = value.low + closed.thinkTime.low
    let error = value.low > 0 && cycle.isFinite ? closed.error * cycle / value.low : closed.error
    return derivation.estimate(closed.thinkTime.isPoint ? value : nil, .closedResponse, error: error)
  }

  /// Mean seconds that those wait at the entry who start together by a schedule; not applicable where starts are spread, or nobody
  /// says how many start.
  public func cohortWait(ofWorkload workload: Int) -> Estimate {
    var derivation = Derivation()
    let demand = state.demand.workloads[workload]
    guard let entry = demand.entry, topology.state(Columns.scheduleJitter, workload) != .value,
      let cohort = derivation.number(Columns.scheduleCohort, workload, of: topology)
    else { return .notApplicable }
    if topology.state(Columns.scheduleJitter, workload) == .unknown {
      derivation.lack(Columns.scheduleJitter, workload, of: topology)
    }
    let party = state.nodes.party(ofNode: entry, in: topology)
    guard let station = state.station(party, .least), station.formula == .utilization, let side = station.sides.first,
      let term = side.terms.first(where: { $0.node == entry })
    else { return .notApplicable }
    addWork(of: station, party, .rate, to: &derivation)
    derivation.assume(.exponentialVariation)
    let work = Station.work(side) { state.rates(.rate)[$0] }
    func wait(_ bound: Bound) -> Double {
      let servers = max(1, bound.ofSupply(side.capacity))
      let time = bound.of(term.work)
      guard servers.isFinite, time > 0 else { return 0 }
      guard time.isFinite else { return .infinity }
      let line = BatchLine(
        servers: Int(servers), batch: cohort, arrivals: bound.of(work) / time, serviceTime: time)
      return line.meanWait
    }
    let hasJitter = topology.state(Columns.scheduleJitter, workload) == .unknown
    let worst = wait(.worst)
    let value = Interval(low: hasJitter ? 0 : min(worst, wait(.best)), high: worst)
    if value.isPoint { derivation.forgetMissing() }
    return derivation.estimate(value, .cohortWait)
  }
}
