public import Topology

/// One of the answers to a question about the graph.
public struct PossibleMember: Sendable {
  /// Its row.
  public let row: Int
  /// The facts that would tell whether it is one; empty where it surely is.
  public let doubts: [FactID]
}

extension CapacityAnalysis {
  /// The components that some requests of a component need for their answers, directly or through others, itself left
  /// out. A standby takes nothing away.
  public func dependencies(ofParty party: Int) -> [PossibleMember] { parties(reachedFrom: party, .needs) }

  /// The components of which some requests need a component for their answers, directly or through others.
  public func dependants(ofParty party: Int) -> [PossibleMember] { parties(reachedFrom: party, .dependants) }

  /// The workloads whose requests fail, all or some of them, when a component is lost. What has a standby fails only
  /// with it.
  public func workloadsStopped(byParty party: Int) -> [PossibleMember] {
    let needs = state.paths.needs
    if let all = state.paths.workloadNeeds { return workloads(needing: needs.nodes(ofParty: party), all) }
    let loss = NeedReach(needs, from: needs.nodes(ofParty: party), .loss)
    return state.demand.workloads.enumerated().compactMap { row, workload in
      guard let entry = workload.entry else {
        return PossibleMember(row: row, doubts: [FactID(Facts.Workload.entry, row: row)])
      }
      let answering = [entry] + needs.dependencies.standIns(for: entry)
      guard answering.allSatisfy(loss.isReached) else { return nil }
      return PossibleMember(row: row, doubts: Array(Set(answering.flatMap(loss.doubts)).sorted().prefix(8)))
    }
  }

  /// Where nothing stands in for anything, a workload fails with everything that it needs.
  private func workloads(needing nodes: [Int], _ needs: [NeedReach?]) -> [PossibleMember] {
    needs.enumerated().compactMap { row, reach in
      guard let reach else { return PossibleMember(row: row, doubts: [FactID(Facts.Workload.entry, row: row)]) }
      return reach.doubts(atOneOf: nodes).map { PossibleMember(row: row, doubts: $0) }
    }
  }

  /// The components whose loss makes requests of a workload fail, ascending; `nil` where nobody says where it enters.
  public func dominators(ofWorkload workload: Int) -> [PossibleMember]? {
    guard let entry = state.demand.workloads[workload].entry else { return nil }
    let needs = state.paths.needs
    let reach = NeedReach(needs, from: [entry], .needs)
    return reach.parties().compactMap { party, doubts in
      guard needs.hasStandbys else { return PossibleMember(row: party, doubts: doubts) }
      return workloadsStopped(byParty: party).first { $0.row == workload }
        .map { PossibleMember(row: party, doubts: $0.doubts) }
    }
  }

  /// The zones whose loss takes away something that a component needs, wherever it runs itself: that runs in no other zone,
  /// or needs something that does not, and has no standby elsewhere. `open` is what keeps it from being sure that these
  /// are all.
  public func zonesNeeded(byParty party: Int) -> (zones: [(name: String, doubts: [FactID])], open: [FactID]) {
    let nodes = state.paths.needs.nodes(ofParty: party)
    let losses = state.paths.zoneLosses
    // It may need something that nobody has drawn.
    let isOpen = topology.flag(Facts.Party.linksComplete, party) == false
    let undrawn = isOpen ? [FactID(Facts.Party.linksComplete, row: party)] : []
    return (losses.zones(neededBy: nodes), undrawn + losses.doubts(of: nodes))
  }

  private func parties(reachedFrom party: Int, _ direction: NeedReach.Direction) -> [PossibleMember] {
    let needs = state.paths.needs
    return NeedReach(needs, from: needs.nodes(ofParty: party), direction).parties()
      .compactMap { $0.party == party ? nil : PossibleMember(row: $0.party, doubts: $0.doubts) }
  }
}
