import Topology

/// Turns operations and links into the edges of the demand graph.
struct EdgeCollector {
  let topology: Topology
  let nodes: DemandNodes
  let failures: CallFailures
  private(set) var edges: [DemandEdge] = []

  init(topology: Topology) {
    self.topology = topology
    nodes = DemandNodes(of: topology)
    failures = CallFailures(topology, nodes)
  }

  mutating func collect() {
    edges.reserveCapacity(topology.count(.operation) + topology.count(.link) * 3 / 2)
    for operation in topology.rows(of: .operation) {
      join(nodes.operation(operation), to: topology.owner(EntityID(.operation, operation)))
    }
    for party in topology.rows(of: .party) {
      if !nodes.isStore(party) { join(nodes.unnamed(party), to: party) }
      collect(from: party)
    }
  }

  private mutating func join(_ node: Int, to party: Int) {
    edges.append(
      DemandEdge(
        source: Int32(node), target: Int32(nodes.party(party)), link: -1, calls: .one, items: 1, gain: .one))
  }

  /// Links of clients carry no demand of their own: that enters with the workloads.
  private mutating func collect(from party: Int) {
    let kind = topology.kind(ofParty: party)
    guard kind != .client else { return }
    let shares = kind == .queue ? ConsumerShares(of: party, topology: topology) : nil
    var surviving = SurvivingRequests(topology: topology, failures: failures)
    for link in topology.outgoing(ofParty: party) where Self.carriesDemand(Int(link), topology) {
      let gain = LinkGain(
        link: Int(link), share: Interval(shares?[link] ?? 1), failure: failures.ofAttempts(Int(link)),
        topology: topology, lists: .nothing)
      for (source, factor, derivation) in sources(ofLink: Int(link)) {
        connect(Int(link), from: source, gain, factor * surviving.part(atCall: Int(link), from: source), derivation)
      }
    }
  }

  /// Requests follow runtime links; others only where somebody says how often.
  static func carriesDemand(_ link: Int, _ topology: Topology) -> Bool {
    topology.ordinal(Facts.Link.class, link) == Words.runtime || topology.basis(Facts.Link.visits, link) != .definition
  }

  // MARK: Sources

  private func sources(ofLink link: Int) -> [(node: Int, factor: Interval, Derivation)] {
    let party = topology.source(ofLink: link)
    if nodes.isStore(party) { return storeSources(ofLink: link, party) }
    let node = topology.sourceOperation(ofLink: link).map { nodes.operation($0) } ?? nodes.party(party)
    return [(node, .one, Derivation(lists: .nothing))]
  }

  /// What leaves a store follows its writes if it writes itself (a change feed), else the reads it cannot answer.
  private func storeSources(ofLink link: Int, _ store: Int) -> [(node: Int, factor: Interval, Derivation)] {
    if topology.ordinal(Facts.Link.access, link) == Words.write {
      return [
        (nodes.store(store, .write), .one, Derivation(lists: .nothing)),
        (nodes.store(store, .writeAll), .one, Derivation(lists: .nothing)),
        (nodes.store(store, .unsplit), .share, Derivation(lists: .nothing)),
        (nodes.store(store, .unsplitAll), .share, Derivation(lists: .nothing)),
      ]
    }
    var derivation = Derivation(lists: .nothing)
    let misses = missShare(ofStore: store, &derivation)
    let perhaps = Interval(low: 0, high: misses.high)
    return [
      (nodes.store(store, .read), misses, derivation), (nodes.store(store, .readAll), misses, derivation),
      (nodes.store(store, .unsplit), perhaps, derivation), (nodes.store(store, .unsplitAll), perhaps, derivation),
    ]
  }

  private func missShare(ofStore store: Int, _ derivation: inout Derivation) -> Interval {
    if let hits = derivation.number(Facts.Party.hitRate, store, of: topology) { return Interval(1 - hits) }
    if topology.state(Facts.Party.hitRate, store) == .none { return .one }
    if topology.word(Columns.role, store) == "cache" {
      derivation.lack(Facts.Party.hitRate, store, of: topology)
      return .share
    }
    derivation.assume(.noCache)
    return .one
  }

  // MARK: Targets

  private mutating func connect(
    _ link: Int, from source: Int, _ gain: LinkGain, _ factor: Interval, _ upstream: Derivation
  ) {
    var derivation = gain.derivation
    derivation.add(upstream)
    let calls = gain.calls * factor
    for target in nodes.targets(ofLink: link, in: topology) {
      append(
        DemandEdge(
          source: Int32(source), target: Int32(target), link: Int32(link), calls: calls, items: gain.items,
          gain: calls * gain.expectedAttempts * gain.items, basis: derivation.basis, assumptions: derivation.assumptions
        ))
    }
    if let cache = topology.reference(Facts.Link.cacheIn, link), nodes.isStore(cache.row) {
      let lookups = gain.lookups * factor
      append(
        DemandEdge(
          source: Int32(source), target: Int32(nodes.store(cache.row, .read)), link: Int32(link), calls: lookups,
          items: 1, gain: lookups, basis: derivation.basis,
          assumptions: derivation.assumptions))
    }
  }

  private mutating func append(_ edge: DemandEdge) {
    if edge.gain.high > 0 { edges.append(edge) }
  }
}

extension StoreSide {
  /// The same kind of access, to every partition.
  var onAllPartitions: StoreSide {
    switch self {
    case .read, .readAll: .readAll
    case .write, .writeAll: .writeAll
    case .unsplit, .unsplitAll: .unsplitAll
    }
  }
}
