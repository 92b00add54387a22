import GraphAlgorithms
import Topology

/// The time from a request at a node to its answer, with all it waits for downstream, at one end of what is known.
///
/// Calls one after the other add up, calls of one `parallel` group overlap; hops are taken as independent.
struct ChainSolver {
  let topology: Topology
  let demand: Demand
  let bound: Bound
  private let failures: CallFailures
  private var responder: Responder
  private var answers: [Int: Answer] = [:]
  /// What was read of the links so far: loops ask for the same ones again and again.
  private var links: [Int: LinkReading] = [:]
  /// For the timeouts along the chain.
  private var lattices = SharedLattices()
  /// Where the times of nodes are kept, if they are.
  private var table: ChainTable?
  /// Of the links that were followed last.
  private var failureShares: [Ends: Double] = [:]
  /// Whether distributions are kept, or only their mean and variance.
  private var keepsShapes: Bool

  /// So many components of one chain keep their distributions. More would take seconds, and of sums of so many the first
  /// two moments tell nearly all.
  static let largestChain = 128

  init(_ state: AnalysisState, _ load: LoadCase, _ bound: Bound, keepsShapes: Bool = true) {
    self.keepsShapes = keepsShapes
    topology = state.topology
    demand = state.demand
    failures = state.demand.network.failures
    self.bound = bound
    responder = Responder(state, load, bound)
  }

  /// The time of a request that enters at a node; what was solved before is not solved again.
  ///
  /// - Parameter waitedFor: the nodes that the entry waits for, itself included.
  mutating func answer(from entry: Int, waitedFor: [Int]) -> Answer {
    let components = demand.network.components
    keepsShapes = keepsShapes && waitedFor.count <= Self.largestChain
    // A callee has the lower number, so its time is there when its callers need it.
    let order = waitedFor.filter { answers[$0] == nil }.sorted {
      (components.component(of: $0), $0) < (components.component(of: $1), $1)
    }
    if !order.contains(where: { components.isCyclic(components.component(of: $0)) }),
      let table = responder.state.chainTable(
        ChainQuestion(load: responder.load, bound: bound, keepsShapes: keepsShapes))
    {
      self.table = table
      for node in order { _ = answer(atNode: node) }
      return answer(atNode: entry) ?? .none
    }
    var index = 0
    while index < order.count {
      let component = components.component(of: order[index])
      let end = order[index...].firstIndex { components.component(of: $0) != component } ?? order.count
      settle(order[index..<end], isLoop: components.isCyclic(component))
      index = end
    }
    return answers[entry] ?? .none
  }

  /// The time at a node, by a solver of its own where it is kept; `nil` where it was not solved.
  private func answer(atNode node: Int) -> Answer? {
    guard let table else { return answers[node] }
    return table.answers.value(node) {
      var solver = anew(table)
      return solver.compute(node)
    }
  }

  /// A solver that has read nothing yet.
  private func anew(_ table: ChainTable) -> ChainSolver {
    var solver = ChainSolver(responder.state, responder.load, bound, keepsShapes: keepsShapes)
    solver.table = table
    return solver
  }

  /// The time at the component of a node itself.
  mutating func ownAnswer(atNode node: Int) -> Answer {
    demand.network.nodes.asksForWork(node) ? responder.answer(atNode: node) : .none
  }

  /// The time of all attempts of one call along a link, network included, given that of its target.
  mutating func call(alongLink link: Int, _ target: Answer, at node: Int = -1) -> Answer {
    let known = read(link)
    let attempt = known.attempt(target)
    let whole = known.call.whole(attempt.law, on: &lattices)
    if let share = whole.failure { failureShares[Ends(link: link, target: node)] = share }
    return Answer(law: whole.law, doubt: attempt.doubt)
  }

