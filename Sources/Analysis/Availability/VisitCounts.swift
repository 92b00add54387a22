import GraphAlgorithms

/// How often one request of a workload is at each node, as far as chance has a part in what it needs.
///
/// Of several visits each calls with its own luck, while a component is up or down for all of them. Circles of calls are
/// gone round once.
struct VisitCounts: Sendable {
  /// The nodes whose share of visits that succeed is asked for as a function of what is up: of several visits, some may
  /// meet what is down and others not.
  private(set) var shared: Set<Int> = []
  /// Whether a circle of calls leaves something to chance.
  private(set) var goesRoundOnce = false
  /// Whether a request may do several times what is left to chance.
  private(set) var repeatsChance = false
  /// The nodes whose needs are left to chance.
  private var chancy: Set<Int> = []
  /// Visits that every request makes.
  private var sure: [Int: Double] = [:]
  /// Visits at most.
  private var most: [Int: Double] = [:]

  /// - Parameter needs: what a request at a node needs of others.
  init(entry: Int, _ reach: DependencyReach, _ graph: DependencyGraph, needs: (Int) -> [Call]) {
    guard reach.order.contains(where: { needs($0).contains(where: \.isChancy) }) else { return }
    let groups = Self.groups(reach, graph)
    findChancy(groups, graph, needs)
    count(entry, groups, reach, graph, needs)
  }

  /// Visits that every request makes at a node; one where not every request does.
  func requests(at node: Int) -> Double { sure[node] ?? 1 }

  /// Takes all visits at a node for as lucky as the least lucky of them, or for as lucky as a single one. As what is
  /// asked for grows with the luck of each, and all visits must succeed, the truth lies between (Esary and Proschan 1970).
  mutating func join(at bound: Bound) {
    shared = []
    if bound == .worst { sure.merge(most) { max($0, $1) } }
  }

  // MARK: Parts

  /// A circle, or one node.
  private struct Group {
    var nodes: [Int]
    var isCircle: Bool
  }

  /// Callees first.
  private static func groups(_ reach: DependencyReach, _ graph: DependencyGraph) -> [Group] {
    Dictionary(grouping: reach.order) { graph.components.component(of: $0) }
      .sorted { $0.key < $1.key }
      .map { Group(nodes: $1, isCircle: graph.components.isCyclic($0)) }
  }

  private mutating func findChancy(_ groups: [Group], _ graph: DependencyGraph, _ needs: (Int) -> [Call]) {
    for group in groups {
      let isChancy = group.nodes.contains { node in
        needs(node).contains { $0.isChancy || graph.answering($0).contains(where: chancy.contains) }
      }
      guard isChancy else { continue }
      chancy.formUnion(group.nodes)
      if group.isCircle { goesRoundOnce = true }
    }
  }

  /// Callers first.
  private mutating func count(
    _ entry: Int, _ groups: [Group], _ reach: DependencyReach, _ graph: DependencyGraph, _ needs: (Int) -> [Call]
  ) {
    // The nodes that are asked for beside the visits that every request makes.
    var asked: Set<Int> = []
    for node in [entry] + graph.standIns(for: entry) {
      (most[node], sure[node]) = (1, 1)
      if !reach.isCertain(node) { asked.insert(node) }
    }
    for group in groups.reversed() {
      for node in group.nodes {
        if group.isCircle { goRoundOnce(node) }
        if !reach.isCertain(node) { sure[node] = nil }
        let isAsked = asked.contains(node)
        if isAsked, !group.isCircle, chancy.contains(node), most[node, default: 0] > 1 { shared.insert(node) }
        for call in needs(node) {
          let isSure = reach.makesSurely(call, at: node)
          let visits = call.visits
          for other in graph.answering(call) {
            most[other, default: 0] += min(VisitLaw.most, most[node, default: 1] * visits.most)
            if isSure { sure[other, default: 0] += min(VisitLaw.most, requests(at: node) * visits.each * visits.sure) }
            if isAsked || !isSure || visits.extra > 0 { asked.insert(other) }
          }
          if most[node, default: 1] * visits.most > 1, call.isChancy { repeatsChance = true }
        }
      }
      if group.isCircle { for node in group.nodes { goRoundOnce(node) } }
    }
  }

  private mutating func goRoundOnce(_ node: Int) {
    most[node] = 1
    if sure[node] != nil { sure[node] = 1 }
  }
}

extension DependencyReach {
  /// Whether every request needs it that needs the caller, and nothing else makes up for it.
  func makesSurely(_ call: Call, at node: Int) -> Bool {
    node >= 0 && isCertain(node) && call.isCertain && call.targets.allSatisfy { isCertain(Int($0)) }
  }
}

extension VisitCounts {
  /// The share of a workload's requests that need the target of a call, its cache being up, given that they are at the
  /// node; between that of the visits which every request makes and that of all that one can make.
  func share(of call: Call, at node: Int) -> Interval {
    var misses = call.chance
    if call.cache >= 0 { misses = misses * Interval(low: 1 - call.hits.high, high: 1 - call.hits.low) }
    func share(_ visits: Double, _ missing: Double) -> Double {
      var law = call.visits
      law.requests = visits
      return law.most <= 1 ? (law.sure + law.extra) * missing : 1 - law.share(1 - missing)
    }
    let low = share(requests(at: node), misses.low)
    return Interval(low: low, high: max(low, share(max(requests(at: node), most[node] ?? 1), misses.high)))
  }
}
