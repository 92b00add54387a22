import Topology

extension CapacityAnalysis {
  // MARK: Bursts

  /// Requests that wait at most while the stated bursts come: in front of a component, or in a queue, as many as it has room
  /// for, the messages for the consumer group that is furthest behind. Bursts begin together; of a workload that states none, as much as its peak
  /// allows.
  ///
  /// Infinite where the ordinary load is too much already.
  public func burstBacklog(ofParty party: Int) -> Estimate { burst(.backlog, ofParty: party) }

  /// Seconds from the largest backlog until it is worked off.
  public func drainTime(ofParty party: Int) -> Estimate { burst(.drainTime, ofParty: party) }

  /// Seconds that the oldest request has waited at most, first come first served.
  public func oldestAge(ofParty party: Int) -> Estimate { burst(.oldestAge, ofParty: party) }

  /// Requests that find no place while the stated bursts come: messages of a queue that is full, unless producers wait,
  /// and requests to a component that lets only so many wait. Not applicable to components that state no limit.
  public func burstLoss(ofParty party: Int) -> Estimate {
    guard topology.kind(ofParty: party) == .queue || LineLimit.places(ofParty: party, topology) != nil else {
      return .notApplicable
    }
    return burst(.loss, ofParty: party)
  }

  /// The same for the messages along one link that leaves a queue.
  public func burstBacklog(ofLink link: Int) -> Estimate { burst(.backlog, ofLink: link) }

  /// The same for the messages along one link that leaves a queue.
  public func drainTime(ofLink link: Int) -> Estimate { burst(.drainTime, ofLink: link) }

  /// The same for the messages along one link that leaves a queue.
  public func oldestAge(ofLink link: Int) -> Estimate { burst(.oldestAge, ofLink: link) }

  /// Utilization at the height of the stated bursts, before scaling reacts.
  public func burstUtilization(ofParty party: Int) -> Estimate {
    guard let station = state.stations(.least)[party], topology.count(.workload) > 0 else { return .notApplicable }
    var derivation = burstDerivation(ofParty: party, scales: false)
    func highest(_ bound: Bound) -> Double {
      let fluid = state.fluid(bound)
      return station.sides.reduce(0) { most, side in
        let work = side.terms.reduce(RateCurve(level: 0)) {
          $0 + (fluid.value.arrivals(at: $1.node) * bound.of($1.work)).rate
        }
        return max(most, Interval.quotient(work.highest, bound.ofSupply(side.capacity)))
      }
    }
    let value = Interval(ends: highest(.best), highest(.worst))
    if value.isPoint { derivation.forgetMissing() }
    return derivation.estimate(value, .burstUtilization)
  }

  // MARK: Parts

  private func burst(_ figure: BacklogFigure, ofParty party: Int) -> Estimate {
    guard topology.count(.workload) > 0 else { return .notApplicable }
    switch topology.kind(ofParty: party) {
    case .client: return .notApplicable
    case .queue: return burst(figure, inQueue: party)
    case .service, .store: return burst(figure, before: party)
    }
  }

  /// The line in front of a component's own servers: of a store, the longest of its copies'.
  private func burst(_ figure: BacklogFigure, before party: Int) -> Estimate {
    guard let station = state.stations(.least)[party] else { return .notApplicable }
    // What waits in the queue that alone feeds it waits nowhere else.
    let fed = LineLimit(ofParty: party, topology).flatMap { $0.queue == nil || $0.overflow == .unknown ? nil : $0 }
    let limit = figure == .loss ? .infinity : fed?.places.queue ?? .infinity
    func value(_ bound: Bound) -> Double {
      let fluid = state.fluid(bound)
      return zip(fluid.value.lines[party] ?? [], station.sides).reduce(0) { most, side in
        let all = side.1.terms.reduce(Fluid.nothing) { $0 + fluid.value.arrivals(at: $1.node) * bound.of($1.part) }
        return max(most, side.0.figure(figure, of: all, limit: limit))
      }
    }
    var interval = Interval(ends: value(.best), value(.worst))
    if figure == .backlog { interval = shortened(interval, party) }
    var derivation = burstDerivation(ofParty: party, scales: true)
    for column in [Columns.queueLimit, Columns.admissionMost] where topology.state(column, party) != .unknown {
      derivation.use(column, party, of: topology)
    }
    return estimate(interval, figure, derivation)
  }

  /// The consumer group that is furthest behind, or the queue's own servers if it has any.
  private func burst(_ figure: BacklogFigure, inQueue queue: Int) -> Estimate {
    var own = burst(figure, before: queue)
    let limits = QueueLimits(ofQueue: queue, topology: topology)
    var derivation = burstDerivation(ofParty: queue, scales: false)
    if own.isApplicable { derivation.add(own) }
    var largest = own.value
    for group in ConsumerGroups(of: queue, topology: topology).groups {
      var sum: Interval?
      for link in group {
        guard let value = value(figure, ofLink: link, limits, &derivation) else { continue }
        sum = sum.map { figure == .backlog || figure == .loss ? $0 + value : .max($0, value) } ?? value
      }
      if let sum { largest = largest.map { .max($0, sum) } ?? sum }
    }
    guard let largest else { return own }
    own = estimate(largest, figure, derivation)
    return own
  }

