import GraphAlgorithms
import Topology

/// The longest time after which the same request can still arrive again at each node of the demand graph: the retries
/// of all callers on the way that repeats longest, and what queues on it deliver again.
struct RepeatHorizons: Sendable {
  private let topology: Topology
  private let network: DemandNetwork
  private let worstTimes: WorstTimeTable
  private var horizons: [PathValue]
  /// What comes to each node from where requests come from; settled when all is there, so that its order is none.
  private var coming: [[PathValue]]

  init(_ demand: Demand, _ worstTimes: WorstTimeTable) {
    topology = demand.topology
    network = demand.network
    self.worstTimes = worstTimes
    horizons = [PathValue](repeating: .zero, count: network.nodes.count)
    coming = [[PathValue]](repeating: [], count: network.nodes.count)
    addClients(demand.workloads)
    for component in (0..<network.components.count).reversed() {
      let members = network.components.members(of: component).map(Int.init)
      for node in members {
        horizons[node] = .max(coming[node])
        coming[node] = []
      }
      if network.components.isCyclic(component) { settle(members, component) }
      for node in members { push(node, component) }
    }
  }

  subscript(node: Int) -> PathValue { horizons[node] }

  /// From the first attempt of one call to its last.
  private func own(_ link: Int, lists: Derivation.Listed = .inputsAndMissing) -> PathValue {
    let source = topology.source(ofLink: link)
    let call = CallTime(link: link, topology: topology, lists: lists)
    let worstTimes = worstTimes
    guard topology.kind(ofParty: source) == .queue else {
      return call.horizon { worstTimes.callee(ofLink: link) }
    }
    let delivered = Redelivery(queue: source, topology: topology).horizon
    guard topology.state(Facts.Link.retry, link) != .unknown else { return delivered }
    return delivered + call.horizon { worstTimes.callee(ofLink: link) }
  }

  private func own(along edge: DemandEdge) -> PathValue {
    guard edge.link >= 0 else { return .zero }
    let party = network.nodes.party(ofNode: Int(edge.target), in: topology)
    return party == topology.target(ofLink: Int(edge.link)) ? own(Int(edge.link), lists: .missing) : .zero
  }

  private mutating func addClients(_ workloads: [WorkloadDemand]) {
    for client in topology.parties(.client) {
      for link in topology.outgoing(ofParty: client) {
        for target in network.nodes.targets(ofLink: Int(link), in: topology) { raise(target, to: own(Int(link))) }
      }
    }
    for (row, workload) in workloads.enumerated() {
      if workload.entry != nil, workload.entryLink != nil { continue }
      addRequests(ofWorkload: row, enteringAt: workload.entry)
    }
    for node in horizons.indices {
      guard let open = OpenLinks(atNode: node, network.nodes, topology) else { continue }
      let party = network.nodes.party(ofNode: node, in: topology)
      for entered in network.nodes.everything(ofParty: party, in: topology) {
        raise(entered, to: .unknown(open.derivation))
      }
    }
  }

  /// Without a link nobody can say how long an attempt of the client takes; without an entry, nobody where it comes.
  private mutating func addRequests(ofWorkload row: Int, enteringAt entry: Int?) {
    var derivation = Derivation()
    // What begins by itself has nobody behind it who asks again.
    if topology.state(Facts.Workload.client, row) == .none { return }
    if let client = topology.reference(Facts.Workload.client, row)?.row {
      let attempts = Attempts(ofClient: client, topology: topology)
      if attempts.most == 1 { return }
      derivation.inherit(attempts.derivation)
    } else {
      derivation.lack(Facts.Workload.client, row, of: topology)
    }
    if entry == nil { derivation.lack(Facts.Workload.entry, row, of: topology) }
    for node in entry.map({ $0..<$0 + 1 }) ?? horizons.indices { raise(node, to: .unknown(derivation)) }
  }

  private mutating func push(_ node: Int, _ component: Int) {
    let isCyclic = network.components.isCyclic(component)
    for position in network.outgoing(node) {
      let edge = network.edges[position]
      if isCyclic, network.components.component(of: Int(edge.target)) == component { continue }
      raise(Int(edge.target), to: horizons[node].further + own(along: edge))
    }
  }

  private mutating func raise(_ node: Int, to value: PathValue) {
    if value.value.high > 0 { coming[node].append(value) }
  }

  /// Round a loop, whatever comes again comes again without end.
  private mutating func settle(_ members: [Int], _ component: Int) {
    var inside: [PathValue] = []
    for node in members {
      for position in network.outgoing(node) {
        let edge = network.edges[position]
        guard network.components.component(of: Int(edge.target)) == component else { continue }
        inside.append(own(along: edge).further)
      }
    }
    let round = PathValue.max(inside)
    var once = PathValue.max(members.map { horizons[$0].further }) + round
    if round.value.high > 0 { once.value.high = .infinity }
    for node in members { horizons[node] = once }
  }
}
