import Topology

extension CapacityAnalysis {
  /// The most requests per second that the rate limit of an interface lets in: for each client, times as many clients as
  /// are stated; infinite where there is no limit, or one for each tenant or address of which nobody knows the number.
  public func admittedRate(ofInterface interface: Int) -> Estimate {
    var derivation = Derivation()
    if topology.state(Columns.rateLimitRecord, interface) == .none {
      derivation.use(Columns.rateLimitRecord, interface, of: topology)
      return derivation.estimate(Interval(.infinity), .admittedRate)
    }
    guard let limit = derivation.number(Columns.rateLimit, interface, of: topology) else {
      derivation.lack(Columns.rateLimit, interface, of: topology)
      return derivation.estimate(nil, .admittedRate)
    }
    switch derivation.use(word: Columns.rateLimitScope, interface, of: topology) {
    case "global": return PathValue(Interval(limit), derivation).estimate(.admittedRate)
    case "client":
      return (PathValue(Interval(limit), derivation) * clients(ofInterface: interface)).estimate(.admittedRate)
    case nil: derivation.lack(Columns.rateLimitScope, interface, of: topology)
    default: break
    }
    return PathValue(Interval(low: limit, high: .infinity), derivation).estimate(.admittedRate)
  }

  /// The largest rate of requests to an interface, all to its most costly operation and nothing else asked, that every
  /// component can follow which the answers need.
  public func narrowestCapacity(behindInterface interface: Int) -> Estimate {
    let operations = topology.operations(ofInterface: interface).map(Int.init)
    guard !operations.isEmpty else { return .notApplicable }
    return operations.map(capacity(behindOperation:)).reduce(PathValue(Interval(.infinity)), PathValue.min)
      .estimate(.narrowestCapacity)
  }

  /// Utilization at peak with every cache as empty as after a restart.
  public func coldUtilization(ofParty party: Int) -> Estimate {
    (topology.hasColdCaches ? state.paths.cold : self).peakUtilization(ofParty: party)
  }

  // MARK: Parts

  private func clients(ofInterface interface: Int) -> PathValue {
    let operations = topology.operations(ofInterface: interface).map(Int.init)
    let callers = operations.flatMap { topology.incoming(ofOperation: $0) }.map { topology.source(ofLink: Int($0)) }
    let entering = topology.rows(of: .workload).filter { workload in
      topology.reference(Facts.Workload.entry, workload).map { $0.table == .operation && operations.contains($0.row) }
        == true
    }
    let known = entering.compactMap { topology.reference(Facts.Workload.client, $0)?.row }
    let clients = Set((callers + known).filter { topology.kind(ofParty: $0) == .client }).sorted()
    guard !clients.isEmpty else { return PathValue(.atLeastOne) }
    return clients.reduce(PathValue.zero) { sum, client in
      var derivation = Derivation()
      if let count = derivation.number(Columns.clientCount, client, of: topology) {
        return sum + PathValue(Interval(count), derivation)
      }
      derivation.lack(Columns.clientCount, client, of: topology)
      return sum + PathValue(.atLeastOne, derivation)
    }
  }

  private func capacity(behindOperation operation: Int) -> PathValue {
    let entry = state.nodes.operation(operation)
    let needed = NeedReach(state.paths.needs, from: [entry], .needs)
    let visits = visits(from: entry)
    var narrowest = PathValue(Interval(.infinity))
    for (party, doubts) in needed.parties() {
      guard let station = state.stations(.byScaling)[party] else { continue }
      let capacity = station.sides.map { side -> Interval in
        let work = Station.work(side, visits)
        return Interval(
          low: Interval.ratio(side.capacity.low, work.high), high: Interval.ratio(side.capacity.high, work.low))
      }.reduce(Interval(.infinity), Interval.min)
      var derivation = Derivation()
      station.add(to: &derivation, of: topology, visits)
      if !doubts.isEmpty { derivation.assume(.requiredLink) }
      narrowest = .min(narrowest, PathValue(capacity, derivation))
    }
    return narrowest
  }

  /// Requests at each node for one request that enters at a node.
  private func visits(from entry: Int) -> (Int) -> Interval {
    let ends = [false, true].map { isHigh -> Visits in
      var equations = TrafficEquations(
        state.demand.network, GainMode(isHigh: isHigh))
      return equations.solve(entry: entry, requests: 1)
    }
    return { node in Interval(low: ends[0][node], high: max(ends[0][node], ends[1][node])) }
  }
}

extension Interval {
  /// What one asks for nothing never ends.
  fileprivate static func ratio(_ capacity: Double, _ work: Double) -> Double {
    work == 0 ? .infinity : work == .infinity ? 0 : capacity / work
  }
}
