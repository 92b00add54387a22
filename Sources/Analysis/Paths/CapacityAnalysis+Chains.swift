import Topology

extension CapacityAnalysis {
  /// The longest chain of calls in a row, each waited for, that a workload's requests make; infinite in a loop.
  public func synchronousDepth(ofWorkload workload: Int) -> Estimate {
    guard state.demand.workloads[workload].entry != nil else { return lacksEntry(workload, .synchronousDepth) }
    let depths = state.paths.depths.value
    return state.demand.visits(.nothingFails)[workload].nodes
      .reduce(PathValue.zero) { .max($0, depths[Int($1)]) }.estimate(.synchronousDepth)
  }

  /// The links of that chain, in order.
  public func synchronousChain(ofWorkload workload: Int) -> [Int] {
    let depths = state.paths.depths.value
    let nodes = state.demand.visits(.nothingFails)[workload].nodes.map(Int.init)
    let start = nodes.max { (depths[$0].value.low, $1) < (depths[$1].value.low, $0) }
    return start.map { depths.chain(from: $0) } ?? []
  }

  /// The components whose answers the client of a workload waits for, ascending.
  public func synchronousParties(ofWorkload workload: Int) -> [Int] {
    let reach = SynchronousReach(ofWorkload: state.demand.workloads[workload], state.demand)
    return Set(reach.sorted.map { state.nodes.party(ofNode: $0, in: topology) }).sorted()
  }

  /// The mean number of calls along a link that one request of a workload makes, of the workload that makes most.
  public func visitsPerRequest(ofLink link: Int) -> Estimate {
    guard topology.kind(ofParty: topology.source(ofLink: link)) != .client, !state.demand.workloads.isEmpty else {
      return .notApplicable
    }
    var derivation = Derivation()
    state.trail(.nothingFails).add(state.nodes.sources(ofLink: link, in: topology), to: &derivation)
    addGain(ofLink: link, to: &derivation)
    return calls(state.paths.callsPerRequest.value.byLink[link], lacking: state.demand.withoutEntry, derivation)
  }

  /// The most calls along one link that one request of a workload makes, in the mean.
  public func fanOut(ofWorkload workload: Int) -> Estimate {
    guard state.demand.workloads[workload].entry != nil else { return lacksEntry(workload, .callsPerRequest) }
    let all = CallsPerRequest.ofWorkload(workload, state.demand)
    let most = all.reduce(Interval.zero) { .max($0, $1.calls) }
    var derivation = Derivation()
    for (link, calls) in all where calls.high > most.low || calls == most {
      var own = Derivation()
      state.trail(.nothingFails).add(state.nodes.sources(ofLink: link, in: topology), to: &own)
      addGain(ofLink: link, to: &own)
      derivation.inherit(own)
    }
    return calls(most, lacking: [], derivation)
  }

  /// How many calls of one request of the caller run at the same time as one along the link, itself included: the visits
  /// of its `parallel` group, and of each as many partitions as one visit asks.
  public func parallelWidth(ofLink link: Int) -> Estimate {
    guard let group = topology.text(Facts.Link.parallel, link) else {
      return partitionsAsked(link).estimate(.parallelWidth)
    }
    let party = topology.source(ofLink: link)
    let others =
      topology.sourceOperation(ofLink: link).map { topology.outgoing(ofOperation: $0) }
      ?? topology.componentLevelOutgoing(ofParty: party)
    return others.map(Int.init).filter { topology.text(Facts.Link.parallel, $0) == group }
      .reduce(PathValue.zero) { sum, other in
        let visits = (topology.number(Facts.Link.visits, other) ?? 1).rounded(.up)
        let asked = partitionsAsked(other)
        return sum + PathValue(asked.value * visits, asked.derivation)
      }.estimate(.parallelWidth)
  }

  /// The mean time until the answer of a workload where nobody waits for a server, the longest of parallel calls: no
  /// mean can be shorter.
  public func unloadedLatency(ofWorkload workload: Int) -> Estimate { unloaded(workload, .mean) }

  /// The same for a request that makes every call there is, past every cache.
  public func longestPathLatency(ofWorkload workload: Int) -> Estimate { unloaded(workload, .all) }

  /// The longest time after which the same request can still arrive again at an operation.
  public func repeatHorizon(ofOperation operation: Int) -> Estimate {
    state.paths.horizons.value[state.nodes.operation(operation)].estimate(.repeatHorizon)
  }

  // MARK: Parts

  private func unloaded(_ workload: Int, _ calls: UnloadedTimes.Calls) -> Estimate {
    guard let entry = state.demand.workloads[workload].entry else { return lacksEntry(workload, .unloadedTime) }
    let time = state.paths.unloadedTimes(calls)[entry]
    guard let link = WorkloadDemand.entryLink(workload, topology) else { return time.estimate(.unloadedTime) }
    return (time + CallTime.network(link, topology)).estimate(.unloadedTime)
  }

  private func lacksEntry(_ workload: Int, _ formula: Formula) -> Estimate {
    var derivation = Derivation()
    derivation.lack(Facts.Workload.entry, workload, of: topology)
    return derivation.estimate(nil, formula)
  }

  private func addGain(ofLink link: Int, to derivation: inout Derivation) {
    derivation.add(LinkGain(link: link, share: .one, failure: .zero, topology: topology).derivation)
  }

  private func calls(_ value: Interval, lacking workloads: [Int], _ derivation: Derivation) -> Estimate {
    var derivation = derivation
    for workload in workloads { derivation.lack(Facts.Workload.entry, workload, of: topology) }
    let calls = Interval(low: value.low, high: workloads.isEmpty ? value.high : .infinity)
    return PathValue(calls, derivation).estimate(.callsPerRequest)
  }

  private func partitionsAsked(_ link: Int) -> PathValue {
    let target = topology.target(ofLink: link)
    guard topology.kind(ofParty: target) != .service else { return .one }
    var derivation = Derivation()
    switch derivation.use(word: Facts.Link.fanOut, link, of: topology) {
    case "all-partitions": return partitions(ofParty: target, derivation)
    case nil:
      let all = partitions(ofParty: target, Derivation())
      derivation.inherit(all.derivation)
      derivation.lack(Facts.Link.fanOut, link, of: topology)
      return PathValue(.hull(.one, all.value), derivation)
    default: return PathValue(.one, derivation)
    }
  }

  private func partitions(ofParty party: Int, _ derivation: Derivation) -> PathValue {
    var derivation = derivation
    if let partitions = derivation.number(Facts.Party.partitions, party, of: topology) {
      return PathValue(Interval(partitions), derivation)
    }
    if topology.state(Facts.Party.partitions, party) != .unknown { return PathValue(.one, derivation) }
    derivation.lack(Facts.Party.partitions, party, of: topology)
    return PathValue(.atLeastOne, derivation)
  }
}
