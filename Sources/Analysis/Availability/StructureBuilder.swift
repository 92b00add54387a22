import GraphAlgorithms
import Topology

/// Builds the structure function of a workload: what must be up for a request to be answered.
///
/// What every request needs stands once in one long conjunction. What only some requests need, or what something else
/// can make up for, is solved callees first, with the certain needs taken for granted. Circles of calls are solved from
/// above: a component is not down merely because it waits for itself.
struct StructureBuilder {
  let graph: DependencyGraph
  let failures: FailureTable
  let reading: StructureReading
  let reach: DependencyReach
  let questions: QuestionOrder
  private(set) var table = EventTable()

  init(entry: Int, _ graph: DependencyGraph, _ failures: FailureTable, _ reading: StructureReading) {
    self.graph = graph
    self.failures = failures
    self.reading = reading
    reach = DependencyReach(from: entry, graph, need: reading.need)
    let reach = reach
    questions = QuestionOrder(from: entry, graph) { reach.sorted(graph.calls[$0].compactMap(reading.need)) }
    numberDomains()
    for step in questions.steps {
      switch step {
      case .enter(let node): numberEvents(of: node)
      case .ask(_, let call): numberEvents(of: call)
      case .leave: break
      }
    }
  }

  /// What a request at a node needs of others, in the order in which the diagram asks.
  func needs(at node: Int) -> [Call] { reach.sorted(graph.calls[node].compactMap(reading.need)) }

  // MARK: Events

  /// Places first: components in the same zone then share one question.
  private mutating func numberDomains() {
    var regions: [FailureDomain] = []
    var zones: [FailureDomain] = []
    var seen: Set<FailureDomain> = []
    for node in reach.order where graph.use(atNode: node) != nil {
      for domain in failures[graph.party(ofNode: node)].placement.domains where seen.insert(domain).inserted {
        if case .region = domain { regions.append(domain) } else { zones.append(domain) }
      }
    }
    for domain in regions + zones {
      _ = table.number(.domain(domain)) { failures.domains.chance(of: domain) }
    }
  }

  private mutating func numberEvents(of call: Call) {
    let bound = reading.bound
    if call.chance != .one { _ = table.number(.skipped(link: Int(call.link))) { 1 - bound.of(call.chance) } }
    if call.cache >= 0 { _ = table.number(.hit(link: Int(call.link))) { bound.ofSupply(call.hits) } }
  }

  private mutating func numberEvents(of node: Int) {
    let bound = reading.bound
    let party = graph.party(ofNode: node)
    if !graph.standIns(for: node).isEmpty {
      _ = table.number(.takenOver(party: party)) { bound.ofSupply(failures.takeovers[party]?.chance ?? .share) }
    }
    guard let use = graph.use(atNode: node) else { return }
    // The same places always leave the same copies, so these few are all that can be left.
    for left in failures[party].possibleLeft {
      for event in events(for: use, of: party, left) { _ = number(event) }
    }
  }

  private mutating func number(_ event: FailureEvent) -> Int {
    let bound = reading.bound
    return table.number(event) {
      guard case .copies(let party, let left, let isStricter) = event else { return 1 }
      return failures[party].chance(left, isStricter: isStricter, bound)
    }
  }

  /// The events that must all hold for a use; none where too few copies are left. With all of them left there always is
  /// one, whose chance may be nothing: otherwise nobody could tell what the loss of a part does.
  func events(for use: NodeUse, of party: Int, _ left: CopiesLeft) -> [FailureEvent] {
    let failure = failures[party]
    let wanted = failure.use(use, reading.bound)
    guard left == failure.placement.all || failure.isServed(wanted, left, reading.bound) else { return [] }
    let weaker = FailureEvent.copies(party: party, left, isStricter: false)
    return wanted == failure.weakerUse ? [weaker] : [weaker, .copies(party: party, left, isStricter: true)]
  }

  // MARK: Functions