  /// The share of attempts along a link that fail; `nil` unless the link leaves a solved node.
  mutating func failureShare(alongLink link: Int, from source: Int) -> Double? {
    let edges = demand.network.outgoing(source).map { demand.network.edges[$0] }
    guard let edge = edges.first(where: { $0.link == link && !isLookup($0) }),
      let target = answer(atNode: Int(edge.target))
    else { return nil }
    if let known = failureShares[Ends(link: link, target: Int(edge.target))] { return known }
    let known = read(link)
    return known.call.failureShare(known.attempt(target).law, on: &lattices)
  }

  /// The share of attempts along a link that last longer than a time, a second request left aside.
  mutating func share(laterThan time: Double, alongLink link: Int, from source: Int) -> Double? {
    let edges = demand.network.outgoing(source).map { demand.network.edges[$0] }
    guard let edge = edges.first(where: { $0.link == link && !isLookup($0) }),
      let target = answer(atNode: Int(edge.target))
    else { return nil }
    return lattices.tail(read(link).attempt(target).law, time)
  }

  /// The share of attempts along a link that last longer than its timeout, given the time of its target.
  mutating func lateShare(alongLink link: Int, _ target: Answer) -> Double {
    let call = LinkCall(ofLink: link, failureRate: 0, topology: topology)
    return call.failureShare(read(link).attempt(target).law, on: &lattices)
  }

  private mutating func read(_ link: Int) -> LinkReading {
    if let known = links[link] { return known }
    let made = table.map { table in table.readings.value(link) { anew(table).reading(link) } } ?? reading(link)
    links[link] = made
    return made
  }

  private func reading(_ link: Int) -> LinkReading {
    let ends = (topology.source(ofLink: link), topology.target(ofLink: link))
    return LinkReading(
      call: LinkCall(ofLink: link, failureRate: bound.of(failures.ofAttempts(link)), topology: topology),
      network: bound.of(responder.state.networkTime(link)),
      pool: responder.state.poolWait(ends.0, ends.1, responder.load, bound) ?? .none)
  }

  // MARK: Nodes

  /// A loop is gone round until its times stand still; what never does has no end.
  private mutating func settle(_ nodes: ArraySlice<Int>, isLoop: Bool) {
    for node in nodes { answers[node] = isLoop ? .none : compute(node) }
    guard isLoop else { return }
    for _ in 0..<2000 {
      var change = 0.0
      for node in nodes {
        let next = compute(node).withoutShape
        change += abs(next.law.whole.total - (answers[node]?.law.whole.total ?? 0))
        answers[node] = next
      }
      if !change.isFinite { break }
      if change < 1e-12 { return }
    }
    for node in nodes { answers[node] = .endless }
  }

  private mutating func compute(_ node: Int) -> Answer {
    let own = ownAnswer(atNode: node)
    var doubt = own.doubt
    var parts = [TimeLaw.Repeated(law: own.law, count: 1)]
    var groups: [String: [TimeLaw.Repeated]] = [:]
    var waits: [String: Double] = [:]
    for call in calls(from: node) {
      doubt = doubt + call.visit.doubt * call.count
      let part = TimeLaw.Repeated(law: call.visit.law, count: call.count)
      guard let group = call.group else {
        parts.append(part)
        continue
      }
      groups[group, default: []].append(part)
      waits[group] = max(waits[group] ?? 0, Interval.quotient(call.visit.doubt.waited, call.visit.law.whole.total))
    }
    for group in groups.keys.sorted() {
      let branches = groups[group] ?? []
      let slowest = TimeLaw.slowest(branches)
      parts.append(.init(law: slowest, count: 1))
      doubt.ofMean += (waits[group] ?? 0) * Self.jointArrivals(branches, slowest)
    }
    let answer = Answer(law: .sum(parts), doubt: doubt)
    return keepsShapes ? answer : answer.withoutShape
  }

