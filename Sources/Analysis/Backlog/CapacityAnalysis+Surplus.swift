import Topology

extension CapacityAnalysis {
  /// Requests per second by which the backlog of a component or queue grows for good at a load, with all that scaling
  /// brings; of a queue, for the consumer group that falls behind fastest. Zero where consumers follow.
  public func surplus(ofParty party: Int, at demand: LoadCase.Demand = .rate) -> Estimate {
    guard topology.count(.workload) > 0 else { return .notApplicable }
    switch topology.kind(ofParty: party) {
    case .client: return .notApplicable
    case .service, .store: return surplus(before: party, demand)
    case .queue: return surplus(inQueue: party, demand)
    }
  }

  /// Seconds until a queue loses a message after its consumers have stopped, at ordinary load: by age, because it is
  /// full, or because its storage is.
  public func timeToLoss(ofQueue queue: Int) -> Estimate {
    guard topology.kind(ofParty: queue) == .queue, topology.count(.workload) > 0 else { return .notApplicable }
    let limits = QueueLimits(ofQueue: queue, topology: topology)
    var derivation = limits.derivation
    let rate = arrivalRate(ofParty: queue)
    derivation.add(rate)
    let arrivals = rate.value ?? .unbounded
    if arrivals == .zero { return derivation.estimate(Interval(.infinity), .timeToLoss) }
    let full = limits.length.low == .infinity ? Interval(.infinity) : limits.length / arrivals
    let refuses = limits.refuses(&derivation, topology, queue: queue)
    let byLength = Interval(
      low: refuses.high > 0 ? full.low : .infinity, high: refuses.low > 0 ? full.high : .infinity)
    var time = Interval.min(limits.age, byLength)
    if let size = derivation.number(Columns.size, queue, of: topology) {
      let partitions = derivation.number(Facts.Party.partitions, queue, of: topology) ?? 1
      time = .min(time, Interval(size * partitions) / ingest(ofParty: queue, &derivation))
    }
    if time.isPoint { derivation.forgetMissing() }
    return derivation.estimate(time, .timeToLoss)
  }

  /// Whether messages of a queue become older than it keeps them while the stated bursts come: 1 or 0.
  public func outlivesLimit(inQueue queue: Int) -> Estimate {
    guard topology.kind(ofParty: queue) == .queue else { return .notApplicable }
    let age = oldestAge(ofParty: queue)
    guard age.isApplicable else { return .notApplicable }
    let limits = QueueLimits(ofQueue: queue, topology: topology)
    var derivation = limits.derivation
    derivation.add(age)
    let oldest = age.value ?? .unbounded
    let isOlder = Interval(
      low: oldest.low > limits.age.high ? 1 : 0, high: oldest.high > limits.age.low ? 1 : 0)
    if isOlder.isPoint { derivation.forgetMissing() }
    return derivation.estimate(isOlder, .outlivesLimit)
  }

  // MARK: Parts

  private func surplus(before party: Int, _ demand: LoadCase.Demand) -> Estimate {
    guard let station = state.stations(.byScaling)[party] else { return .notApplicable }
    let load = LoadCase(demand, .byScaling)
    let arrivals = state.nodes.entrances(ofParty: party)
    var derivation = Derivation()
    addWork(of: station, party, load, to: &derivation)
    let rates = state.rates(load)
    let coming = arrivals.reduce(Interval.zero) { $0 + rates[$1] }
    let value = Self.excess(coming, station.utilization { rates[$0] })
    if value.isPoint { derivation.forgetMissing() }
    return derivation.estimate(value, .surplus)
  }

  private func surplus(inQueue queue: Int, _ demand: LoadCase.Demand) -> Estimate {
    let load = LoadCase(demand, .byScaling)
    let own = surplus(before: queue, demand)
    var derivation = Derivation()
    if own.isApplicable { derivation.add(own) }
    var largest = own.value
    for group in ConsumerGroups(of: queue, topology: topology).groups {
      var sum: Interval?
      for link in group {
        guard let station = state.stations(.byScaling)[topology.target(ofLink: link)] else { continue }
        let rates = state.rates(load)
        addWork(of: station, topology.target(ofLink: link), load, to: &derivation)
        let coming = flow(ofLink: link, at: load).value ?? .unbounded
        let behind = Self.excess(coming, station.utilization { rates[$0] })
        sum = (sum ?? .zero) + behind
      }
      if let sum { largest = largest.map { .max($0, sum) } ?? sum }
    }
    guard let largest else { return own }
    if largest.isPoint { derivation.forgetMissing() }
    return derivation.estimate(largest, .surplus)
  }

  /// The part of what comes that servers at a utilization cannot follow.
  private static func excess(_ coming: Interval, _ utilization: Interval) -> Interval {
    func share(_ utilization: Double) -> Double { utilization > 1 ? 1 - 1 / utilization : 0 }
    return coming * Interval(low: share(utilization.low), high: share(utilization.high))
  }
}
