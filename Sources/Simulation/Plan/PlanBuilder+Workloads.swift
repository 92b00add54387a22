import Topology

/// A plan with what is not in it.
struct Planned: Sendable {
  var plan: Plan
  var conventions: [ConventionUse] = []
  var omissions: [SimulationOmission] = []
  var refusals: [Refusal] = []
}

extension PlanBuilder {
  /// The plan for the workloads of which everything is known that a run needs.
  ///
  /// A workload that shares a component with one that cannot be run would be shown too fast, so it is left out too.
  static func plan(_ topology: Topology, _ load: SimulationLoad) -> Planned {
    var builder = PlanBuilder(topology, load)
    let drafts = topology.rows(of: .workload).map { builder.draft($0) }
    var lacking = drafts.map {
      $0.missing.isEmpty ? nil : Refusal(workload: $0.workload, missing: $0.missing, neighbours: [])
    }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for draft in drafts where lacking[draft.workload] == nil {
        let neighbours = drafts.filter {
          lacking[$0.workload] != nil && !$0.parties.isDisjoint(with: draft.parties)
        }
        guard !neighbours.isEmpty else { continue }
        lacking[draft.workload] = Refusal(
          workload: draft.workload, missing: [], neighbours: neighbours.map(\.workload))
        hasChanged = true
      }
    }
    let kept = drafts.filter { lacking[$0.workload] == nil }
    builder.plan.sources = kept.compactMap(\.source)
    return Planned(
      plan: builder.plan, conventions: Set(kept.flatMap(\.conventions)).sorted(),
      omissions: Set(kept.flatMap { builder.omissions($0) }).sorted(), refusals: lacking.compactMap(\.self))
  }

  /// A workload with all that it reaches.
  private struct Draft {
    let workload: Int
    var source: Source?
    var missing: [FactID] = []
    var conventions: Set<ConventionUse> = []
    /// Components with servers.
    var parties: Set<Int> = []
    /// All components and links on the way.
    var reached: Set<Int> = []
    var links: Set<Int> = []
  }

  private mutating func draft(_ workload: Int) -> Draft {
    var reader = FactReader(topology)
    var draft = Draft(workload: workload)
    guard let entry = topology.reference(Facts.Workload.entry, workload) else {
      reader.lack(Facts.Workload.entry, workload)
      draft.missing = reader.missing
      return draft
    }
    let client = topology.reference(Facts.Workload.client, workload)?.row
    let target = entryNode(entry, workload, &reader)
    let link = entryLink(client, entry)
    let call =
      link.map { reader.call($0, to: target) } ?? reader.call(ofClient: client, to: target, workload: workload)
    let arrivals = reader.arrivals(workload, client: client, load)
    plan.calls.append(call)
    draft.source = Source(
      workload: workload, stream: StreamID.workload(workload), arrivals: arrivals, call: Int32(plan.calls.count - 1))
    draft.missing = reader.missing
    draft.conventions = reader.conventions
    explore(call, &draft)
    return draft
  }

  private mutating func explore(_ entry: Call, _ draft: inout Draft) {
    var seen: Set<Int32> = []
    var open = [entry]
    while let call = open.popLast() {
      if call.link >= 0 { draft.links.insert(call.link) }
      for number in [call.target, call.cache] where number >= 0 && seen.insert(number).inserted {
        let node = plan.nodes[Int(number)]
        draft.reached.insert(node.party)
        if node.station >= 0 { draft.parties.insert(node.party) }
        draft.missing += facts[Int(number)].missing.filter { !draft.missing.contains($0) }
        draft.conventions.formUnion(facts[Int(number)].conventions)
        for step in plan.steps[node.steps] { open += plan.calls[step.calls] }
      }
    }
  }

  // MARK: Entry

  private mutating func entryNode(_ entry: EntityID, _ workload: Int, _ reader: inout FactReader) -> Int32 {
    if entry.table == .operation { return node(.operation(entry.row)) }
    guard topology.kind(ofParty: entry.row) == .store else { return node(.unnamed(entry.row)) }
    let reads = reader.needed(Columns.readShare, workload)
    let read = node(.store(entry.row, StoreVisit(.read)))
    let write = node(.store(entry.row, StoreVisit(.write)))
    var door = Node(party: entry.row, stream: StreamID.workload(workload) | 1 << 38)
    door.isEntrance = false
    let number = append(door, FactReader(topology))
    let calls = [read, write].map { Call(target: $0, stream: StreamID.workload(workload) | 1 << 37) }
    addSteps([StepDraft(kind: .choice([reads, 1 - reads]), calls: calls)], to: number)
    return Int32(number)
  }

  /// The link from the client to the entry, which decorates the demand.
  private func entryLink(_ client: Int?, _ entry: EntityID) -> Int? {
    guard let client else { return nil }
    return topology.outgoing(ofParty: client).map(Int.init).first { link in
      guard entry.table == .party else { return topology.targetOperation(ofLink: link) == entry.row }
      return topology.target(ofLink: link) == entry.row && topology.targetOperation(ofLink: link) == nil
    }
  }

  // MARK: Omissions

  private func omissions(_ draft: Draft) -> [SimulationOmission] {
    var found: [SimulationOmission] = []
    for link in draft.links {
      if topology.flag(Columns.linkBreaker, link) == true { found.append(.circuitBreaker) }
      if topology.state(Columns.linkHedging, link) == .value { found.append(.hedging) }
      if topology.state(Columns.linkBandwidth, link) == .value { found.append(.bandwidth) }
      if (topology.number(Facts.Link.batchSize, link) ?? 1) > 1 { found.append(.batches) }
    }
    for party in draft.reached {
      if [Columns.contention, Columns.coherency].contains(where: { (topology.number($0, party) ?? 0) > 0 }) {
        found.append(.scalingLaw)
      }
      if (topology.number(Columns.maxLength, party) ?? .infinity).isFinite,
        !MessageLimit.isKept(ofQueue: party, topology)
      {
        found.append(.queueLength)
      }
      if topology.state(Columns.reactionTime, party) == .value { found.append(.reactionTime) }
      if topology.interfaces(ofParty: party).contains(where: { topology.state(Columns.rateLimit, Int($0)) == .value }) {
        found.append(.rateLimit)
      }
    }
    return found
  }
}

extension FactReader {
  /// How requests of a workload come.
  fileprivate mutating func arrivals(_ workload: Int, client: Int?, _ load: SimulationLoad) -> Source.Arrivals {
    switch topology.word(Columns.arrivals, workload) {
    case "closed":
      let population = count(Columns.population, workload) ?? client.flatMap { count(Columns.clientCount, $0) }
      let think = number(Columns.thinkTime, workload) ?? client.flatMap { number(Columns.clientThinkTime, $0) }
      if population == nil { lack(Columns.population, workload) }
      if think == nil, topology.state(Columns.thinkTime, workload) != .none { lack(Columns.thinkTime, workload) }
      return .closed(population: population ?? 1, thinkTime: think ?? 0)
    case "scheduled":
      return .scheduled(
        period: needed(Columns.period, workload), cohort: FactReader.count(needed(Columns.cohort, workload)),
        jitter: topology.state(Columns.jitter, workload) == .none ? 0 : needed(Columns.jitter, workload))
    default:
      return .open(rate: needed(load == .peak ? Facts.Workload.peak : Facts.Workload.rate, workload))
    }
  }
}
