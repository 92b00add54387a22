import Topology

/// Removes in turn every replica, component, zone, region, host, platform and link that somebody waits on, and says what
/// that does.
///
/// The structure function of each workload is swept twice; what the losses have in common is not computed again for each
/// of them, so that the cost grows with the sizes of the functions rather than with losses × workloads.
struct FailureEnumeration {
  let analysis: CapacityAnalysis
  private let topology: Topology
  private let availability: AvailabilityState
  private var effects: [FailureEffect.Loss: FailureEffect] = [:]
  private var order: [FailureEffect.Loss] = []

  init(_ analysis: CapacityAnalysis) {
    self.analysis = analysis
    topology = analysis.topology
    availability = analysis.state.availability
  }

  /// All effects that anybody notices, the worst first.
  mutating func ranked() -> [FailureEffect] {
    for workload in topology.rows(of: .workload) { addImpact(on: workload) }
    addSharedMachines()
    addReplicas()
    addComponents()
    addPlaces()
    addOverloads()
    return FailureRanking(topology).sorted(order.compactMap { effects[$0] }.filter(\.hasEffect))
  }

  private mutating func change(_ loss: FailureEffect.Loss, _ change: (inout FailureEffect) -> Void) {
    if effects[loss] == nil {
      order.append(loss)
      effects[loss] = FailureEffect(loss: loss)
    }
    if var effect = effects.removeValue(forKey: loss) {
      change(&effect)
      effects[loss] = effect
    }
  }

  // MARK: Workloads

  private mutating func addImpact(on workload: Int) {
    guard let complete = availability.failureWithOptional(ofWorkload: workload),
      let needs = availability.impact(onWorkload: workload)
    else { return }
    let all = WorkloadImpact(complete, availability.graph, availability.failures)
    for loss in needs.losses { stop(workload, loss, needs[loss]) }
    for loss in all.losses where needs[loss].high == 0 { change(loss) { $0.degrades.append(workload) } }
    addDelays(of: workload, awaited: complete.reach)
  }

  private mutating func stop(_ workload: Int, _ loss: FailureEffect.Loss, _ share: Interval) {
    guard share.high > 0 else { return }
    let rate = analysis.state.demand.workloads[workload].peak * share
    change(loss) {
      $0.stops.append(FailureEffect.Stop(workload: workload, share: share))
      $0.lostRate = $0.lostRate + rate
    }
  }

  /// What works for a workload without being waited for.
  private mutating func addDelays(of workload: Int, awaited: DependencyReach) {
    let nodes = availability.graph.nodes
    let awaitedParties = Set(awaited.order.map { nodes.party(ofNode: $0, in: topology) })
    for party in analysis.parties(visitedBy: workload) where !awaitedParties.contains(party) {
      change(.component(party)) { $0.delays.append(workload) }
      for place in availability.failures[party].placement.soleDomains {
        change(FailureEffect.Loss(place)) { if $0.delays.last != workload { $0.delays.append(workload) } }
      }
    }
  }

  // MARK: Machines

  /// Hosts and platforms that take several components with them.
  private mutating func addSharedMachines() {
    for (loss, parties) in SharedMachines(topology, availability.failures).lost {
      if let party = parties.first, parties.count == 1 {
        copyEffect(of: .component(party), to: loss)
        continue
      }
      let lost = Set(parties)
      let workloads = Set(parties.flatMap { analysis.workloads(visiting: $0) }).sorted()
      for workload in workloads {
        guard let failure = availability.failure(ofWorkload: workload),
          let complete = availability.failureWithOptional(ofWorkload: workload)
        else { continue }
        let share = failure.lostShare(without: lost)
        stop(workload, loss, share)
        if share.high == 0, complete.lostShare(without: lost).high > 0 { change(loss) { $0.degrades.append(workload) } }
      }
    }
  }

  /// What takes one component alone does what the loss of that component does.
  private mutating func copyEffect(of other: FailureEffect.Loss, to loss: FailureEffect.Loss) {
    guard let effect = effects[other] else { return }
    change(loss) {
      $0.stops = effect.stops
      $0.lostRate = effect.lostRate
      $0.degrades = effect.degrades
      $0.delays = effect.delays
    }
  }

  // MARK: Copies

  /// The loss of one copy stops what the loss of all stops where too few are left.
  private mutating func addReplicas() {
    for party in topology.rows(of: .party) where topology.kind(ofParty: party) != .client {
      let failure = availability.failures[party]
      guard failure.needs.copies.low > 1 else { continue }
      let survival = failure.survival(without: 1)
      let takeover = failure.needs.serve.takeover
      let whole = effects[.component(party)]
      let loss = FailureEffect.Loss.replica(party)
      change(loss) { $0.interruption = takeover.low.isFinite ? takeover : .zero }
      if survival.low < 1 {
        for stop in whole?.stops ?? [] {
          self.stop(stop.workload, loss, stop.share * Interval(low: 1 - survival.high, high: 1 - survival.low))
        }
        if let whole {
          change(loss) {
            $0.degrades = whole.degrades; $0.delays = whole.delays
          }
        }
      }
      if let work = analysis.leaderLoss(ofParty: party) { addDataLoss(loss, party, work) }
    }
  }

  private mutating func addComponents() {
    for party in topology.rows(of: .party) where topology.kind(ofParty: party) != .client {
      let loss = FailureEffect.Loss.component(party)
      if let takeover = availability.failures.takeovers[party] {
        change(loss) { $0.interruption = takeover.time }
      }
      let work = analysis.recoveryPoint(ofParty: party)
      if work.isApplicable { addDataLoss(loss, party, work) }
    }
  }

  private mutating func addDataLoss(_ loss: FailureEffect.Loss, _ party: Int, _ work: Estimate) {
    guard work.value?.high != 0, !isRebuilt(party) else { return }
    change(loss) { $0.dataLosses.append(FailureEffect.DataLoss(party: party, work: work)) }
  }

  /// What such a store holds can be made again from elsewhere.
  private func isRebuilt(_ party: Int) -> Bool {
    ["cache", "index", "view"].contains(topology.word(Columns.role, party) ?? "")
  }

  // MARK: Places

  private mutating func addPlaces() {
    for party in topology.rows(of: .party) where topology.kind(ofParty: party) != .client {
      let failure = availability.failures[party]
      let sole = failure.placement.soleDomains
      for place in failure.placement.domains {
        let loss = FailureEffect.Loss(place)
        if sole.contains(place) {
          let work = analysis.recoveryPoint(ofParty: party)
          if work.isApplicable { addDataLoss(loss, party, work) }
        } else if !failure.placement.left(without: { $0 == place }).hasLeader {
          let takeover = failure.needs.serve.takeover
          if takeover.low.isFinite { change(loss) { $0.interruption = .max($0.interruption, takeover) } }
          if let work = analysis.leaderLoss(ofParty: party) { addDataLoss(loss, party, work) }
        }
      }
    }
  }

  // MARK: Overload

  private mutating func addOverloads() {
    for (loss, overload) in OverloadSearch(analysis).found() {
      change(loss) { $0.overloads.append(overload) }
    }
    for loss in order {
      change(loss) { $0.overloads.sort { ($1.utilization.high, $0.party) < ($0.utilization.high, $1.party) } }
    }
  }
}

extension FailureEffect.Loss {
  init(_ domain: FailureDomain) {
    switch domain {
    case .zone(let name): self = .zone(name)
    case .region(let name): self = .region(name)
    }
  }
}

extension Placement {
  /// The places whose loss takes every copy.
  var soleDomains: [FailureDomain] {
    domains.filter { place in left(without: { $0 == place }).copies == 0 }
  }
}