  private func burst(_ figure: BacklogFigure, ofLink link: Int) -> Estimate {
    let queue = topology.source(ofLink: link)
    guard topology.kind(ofParty: queue) == .queue, topology.count(.workload) > 0 else { return .notApplicable }
    var derivation = burstDerivation(ofParty: queue, scales: false)
    let limits = QueueLimits(ofQueue: queue, topology: topology)
    guard let value = value(figure, ofLink: link, limits, &derivation) else { return .notApplicable }
    return estimate(value, figure, derivation)
  }

  /// `nil` where the consumer has no servers of its own.
  private func value(
    _ figure: BacklogFigure, ofLink link: Int, _ limits: QueueLimits, _ derivation: inout Derivation
  ) -> Interval? {
    let party = topology.target(ofLink: link)
    guard state.stations(.least)[party] != nil else { return nil }
    derivation.add(burstDerivation(ofParty: party, scales: true))
    let isLimited = limits.length.isPoint && limits.length.high.isFinite && limits.overflow != "block"
    if figure == .loss || isLimited { derivation.add(limits.derivation) }
    func limit(_ bound: Bound) -> Double {
      if figure == .loss { return bound.ofSupply(limits.length) }
      // What is lost does not wait; producers do, where nobody says what becomes of it.
      return isLimited && (limits.overflow != nil || bound == .best) ? limits.length.high : .infinity
    }
    func value(_ bound: Bound) -> Double {
      let fluid = state.fluid(bound)
      guard let kind = fluid.value.messages[Int32(link)], let line = fluid.value.lines[party]?.first else { return 0 }
      return line.figure(figure, of: kind, limit: limit(bound))
    }
    let interval = Interval(ends: value(.best), value(.worst))
    switch figure {
    case .backlog: return shortened(interval, party)
    case .loss: return interval * limits.refuses(&derivation, topology, queue: topology.source(ofLink: link))
    case .drainTime, .oldestAge: return interval
    }
  }

  private func estimate(_ value: Interval, _ figure: BacklogFigure, _ derivation: Derivation) -> Estimate {
    var derivation = derivation
    if value.isPoint { derivation.forgetMissing() }
    return derivation.estimate(value, figure.formula)
  }

  /// Within one service time nothing is finished that came with the burst, but idle servers take some of it.
  private func shortened(_ backlog: Interval, _ party: Int) -> Interval {
    guard backlog.high > 0, let station = state.stations(.least)[party], station.formula == .utilization,
      let side = station.sides.first
    else { return backlog }
    let length = state.visitors[party].reduce(0.0) { longest, workload in
      let own = state.demand.workloads[workload]
      return max(longest, WorkloadCourse(ofWorkload: workload, own, .worst, topology: topology).length)
    }
    let time = side.terms.map(\.time.low).filter { $0 > 0 }.min() ?? 0
    guard length < time else { return backlog }
    let rates = state.rates(.rate)
    let idle = max(0, side.capacity.low - Station.work(side) { rates[$0] }.high)
    return Interval(low: max(0, min(backlog.low, backlog.low - idle * (1 - length / time))), high: backlog.high)
  }

  /// What the bursts at a component rest on.
  private func burstDerivation(ofParty party: Int, scales: Bool) -> Derivation {
    var derivation = Derivation()
    if let station = state.stations(.least)[party] {
      addWork(of: station, party, .rate, to: &derivation)
      let most = state.stations(.byScaling)[party]
      if scales, let most, most.sides.first?.capacity != station.sides.first?.capacity {
        derivation.add(most.derivation)
        ScalingCourse(topology: topology, party: party, bound: .worst).add(to: &derivation)
      }
    } else {
      addDemand(at: state.nodes.entrances(ofParty: party), ofParty: party, .rate, to: &derivation)
    }
    let visitors = state.visitors[party]
    var bursts = 0
    for workload in visitors {
      let own = state.demand.workloads[workload]
      let course = WorkloadCourse.derivation(ofWorkload: workload, own, topology: topology)
      derivation.add(course.derivation)
      if course.hasBurst { bursts += 1 }
    }
    if bursts > 1 { derivation.assume(.jointBursts) }
    return derivation
  }
}

extension Interval {
  /// The interval between two ends, whichever is the lower.
  init(ends a: Double, _ b: Double) { self.init(low: Swift.min(a, b), high: Swift.max(a, b)) }
}

extension QueueLimits {
  /// Whether a message that finds the queue full is lost: 1, not at all: 0, or nobody says.
  func refuses(_ derivation: inout Derivation, _ topology: Topology, queue: Int) -> Interval {
    guard length.low.isFinite else { return .one }
    if let overflow { return overflow == "block" ? .zero : .one }
    derivation.lack(Columns.overflow, queue, of: topology)
    return .share
  }
}
