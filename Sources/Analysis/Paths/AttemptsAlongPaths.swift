import GraphAlgorithms
import Topology

/// How often one request is tried at most at each node of the demand graph, by the retries along the path that
/// multiplies most: those of the client, then those of each synchronous call.
struct AttemptsAlongPaths: Sendable {
  private let topology: Topology
  private let calls: SynchronousCalls
  private var attempts: [PathValue]
  /// The link by which the most come to each node; -1 where a path begins.
  private var via: [Int32]

  init(_ calls: SynchronousCalls, _ workloads: [WorkloadDemand], _ topology: Topology) {
    self.topology = topology
    self.calls = calls
    attempts = [PathValue](repeating: .one, count: calls.network.nodes.count)
    via = [Int32](repeating: -1, count: calls.network.nodes.count)
    addClients(workloads)
    let components = calls.components
    for component in (0..<components.count).reversed() {
      let members = components.members(of: component)
      if components.isCyclic(component) { settle(members.map(Int.init)) }
      for node in members { push(Int(node)) }
    }
  }

  /// The most tries of one request at a node.
  subscript(node: Int) -> PathValue { attempts[node] }

  /// The most tries along a link, its own retries included.
  func along(_ link: Int) -> PathValue { upstream(ofLink: link).further * factor(link) }

  /// The links of the path that multiplies most, the first first, the link itself last.
  func path(to link: Int) -> [Int] {
    var path = [link]
    while path.count <= calls.network.nodes.count {
      let sources = calls.network.nodes.sources(ofLink: path[path.count - 1], in: topology)
      guard let source = sources.max(by: { attempts[$0].value.low < attempts[$1].value.low }),
        let before = linkInto(source), !path.contains(before)
      else { break }
      path.append(before)
    }
    return path.reversed()
  }

  // MARK: Parts

  /// The most attempts of one call.
  private func factor(_ link: Int, lists: Derivation.Listed = .missing) -> PathValue {
    let attempts = Attempts(ofLink: link, topology: topology, lists: lists)
    return PathValue(attempts.count, attempts.derivation)
  }

  private func upstream(ofLink link: Int) -> PathValue {
    calls.network.nodes.sources(ofLink: link, in: topology).reduce(.one) { .max($0, attempts[$1]) }
  }

  /// A link into an operation by way of the nodes that only lead on.
  private func linkInto(_ node: Int) -> Int? {
    var node = node
    for _ in 0..<3 {
      let via = via[node]
      if via >= 0 { return Int(via) }
      guard via < -1 else { return nil }
      node = -2 - Int(via)
    }
    return nil
  }

  private mutating func addClients(_ workloads: [WorkloadDemand]) {
    for client in topology.parties(.client) {
      for link in topology.outgoing(ofParty: client) {
        for target in calls.network.nodes.targets(ofLink: Int(link), in: topology) {
          raise(target, to: factor(Int(link), lists: .inputsAndMissing), via: link)
        }
      }
    }
    for (row, workload) in workloads.enumerated() {
      if workload.entry != nil, workload.entryLink != nil { continue }
      addRequests(ofWorkload: row, enteringAt: workload.entry)
    }
    // Who says that not all its links are drawn may be called by anybody, who may retry.
    for node in attempts.indices {
      guard let open = OpenLinks(atNode: node, calls.network.nodes, topology) else { continue }
      let party = calls.network.nodes.party(ofNode: node, in: topology)
      for entered in calls.network.nodes.everything(ofParty: party, in: topology) {
        raise(entered, to: PathValue(.atLeastOne, open.derivation), via: -1)
      }
    }
  }

  /// What a workload's client tries without a link; without an entry, nobody can say where.
  private mutating func addRequests(ofWorkload row: Int, enteringAt entry: Int?) {
    var derivation = Derivation()
    var count = Interval.atLeastOne
    if let client = topology.reference(Facts.Workload.client, row)?.row {
      let attempts = Attempts(ofClient: client, topology: topology)
      derivation.add(attempts.derivation)
      count = attempts.count
    } else if topology.state(Facts.Workload.client, row) == .none {
      // What begins by itself has nobody behind it who asks again.
      count = .one
    } else {
      derivation.lack(Facts.Workload.client, row, of: topology)
    }
    if let entry { return raise(entry, to: PathValue(count, derivation), via: -1) }
    guard count.high > 1 else { return }
    derivation.lack(Facts.Workload.entry, row, of: topology)
    for node in attempts.indices {
      raise(node, to: PathValue(Interval(low: 1, high: count.high), derivation), via: -1)
    }
  }

  private mutating func push(_ node: Int) {
    for edge in calls.calls(from: node) where !calls.isInLoop(edge) {
      raise(Int(edge.target), to: attempts[node].further * factor(along: edge), via: step(edge))
    }
  }

  /// An edge without a link is remembered as its source.
  private func step(_ edge: DemandEdge) -> Int32 { edge.link >= 0 ? edge.link : -2 - edge.source }

  /// Only the call itself is repeated, not the look-up in a cache beside it.
  private func factor(along edge: DemandEdge) -> PathValue {
    guard edge.link >= 0 else { return .one }
    let party = calls.network.nodes.party(ofNode: Int(edge.target), in: topology)
    return party == topology.target(ofLink: Int(edge.link)) ? factor(Int(edge.link)) : .one
  }

  private mutating func raise(_ node: Int, to value: PathValue, via link: Int32) {
    if value.value.low > attempts[node].value.low { via[node] = link }
    attempts[node] = .max(attempts[node], value)
  }

  /// Round a loop, whatever is tried more than once is tried without end.
  private mutating func settle(_ members: [Int]) {
    var entering = PathValue.one
    var inside = PathValue.one
    for node in members {
      entering = .max(entering, attempts[node].further)
      for edge in calls.calls(from: node) where calls.isInLoop(edge) {
        inside = .max(inside, factor(along: edge).further)
      }
    }
    var once = entering * inside
    if inside.value.high > 1 { once.value.high = .infinity }
    for node in members { attempts[node] = once }
  }
}
