import Topology

/// Costs, in the currency of the system.
extension CapacityAnalysis {
  /// Cost of a component for an hour: its replicas, its requests and what it keeps; not applicable where no price is stated.
  public func hourlyCost(ofParty party: Int, at load: LoadCase = .rate) -> Estimate {
    let prices = Columns.prices.filter { topology.state($0, party) == .value }
    guard !prices.isEmpty else { return .notApplicable }
    var derivation = Derivation()
    var cost = Interval.zero
    if let price = derivation.number(Columns.pricePerHour, party, of: topology) {
      let replicas = ReplicaCount(ofParty: party, load.replicas, topology: topology)
      derivation.add(replicas.derivation)
      let partitions = topology.number(Facts.Party.partitions, party) ?? 1
      cost = cost + replicas.count * partitions * price
    }
    if let price = derivation.number(Columns.pricePerMillion, party, of: topology) {
      let rate = arrivalRate(ofParty: party, at: load)
      derivation.add(rate)
      cost = cost + (rate.value ?? .unbounded) * (3600 / 1e6 * price)
    }
    if let price = derivation.number(Columns.pricePerGibibyteMonth, party, of: topology) {
      let kept = storage(ofParty: party)
      derivation.add(kept)
      cost = cost + (kept.value ?? .unbounded) * (price / 1_073_741_824 / Self.hoursPerMonth)
    }
    if cost.isPoint { derivation.forgetMissing() }
    return derivation.estimate(cost, .hourlyCost)
  }

  /// Cost of the whole system for an hour; components that state no price count nothing, and are listed as missing.
  public func hourlyCost(at load: LoadCase = .rate) -> Estimate {
    var derivation = Derivation()
    var cost = Interval.zero
    var isStated = false
    for party in topology.rows(of: .party) where topology.kind(ofParty: party) != .client {
      let own = hourlyCost(ofParty: party, at: load)
      guard own.isApplicable else {
        if topology.flag(Columns.external, party) != true { derivation.lack(Columns.pricePerHour, party, of: topology) }
        continue
      }
      isStated = true
      derivation.add(own)
      cost = cost + (own.value ?? .unbounded)
    }
    if let price = derivation.number(Columns.pricePerEgress, 0, of: topology) {
      isStated = true
      cost = cost + egress(at: load, &derivation) * (3600 / 1_073_741_824 * price)
    }
    guard isStated else { return .notApplicable }
    let isComplete = derivation.missing.isEmpty
    let value = isComplete ? cost : Interval(low: cost.low, high: .infinity)
    return derivation.estimate(value, .hourlyCost)
  }

  /// The same for a month of 730 hours.
  public func monthlyCost(at load: LoadCase = .rate) -> Estimate {
    let hourly = hourlyCost(at: load)
    guard let value = hourly.value else { return hourly }
    return hourly.with(value * Self.hoursPerMonth, .monthlyCost)
  }

  /// What 1000 more requests per second of a workload cost for an hour, on replicas at the target utilization.
  public func marginalCost(ofWorkload workload: Int) -> Estimate {
    var derivation = Derivation()
    let target = targetUtilization(&derivation)
    let visits = state.demand.visits(.nothingFails)[workload]
    var cost = Interval.zero
    var isStated = false
    for party in parties(visitedBy: workload) where topology.kind(ofParty: party) != .client {
      let requests = state.nodes.entrances(ofParty: party).reduce(Interval.zero) { $0 + visits[$1] } * 1000
      if let price = derivation.number(Columns.pricePerMillion, party, of: topology) {
        isStated = true
        cost = cost + requests * (3600 / 1e6 * price)
      }
      guard let price = derivation.number(Columns.pricePerHour, party, of: topology) else { continue }
      isStated = true
      // A store's copies are bought for its data; more requests need no more of them until it is full.
      guard let one = state.stationMaker.station(party, withReplicas: 1), let side = one.sides.first else { continue }
      one.add(to: &derivation, of: topology) { visits[$0] }
      let replicas = Station.work(side) { visits[$0] * 1000 } / side.capacity
      cost = cost + replicas * (price / target)
    }
    guard isStated else { return .notApplicable }
    if cost.isPoint { derivation.forgetMissing() }
    return derivation.estimate(cost, .marginalCost)
  }

  // MARK: Parts

  private static let hoursPerMonth = 730.0

  /// Bytes per second that leave with the answers to clients.
  private func egress(at load: LoadCase, _ derivation: inout Derivation) -> Interval {
    var bytes = Interval.zero
    for workload in topology.rows(of: .workload) {
      let demand = state.demand.workloads[workload]
      guard let link = demand.entryLink else { continue }
      derivation.add(load.demand == .rate ? rate(ofWorkload: workload) : peak(ofWorkload: workload))
      let size = derivation.number(Columns.responseSize, link, of: topology)
      if size == nil { derivation.lack(Columns.responseSize, link, of: topology) }
      bytes = bytes + demand.requests(load.demand) * load.factor * (size.map { Interval($0) } ?? .unbounded)
    }
    return bytes
  }
}

extension Formula {
  static let hourlyCost = Formula(
    "replicas × price of an hour + requests × price of a request + kept bytes × price of a byte", source: "definition")
  static let monthlyCost = Formula("cost of an hour × 730", source: "definition")
  static let marginalCost = Formula(
    "sum over the components of 1000 × visits × service time / (servers of one replica × target utilization) × price of an"
      + " hour, and prices of requests",
    source: "service demand law (Denning and Buzen 1978)")
}