  /// The whole function.
  func function<Algebra: StructureAlgebra>(
    entry: Int, _ algebra: inout Algebra
  ) throws(DecisionDiagram.TooLarge) -> Algebra.Value {
    var values: [Int: Algebra.Value] = [:]
    try solvePossible(&values, &algebra)
    var result = reach.isCertain(entry) ? algebra.always : try served(entry, values, &algebra)
    // What is asked last goes in first, so that each step only puts a question in front.
    for node in reach.certain.reversed() {
      for call in needs(at: node) {
        result = try algebra.and(value(of: call, values, &algebra), result)
      }
      if let gate = try gate(node, &algebra) { result = try algebra.and(gate, result) }
    }
    return result
  }

  /// The nodes that not every request needs, callees first.
  private func solvePossible<Algebra: StructureAlgebra>(
    _ values: inout [Int: Algebra.Value], _ algebra: inout Algebra
  ) throws(DecisionDiagram.TooLarge) {
    let possible = reach.order.filter { !reach.isCertain($0) }
    let groups = Dictionary(grouping: possible) { graph.components.component(of: $0) }
    for group in groups.keys.sorted() {
      let members = groups[group] ?? []
      for node in members { values[node] = algebra.always }
      var rounds = graph.components.isCyclic(group) ? members.count + 1 : 1
      while rounds > 0 {
        rounds -= 1
        var isSettled = true
        for node in members.reversed() {
          let before = values[node]
          let after = try need(of: node, values, &algebra)
          values[node] = after
          if before != after { isSettled = false }
        }
        if isSettled { break }
      }
    }
  }

  /// What a request at a node needs.
  private func need<Algebra: StructureAlgebra>(
    of node: Int, _ values: [Int: Algebra.Value], _ algebra: inout Algebra
  ) throws(DecisionDiagram.TooLarge) -> Algebra.Value {
    var result = algebra.always
    for call in needs(at: node).reversed() {
      result = try algebra.and(value(of: call, values, &algebra), result)
    }
    if let gate = try gate(node, &algebra) { result = try algebra.and(gate, result) }
    return result
  }

  private func value<Algebra: StructureAlgebra>(
    of call: Call, _ values: [Int: Algebra.Value], _ algebra: inout Algebra
  ) throws(DecisionDiagram.TooLarge) -> Algebra.Value {
    var result = algebra.always
    for target in call.targets { result = try algebra.and(result, served(Int(target), values, &algebra)) }
    if call.cache >= 0, let hit = table[.hit(link: Int(call.link))] {
      let cached = try algebra.and(algebra.event(hit), served(Int(call.cache), values, &algebra))
      result = try algebra.or(cached, result)
    }
    if let skipped = table[.skipped(link: Int(call.link))], call.chance != .one {
      result = try algebra.or(algebra.event(skipped), result)
    }
    return result
  }

  /// A node, or a standby that has taken over.
  private func served<Algebra: StructureAlgebra>(
    _ node: Int, _ values: [Int: Algebra.Value], _ algebra: inout Algebra
  ) throws(DecisionDiagram.TooLarge) -> Algebra.Value {
    if reach.isCertain(node) { return algebra.always }
    var result = values[node] ?? algebra.always
    guard let takenOver = table[.takenOver(party: graph.party(ofNode: node))] else { return result }
    for standIn in graph.standIns(for: node) {
      let standby = reach.isCertain(standIn) ? algebra.always : values[standIn] ?? algebra.always
      result = try algebra.or(result, algebra.and(algebra.event(takenOver), standby))
    }
    return result
  }

  /// The copies of the node's own component.
  private func gate<Algebra: StructureAlgebra>(
    _ node: Int, _ algebra: inout Algebra
  ) throws(DecisionDiagram.TooLarge) -> Algebra.Value? {
    guard let use = graph.use(atNode: node) else { return nil }
    let party = graph.party(ofNode: node)
    return try algebra.gate { diagram throws(DecisionDiagram.TooLarge) in
      var gate = CopyGate(failures[party].placement) { table[.domain($0)] ?? 0 }
      return try gate.function(in: &diagram) { left, diagram throws(DecisionDiagram.TooLarge) in
        let events = events(for: use, of: party, left)
        guard !events.isEmpty else { return .never }
        var result = DecisionDiagram.Function.always
        for number in events.compactMap({ table[$0] }) { result = try diagram.and(result, diagram.variable(number)) }
        return result
      }
    }
  }
}
