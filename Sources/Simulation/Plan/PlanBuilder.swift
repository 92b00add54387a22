import Topology

/// Turns the part of a model that workloads reach into a plan.
struct PlanBuilder {
  let topology: Topology
  let load: SimulationLoad
  var plan = Plan()
  /// What is missing at a node itself, and what was taken there.
  var facts: [FactReader] = []
  private var numbers: [NodeKey: Int32] = [:]
  private var stations: [Int: Int] = [:]

  init(_ topology: Topology, _ load: SimulationLoad) {
    self.topology = topology
    self.load = load
  }

  /// What tells the nodes of a plan apart.
  enum NodeKey: Hashable {
    case operation(Int)
    case unnamed(Int)
    case store(Int, StoreVisit)
  }

  /// The node with a key, made at the first use together with all that it leads to.
  mutating func node(_ key: NodeKey) -> Int32 {
    if let known = numbers[key] { return known }
    let number = plan.nodes.count
    numbers[key] = Int32(number)
    switch key {
    case .operation(let row): addService(topology.owner(EntityID(.operation, row)), operation: row)
    case .unnamed(let party): addService(party, operation: nil)
    case .store(let party, let visit): addStore(party, visit)
    }
    return Int32(number)
  }

  /// The station of a component, made at the first use.
  mutating func station(_ party: Int, _ facts: inout FactReader) -> Int {
    if let known = stations[party] { return known }
    let number = plan.stations.count
    stations[party] = number
    let isStore = topology.kind(ofParty: party) == .store
    plan.stations.append(isStore ? facts.storeStation(party, load) : facts.serviceStation(party, load))
    return number
  }

  /// Appends a node and returns its position; its steps may come later.
  mutating func append(_ node: Node, _ reader: FactReader) -> Int {
    plan.nodes.append(node)
    facts.append(reader)
    return plan.nodes.count - 1
  }

  // MARK: Services and queues

  private mutating func addService(_ party: Int, operation: Int?) {
    var reader = FactReader(topology)
    let stream = operation.map(StreamID.operation) ?? StreamID.party(party, 0)
    var node = Node(party: party, stream: stream)
    node.delay = reader.number(Facts.Party.delay, party) ?? 0
    node.failureRate = operation.flatMap { reader.number(Columns.operationFailureRate, $0) } ?? 0
    if hasServers(party) {
      node.service = reader.serviceTime(ofOperation: operation, party: party)
      node.station = station(party, &reader)
      node.placement.copy = .balanced(first: 0, count: plan.stations[node.station].copies)
    } else if topology.kind(ofParty: party) == .service, reader.number(Facts.Party.delay, party) == nil {
      reader.lack(Columns.partyTime.mean, party)
    }
    let number = append(node, reader)
    let links = operation.map { topology.outgoing(ofOperation: $0) } ?? topology.componentLevelOutgoing(ofParty: party)
    let isQueue = topology.kind(ofParty: party) == .queue
    let steps = isQueue ? deliveries(links, caller: number) : steps(links, caller: number)
    addSteps(steps, to: number)
  }

  /// Queues and third parties may have no servers that the model knows of.
  private func hasServers(_ party: Int) -> Bool {
    guard topology.kind(ofParty: party) != .service || topology.flag(Columns.external, party) == true else {
      return true
    }
    return topology.number(Columns.partyTime.mean, party) != nil
      || topology.operations(ofParty: party).contains { topology.number(Columns.operationTime.mean, Int($0)) != nil }
  }

  // MARK: Steps

  /// A step with the calls that it makes.
  struct StepDraft {
    var kind: Step.Kind
    var calls: [Call]
    var needed: Int?
  }

  /// - Parameter inner: The steps that do not leave the component.
  mutating func addSteps(inner: [StepDraft] = [], _ drafts: [StepDraft], to node: Int) {
    let start = plan.steps.count
    plan.nodes[node].onward = start + inner.count
    for draft in inner + drafts {
      let first = plan.calls.count
      plan.calls += draft.calls
      plan.steps.append(Step(kind: draft.kind, calls: first..<plan.calls.count, needed: draft.needed))
    }
    plan.nodes[node].steps = start..<plan.steps.count
  }

  /// Links in file order; those of one `parallel` group together, where the first of them stands.
  mutating func steps(_ links: [Int32], caller: Int) -> [StepDraft] {
    var drafts: [StepDraft] = []
    var groups: [String: Int] = [:]
    for link in links.sorted().map(Int.init) where carriesDemand(link) {
      let calls = calls(link, caller: caller)
      guard let group = topology.text(Facts.Link.parallel, link) else {
        drafts += calls.map { StepDraft(kind: .sequential, calls: [$0]) }
        continue
      }
      if let position = groups[group] {
        drafts[position].calls += calls
      } else {
        groups[group] = drafts.count
        drafts.append(StepDraft(kind: .parallel, calls: calls))
      }
    }
    return drafts
  }

  /// Every consumer group of a queue gets each message; the links of a group share them.
  private mutating func deliveries(_ links: [Int32], caller: Int) -> [StepDraft] {
    var drafts: [StepDraft] = []
    var positions: [String: Int] = [:]
    var shares: [[Double?]] = []
    for link in links.sorted().map(Int.init) where carriesDemand(link) {
      let group =
        topology.text(Facts.Link.group, link) ?? topology.name(EntityID(.party, topology.target(ofLink: link)))
      let position = positions[group] ?? drafts.count
      if position == drafts.count {
        positions[group] = position
        drafts.append(StepDraft(kind: .sequential, calls: []))
        shares.append([])
      }
      for call in calls(link, caller: caller) {
        drafts[position].calls.append(call)
        shares[position].append(topology.number(Facts.Link.share, link))
      }
    }
    for (position, shares) in shares.enumerated() where shares.count > 1 {
      let open = shares.count { $0 == nil }
      let rest = max(0, 1 - shares.reduce(0) { $0 + ($1 ?? 0) })
      drafts[position].kind = .choice(shares.map { $0 ?? rest / Double(open) })
    }
    return drafts
  }

  /// Requests follow runtime links; others only where somebody says how often.
  private func carriesDemand(_ link: Int) -> Bool {
    topology.word(Facts.Link.class, link) == "runtime" || topology.basis(Facts.Link.visits, link) != .definition
  }
}
