internal import Analysis
internal import GraphAlgorithms
internal import Topology

/// Answers how one part of the system reaches another.
struct PathExplanation {
  let from: EntityID
  let to: EntityID
  let model: ModelView
  private var topology: Topology { model.topology }

  func explanation() -> Explanation {
    let waiting = LinkPaths(topology) { model.isSynchronous($0) }.shortest(from: from, to: to)
    let any = LinkPaths(topology) { _ in true }.shortest(from: from, to: to)
    let name = "\(topology.id(of: from)) -> \(topology.id(of: to))"
    return Explanation(
      subject: name, kind: .path, title: "from \(model.quoted(from)) to \(model.quoted(to))",
      sections: [
        Explanation.Section("", [.paragraph(summary(waiting, any))]),
        Explanation.Section("Links between the two", [.facts(direct)]),
        Explanation.Section("The shortest path on which every caller waits", hops(waiting)),
        Explanation.Section("The shortest path of any kind", waiting == any ? [] : hops(any)),
      ])
  }

  private func summary(_ waiting: [Int]?, _ any: [Int]?) -> String {
    let (a, b) = (model.quoted(from), model.quoted(to))
    guard let any else {
      let openEnds = topology.rows(of: .party).filter { topology.flag(Facts.Party.linksComplete, $0) == false }
      let caveat =
        openEnds.isEmpty
        ? "" : " The links of \(openEnds.prefix(5).map { model.party($0) }.joined(separator: ", ")) are not all known."
      return "There is no path: nothing that happens in \(a) brings work to \(b).\(caveat)"
    }
    guard let waiting else {
      return "\(a) reaches \(b) over \(links(any.count)), but not while it waits: no path is synchronous throughout."
    }
    return "\(a) reaches \(b) over \(links(waiting.count)) while it waits."
  }

  private func links(_ count: Int) -> String { count == 1 ? "1 link" : "\(count) links" }

  /// Only where there are several; a single one would be explained itself.
  private var direct: [Explanation.FactLine] {
    let direct = LinkPaths.direct(from: from, to: to, in: topology)
    return direct.count > 1 ? direct.map(model.line(ofLink:)) : []
  }

  private func hops(_ path: [Int]?) -> [Explanation.Block] {
    guard let path else { return [] }
    return [.facts(path.map(model.line(ofLink:))), .table(accumulated(path)), .paragraph(budget(path))]
  }

  /// Attempts and times as they add up from hop to hop: most attempts multiply, times on the way and at the ends add.
  private func accumulated(_ path: [Int]) -> Explanation.Table {
    guard path.count > 1 else { return Explanation.Table([], []) }
    var attempts: Double? = 1
    var time: Interval? = .zero
    let rows = path.map { link -> [String] in
      attempts = attempts.flatMap { all in model.analysis.attempts(ofLink: link).point.map { all * $0 } }
      let network = topology.number(Facts.Link.latency, link) ?? 0
      let target = model.analysis.responseTime(ofParty: topology.target(ofLink: link)).mean
      time = time.flatMap { sum in
        let own = target.isApplicable ? target.value : Interval.zero
        return own.map { Interval(low: sum.low + $0.low + 2 * network, high: sum.high + $0.high + 2 * network) }
      }
      return [
        topology.id(of: EntityID(.link, link)), attempts.map { FigureText.number($0, .count) } ?? "not known",
        time.map { FigureText.text($0, .duration, isOpen: false) } ?? "not known",
      ]
    }
    return Explanation.Table(["up to and with", "attempts of one request", "mean time so far"], rows)
  }

  /// The sum of the timeouts, attempts counted, is no bound for the first caller: it says what the hops allow themselves.
  private func budget(_ path: [Int]) -> String {
    guard path.count > 1, path.allSatisfy({ topology.number(Facts.Link.timeout, $0) != nil }) else { return "" }
    let hops = path.map { link in
      (topology.number(Facts.Link.timeout, link) ?? 0) * (model.analysis.attempts(ofLink: link).point ?? 1)
    }
    let words = hops.map { FigureText.number($0, .duration) }.joined(separator: ", ")
    return "With all attempts the hops allow themselves \(words)."
  }
}

/// Shortest paths over links: a request that arrives at an operation goes on along the links of that operation.
struct LinkPaths {
  private let topology: Topology
  private let links: [Int]
  private let sources: [Int]
  private let targets: [Int]

  /// - Parameter isUsable: which links may be followed.
  init(_ topology: Topology, isUsable: (Int) -> Bool) {
    self.topology = topology
    var edges: [(link: Int, source: Int, target: Int)] = []
    func add(_ link: Int, _ source: Int) { edges.append((link, source, Self.end(topology, link))) }
    for party in topology.rows(of: .party) {
      for link in topology.outgoing(ofParty: party) where isUsable(Int(link)) { add(Int(link), party) }
    }
    for operation in topology.rows(of: .operation) {
      for link in topology.outgoing(ofOperation: operation) where isUsable(Int(link)) {
        add(Int(link), topology.count(.party) + operation)
      }
    }
    links = edges.map(\.link)
    sources = edges.map(\.source)
    targets = edges.map(\.target)
  }

  /// Links from one entity to another, at the level at which both are named.
  static func direct(from: EntityID, to: EntityID, in topology: Topology) -> [Int] {
    topology.rows(of: .link).filter { link in
      matches(from, topology.source(ofLink: link), topology.sourceOperation(ofLink: link))
        && matches(to, topology.target(ofLink: link), topology.targetOperation(ofLink: link))
    }
  }

  /// The links of a shortest path, at least one; `nil` if there is none. O(components + operations + links).
  func shortest(from: EntityID, to: EntityID) -> [Int]? {
    let edges = zip(sources, targets).map { (source: Int32($0), target: Int32($1)) }
    let graph = IndexGraph(count: topology.count(.party) + topology.count(.operation), edges: edges)
    let start = node(from)
    // From the ends of the first links, so that the way from a component back to itself is found too.
    let reach = graph.reach(from: graph.successors(of: start).map(Int.init))
    guard let goal = reach.order.first(where: { isGoal(Int($0), to) }), let path = reach.path(to: Int(goal)) else {
      return nil
    }
    let nodes = [start] + path.map(Int.init)
    return zip(nodes, nodes.dropFirst()).compactMap(link)
  }

  private func link(_ source: Int, _ target: Int) -> Int? {
    links.indices.first { sources[$0] == source && targets[$0] == target }.map { links[$0] }
  }

  private func node(_ entity: EntityID) -> Int {
    entity.table == .operation ? topology.count(.party) + entity.row : entity.row
  }

  private func isGoal(_ node: Int, _ goal: EntityID) -> Bool {
    let parties = topology.count(.party)
    if goal.table == .operation { return node == parties + goal.row }
    return node == goal.row || node >= parties && topology.owner(EntityID(.operation, node - parties)) == goal.row
  }

  private static func end(_ topology: Topology, _ link: Int) -> Int {
    topology.targetOperation(ofLink: link).map { topology.count(.party) + $0 } ?? topology.target(ofLink: link)
  }

  private static func matches(_ entity: EntityID, _ party: Int, _ operation: Int?) -> Bool {
    entity.table == .operation ? operation == entity.row : entity.row == party
  }
}
