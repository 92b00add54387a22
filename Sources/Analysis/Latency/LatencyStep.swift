public import Topology

/// One stop on the way of a workload's request: a component, or the network along a link, that its client waits for.
public struct LatencyStep: Sendable {
  /// An operation or component, or a link whose network takes time.
  public var entity: EntityID
  /// How often one request comes there, each call tried once.
  public var visits: Interval
  /// The mean seconds of one visit there, without what it waits for downstream.
  public var time: Estimate
  /// Visits × time, in seconds.
  public var contribution: Interval
  /// Whether it overlaps with others, so that the whole takes less than the sum.
  public var isParallel: Bool
}

extension CapacityAnalysis {
  /// The stops of a workload's way, callers before callees. Their contributions add up to the mean latency, but for
  /// parallel calls, which overlap, and for what repeated attempts add.
  public func latencySteps(ofWorkload workload: Int, at load: LoadCase = .rate) -> [LatencyStep] {
    guard let entry = state.demand.workloads[workload].entry else { return [] }
    let waitedFor = SynchronousReach(from: entry, state.demand).sorted
    let low = SynchronousVisits(from: entry, waitedFor, state.demand, .best)
    let high = SynchronousVisits(from: entry, waitedFor, state.demand, .worst)
    var best = ChainSolver(state, load, .best)
    var worst = ChainSolver(state, load, .worst)
    var steps: [LatencyStep] = []
    if let link = WorkloadDemand.entryLink(workload, topology) {
      steps += networkStep(link, .one, isParallel: false)
    }
    for node in low.callersFirst {
      let isParallel = low.isParallel(node)
      if state.nodes.asksForWork(node) {
        let visits = ResponseTime.interval(low[node], high[node])
        let ends = (best.ownAnswer(atNode: node), worst.ownAnswer(atNode: node))
        let entity = state.nodes.entity(ofNode: node, in: topology)
        let time = meanTime(ends.0, ends.1, of: entity, load)
        steps.append(step(entity, visits, time, isParallel: isParallel))
      }
      for link in low.links(from: node) {
        let calls = ResponseTime.interval(
          low.calls(alongLink: link, from: node), high.calls(alongLink: link, from: node))
        steps += networkStep(link, calls, isParallel: isParallel || low.overlaps(link))
      }
    }
    return steps
  }

  private func meanTime(_ best: Answer, _ worst: Answer, of entity: EntityID, _ load: LoadCase) -> Estimate {
    let party = entity.table == .party ? entity.row : topology.owner(entity)
    let value = ResponseTime.interval(best.law.mean, worst.law.mean)
    var derivation = lineDerivation(party, load)
    if value.isPoint { derivation.forgetMissing() }
    let error = value.high > 0 && value.high.isFinite ? worst.doubt.ofMean / value.high : 0
    return derivation.estimate(value, .chainMean, error: error)
  }

  private func networkStep(_ link: Int, _ calls: Interval, isParallel: Bool) -> [LatencyStep] {
    let network = NetworkTime(ofLink: link, state.distances, topology)
    guard network.both.high > 0, calls.high > 0 else { return [] }
    let time = network.derivation.estimate(network.both, .networkTime)
    return [step(EntityID(.link, link), calls, time, isParallel: isParallel)]
  }

  private func step(_ entity: EntityID, _ visits: Interval, _ time: Estimate, isParallel: Bool) -> LatencyStep {
    LatencyStep(
      entity: entity, visits: visits, time: time, contribution: visits * (time.value ?? .unbounded),
      isParallel: isParallel)
  }
}