  /// Requests that fork arrive everywhere at once, so that the last of them comes sooner than that of independent ones, in
  /// proportion to the part of the time that is spent in lines. The factor covers the difference between independent and
  /// forked exponential lines, 2 to 32 of them at any load (Flatto and Hahn 1984, Nelson and Tantawi 1988), for the surplus
  /// that `slowest` states: a bound of the real one.
  private static func jointArrivals(_ branches: [TimeLaw.Repeated], _ slowest: TimeLaw) -> Double {
    let count = branches.reduce(0) { $0 + $1.count }
    let longest = branches.reduce(0) { max($0, $1.law.whole.total) }
    let surplus = slowest.whole.total - longest
    return surplus.isFinite && count > 1 ? 0.27 * Real.pow(1 - 1 / count, 1.3) * max(0, surplus) : 0
  }

  // MARK: Calls

  /// A link and one of the nodes it leads to.
  private struct Ends: Hashable {
    var link: Int
    var target: Int
  }

  /// One visit along a link: the look-up in its cache, then, as often as that has no answer, the call.
  private struct Visit {
    var visit: Answer
    var count: Double
    var group: String?
  }

  private mutating func calls(from node: Int) -> [Visit] {
    var visits: [Visit] = []
    let network = demand.network
    var positions = network.outgoing(node)
    while let first = positions.first {
      let link = network.edges[first].link
      // The edges of one link stand together; an operation has one edge to its component, which is no link.
      let end = link < 0 ? first + 1 : positions.first { network.edges[$0].link != link } ?? positions.upperBound
      if let visit = visit(along: network.edges[first..<end]) { visits.append(visit) }
      positions = end..<positions.upperBound
    }
    return visits
  }

  private mutating func visit(along edges: ArraySlice<DemandEdge>) -> Visit? {
    guard let link = edges.first.map({ Int($0.link) }) else { return nil }
    let times = link < 0 ? 1 : topology.number(Facts.Link.visits, link) ?? 1
    var parts: [TimeLaw.Repeated] = []
    var doubt = Doubt.none
    // The cache is asked before what it stands for.
    for edge in edges.sorted(by: { isLookup($0) && !isLookup($1) }) where SynchronousReach.waits(edge, topology) {
      let calls = bound.of(edge.calls)
      guard calls > 0, edge.gain.high > 0, let target = answer(atNode: Int(edge.target)) else { continue }
      let answer = link < 0 || isLookup(edge) ? target : call(alongLink: link, target, at: Int(edge.target))
      let count = Self.withoutNoise(Interval.quotient(calls, times))
      parts.append(.init(law: answer.law, count: count))
      doubt = doubt + answer.doubt * count
    }
    guard !parts.isEmpty else { return nil }
    return Visit(
      visit: Answer(law: .sum(parts), doubt: doubt), count: times,
      group: link < 0 ? nil : topology.text(Facts.Link.parallel, link))
  }

  /// Whether an edge leads to the cache beside its link.
  private func isLookup(_ edge: DemandEdge) -> Bool {
    guard edge.link >= 0 else { return false }
    let party = demand.network.nodes.party(ofNode: Int(edge.target), in: topology)
    return party != topology.target(ofLink: Int(edge.link))
  }

  private static func withoutNoise(_ count: Double) -> Double {
    abs(count - count.rounded()) < 1e-9 ? count.rounded() : count
  }
}

/// What a link says of its calls.
struct LinkReading: Sendable {
  let call: LinkCall
  /// Seconds there and back.
  let network: Double
  let pool: HeldWait

  /// One attempt, given the time of its target. A timeout runs while a connection is waited for.
  func attempt(_ target: Answer) -> Answer {
    pool.before(Answer(law: target.law.delayed(by: network), doubt: target.doubt))
  }
}

extension Answer {
  /// With a gamma distribution of the same mean and variance.
  fileprivate var withoutShape: Answer { Answer(law: TimeLaw(.fitted(law.whole)), doubt: doubt) }
}

extension DemandNodes {
  /// Whether requests at a node take a server, rather than only lead to other nodes.
  func asksForWork(_ node: Int) -> Bool { node < operations || node >= operations + parties }
}
