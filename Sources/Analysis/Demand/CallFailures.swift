import GraphAlgorithms
import Topology

/// How often attempts and calls fail, from the callees to their callers.
///
/// An attempt fails by itself (`failure_rate` of the link, and what a load case adds) or because its target does; an
/// operation fails by its own `failure_rate` or with a call that it needs; a call fails when its last attempt does. With
/// independent attempts `p' = pⁿ` from tier to tier (Google SRE book, chapter 22).
struct CallFailures: Sendable {
  private let topology: Topology
  private let nodes: DemandNodes
  /// Shares of attempts that fail on top of the stated ones, by link.
  private let more: [Interval]
  /// The share of requests that fail, by operation and unnamed calls; empty where nothing ever fails.
  private var ofNodes: [Interval] = []

  /// - Parameter more: shares of the attempts of each link that fail for other reasons; empty for none.
  init(_ topology: Topology, _ nodes: DemandNodes, more: [Interval] = []) {
    self.topology = topology
    self.nodes = nodes
    self.more = more
    let isStated = [Columns.linkFailureRate, Columns.operationFailureRate].contains { topology.hasFacts($0) }
    guard isStated || more.contains(where: { $0.high > 0 }) else { return }
    solve()
  }

  /// Nothing ever fails.
  var isEmpty: Bool { ofNodes.isEmpty }

  /// The share of the attempts of a link that fail.
  func ofAttempts(_ link: Int) -> Interval {
    guard !isEmpty else { return .zero }
    let target = topology.target(ofLink: link)
    let node = topology.targetOperation(ofLink: link).map { nodes.operation($0) } ?? nodes.unnamed(target)
    return Self.either([
      Interval(topology.number(Columns.linkFailureRate, link) ?? 0), more.isEmpty ? .zero : more[link], ofNodes[node],
    ])
  }

  /// The share of the requests at an operation, or at a component's unnamed calls, that fail.
  func ofRequests(_ node: Int) -> Interval { isEmpty || node >= ofNodes.count ? .zero : ofNodes[node] }

  // MARK: From callees to callers

  private mutating func solve() {
    ofNodes = [Interval](repeating: .zero, count: nodes.operations + 2 * nodes.parties)
    let links = (0..<ofNodes.count).map { neededLinks(of: $0) }
    let edges = links.enumerated().flatMap { node, links in links.map { (Int32(node), Int32(self.target($0))) } }
    let components = Components(of: IndexGraph(count: ofNodes.count, edges: edges.map { (source: $0, target: $1) }))
    // A callee has the lower number.
    for component in 0..<components.count {
      let members = components.members(of: component)
      let rounds = components.isCyclic(component) ? 200 : 1
      for _ in 0..<rounds {
        var change = 0.0
        for member in members {
          let next = failure(of: Int(member), links[Int(member)])
          change = max(change, abs(next.high - ofNodes[Int(member)].high))
          ofNodes[Int(member)] = next
        }
        if change < 1e-12 { break }
      }
    }
  }

  private func target(_ link: Int) -> Int {
    topology.targetOperation(ofLink: link).map { nodes.operation($0) } ?? nodes.unnamed(topology.target(ofLink: link))
  }

  /// The calls without which a request fails; those of stores and queues belong to nobody's request.
  private func neededLinks(of node: Int) -> [Int] {
    let links: [Int32]
    if node < nodes.operations {
      links = topology.outgoing(ofOperation: node)
    } else {
      let party = (node - nodes.operations) % nodes.parties
      guard node >= nodes.operations + nodes.parties, topology.kind(ofParty: party) == .service else { return [] }
      links = topology.componentLevelOutgoing(ofParty: party)
    }
    return links.map(Int.init).filter { Self.isNeeded($0, topology) }
  }

  /// Whether the caller fails with the call: it waits, and nothing says that it can do without.
  static func isNeeded(_ link: Int, _ topology: Topology) -> Bool {
    guard EdgeCollector.carriesDemand(link, topology), topology.ordinal(Facts.Link.mode, link) != Words.async else {
      return false
    }
    if let required = topology.flag(Columns.linkRequired, link) { return required }
    return topology.state(Columns.linkFallback, link) != .value
      && topology.word(Columns.linkOnFailure, link) != "fail-open"
  }

  private func failure(of node: Int, _ links: [Int]) -> Interval {
    var causes = links.map { ofCalls($0) }
    if node < nodes.operations, let own = topology.number(Columns.operationFailureRate, node) {
      causes.append(Interval(own))
    }
    return Self.either(causes)
  }

  /// The share of requests that have a failed call of a link, over all its visits.
  func ofCalls(_ link: Int) -> Interval {
    let each = ofCall(link)
    guard each.high > 0 else { return .zero }
    let visits =
      (topology.number(Facts.Link.visits, link) ?? 1) * (1 - (topology.number(Facts.Link.cacheHitRate, link) ?? 0))
    // Of a broken number, the fraction is the chance of one more.
    let whole = visits.rounded(.down)
    func afterAll(_ failure: Double) -> Double {
      1 - Real.pow(1 - failure, whole) * (1 - (visits - whole) * failure)
    }
    return Interval(low: afterAll(each.low), high: afterAll(each.high))
  }

  /// The share of calls of a link that fail with their last attempt.
  func ofCall(_ link: Int) -> Interval {
    let failing = ofAttempts(link)
    guard failing.high > 0 else { return .zero }
    let attempts = Attempts(ofLink: link, topology: topology)
    func afterAll(_ failure: Double, _ most: Double) -> Double {
      min(1, max(0, 1 - attempts.mean(failure: failure, most: most) * (1 - failure)))
    }
    let ends = (
      afterAll(failing.low, attempts.most ?? .infinity), afterAll(failing.high, attempts.range?.low ?? 1)
    )
    // Of shares that are next to nothing, rounding may turn them round.
    return Interval(low: min(ends.0, ends.1), high: max(ends.0, ends.1))
  }

  /// At least one of several independent events.
  static func either(_ events: [Interval]) -> Interval {
    Interval(
      low: 1 - events.reduce(1) { $0 * (1 - $1.low) }, high: 1 - events.reduce(1) { $0 * (1 - $1.high) })
  }
}
