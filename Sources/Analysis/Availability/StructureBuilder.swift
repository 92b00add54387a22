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
  private(set) var visits: VisitCounts
  private(set) var table = EventTable()
  /// Whether no levels of shares were drawn together.
  private(set) var hasExactShares = true
  /// The levels of what is asked for as shares.
  private var levels: [Int: ShareFunction<Bool>] = [:]

  init(entry: Int, _ graph: DependencyGraph, _ failures: FailureTable, _ reading: StructureReading) {
    self.graph = graph
    self.failures = failures
    self.reading = reading
    reach = DependencyReach(from: entry, graph, need: reading.need)
    visits = VisitCounts(entry: entry, reach, graph) { graph.calls[$0].compactMap(reading.need) }
    if reading.luck == .joint { visits.join(at: reading.bound) }
    levels = shareLevels()
    numberDomains()
    if !reach.isCertain(entry) { numberEvents(of: Call(targets: [Int32(entry)]), at: Self.client) }
    for node in reach.order { numberEvents(of: node) }
  }

  /// What a request at a node needs of others.
  func needs(at node: Int) -> [Call] { graph.calls[node].compactMap(reading.need) }

  /// Stands for the node that the workload's requests come from.
  private static let client = -1

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

  private mutating func numberEvents(of node: Int) {
    let bound = reading.bound
    for call in needs(at: node) { numberEvents(of: call, at: node) }
    let party = graph.party(ofNode: node)
    if !graph.standIns(for: node).isEmpty {
      _ = table.number(.takenOver(party: party)) { bound.ofSupply(failures.takeovers[party]?.chance ?? .share) }
    }
    guard let use = graph.use(atNode: node) else { return }
    // The same places always leave the same copies, so these few are all that can be left.
    for left in failures[party].possibleLeft {
      for event in events(for: use, atNode: node, left) { _ = number(event) }
    }
  }

  private mutating func numberEvents(of call: Call, at node: Int) {
    let link = Int(call.link)
    switch way(of: call, at: node) {
    case .sure: break
    case .once(let skipped, let hit):
      if call.maySkip { _ = table.number(.skipped(node: node, link: link)) { skipped } }
      if call.cache >= 0 { _ = table.number(.hit(node: node, link: link)) { hit } }
    case .shared(let law):
      var states = NoRegions()
      guard let share = try? share(of: call, StructureParts(shares: levels), &states).map(law.share) else { return }
      if !share.isExact { hasExactShares = false }
      for (level, chance) in share.chances.enumerated() {
        _ = table.number(.spared(of: call, at: node, level: level)) { chance }
      }
    }
  }

  private mutating func number(_ event: FailureEvent) -> Int {
    let bound = reading.bound
    return table.number(event) {
      switch event {
      case .copies(let party, let left, let isStricter):
        failures[party].chance(left, isStricter: isStricter, bound)
      case .otherPartitions(let party, let left, let isStricter):
        failures[party].chanceOfOthers(left, isStricter: isStricter, bound)
      case .leaderMoved(let party): failures[party].leaderMoved(bound)
      default: 1
      }
    }
  }

  /// The events that must all hold for a use; none where too few copies are left. With all of them left there always is
  /// one, whose chance may be nothing: otherwise nobody could tell what the loss of a part does.
  func events(for use: NodeUse, atNode node: Int, _ left: CopiesLeft) -> [FailureEvent] {
    let party = graph.party(ofNode: node)
    let failure = failures[party]
    let wanted = failure.use(use, reading.bound)
    guard left == failure.placement.all || failure.isServed(wanted, left, reading.bound) else { return [] }
    let asksOthers = failure.partitions.high > 1 && graph.nodes.loadsAllPartitions(node, ofParty: party)
    let copies = (wanted == failure.weakerUse ? [false] : [false, true]).flatMap { isStricter in
      [FailureEvent.copies(party: party, left, isStricter: isStricter)]
        + (asksOthers ? [.otherPartitions(party: party, left, isStricter: isStricter)] : [])
    }
    return copies + (failure.waitsForLeader(wanted, left, reading.bound) ? [.leaderMoved(party: party)] : [])
  }

  // MARK: Functions

  /// The whole function.
  func function<Algebra: StructureAlgebra>(
    entry: Int, _ algebra: inout Algebra
  ) throws(DecisionDiagram.TooLarge) -> Algebra.Value {
    var parts = StructureParts<Algebra.Value>()
    try solvePossible(&parts, &algebra)
    var result = algebra.always
    if !reach.isCertain(entry) {
      result = try value(of: Call(targets: [Int32(entry)]), at: Self.client, parts, &algebra)
    }
    // What is asked last goes in first, so that each step only puts a question in front.
    for node in reach.certain.reversed() {
      for call in needs(at: node) {
        result = try algebra.and(value(of: call, at: node, parts, &algebra), result)
      }
      if let gate = try gate(node, &algebra) { result = try algebra.and(gate, result) }
    }
    return result
  }

  /// The nodes that not every request needs, callees first, and those that are asked for as shares.
  private func solvePossible<Algebra: StructureAlgebra>(
    _ parts: inout StructureParts<Algebra.Value>, _ algebra: inout Algebra
  ) throws(DecisionDiagram.TooLarge) {
    let possible = reach.order.filter { !reach.isCertain($0) || visits.shared.contains($0) }
    let groups = Dictionary(grouping: possible) { graph.components.component(of: $0) }
    for group in groups.keys.sorted() {
      let members = groups[group] ?? []
      if let node = members.first, visits.shared.contains(node) {
        parts.shares[node] = try share(atNode: node, parts, &algebra)
        continue
      }
      for node in members { parts.values[node] = algebra.always }
      var rounds = graph.components.isCyclic(group) ? members.count + 1 : 1
      while rounds > 0 {
        rounds -= 1
        var isSettled = true
        for node in members.reversed() {
          let before = parts.values[node]
          let after = try need(of: node, parts, &algebra)
          parts.values[node] = after
          if before != after { isSettled = false }
        }
        if isSettled { break }
      }
    }
  }

  /// What a request at a node needs.
  private func need<Algebra: StructureAlgebra>(
    of node: Int, _ parts: StructureParts<Algebra.Value>, _ algebra: inout Algebra
  ) throws(DecisionDiagram.TooLarge) -> Algebra.Value {
    var result = algebra.always
    for call in needs(at: node).reversed() {
      result = try algebra.and(value(of: call, at: node, parts, &algebra), result)
    }
    if let gate = try gate(node, &algebra) { result = try algebra.and(gate, result) }
    return result
  }

  private func value<Algebra: StructureAlgebra>(
    of call: Call, at node: Int, _ parts: StructureParts<Algebra.Value>, _ algebra: inout Algebra
  ) throws(DecisionDiagram.TooLarge) -> Algebra.Value {
    let link = Int(call.link)
    switch way(of: call, at: node) {
    case .sure: return algebra.always
    case .shared(let law):
      let share = try share(of: call, parts, &algebra).map(law.share)
      return try share.value(&algebra) { table[.spared(of: call, at: node, level: $0)] }
    case .once: break
    }
    var result = algebra.always
    for target in call.targets { result = try algebra.and(result, served(Int(target), parts, &algebra)) }
    if call.cache >= 0, let hit = table[.hit(node: node, link: link)] {
      let cached = try algebra.and(algebra.event(hit), served(Int(call.cache), parts, &algebra))
      result = try algebra.or(cached, result)
    }
    if call.maySkip, let skipped = table[.skipped(node: node, link: link)] {
      result = try algebra.or(algebra.event(skipped), result)
    }
    return result
  }

  /// A node, or a standby that has taken over.
  private func served<Algebra: StructureAlgebra>(
    _ node: Int, _ parts: StructureParts<Algebra.Value>, _ algebra: inout Algebra
  ) throws(DecisionDiagram.TooLarge) -> Algebra.Value {
    if reach.isCertain(node) { return algebra.always }
    var result = parts.values[node] ?? algebra.always
    guard let takenOver = table[.takenOver(party: graph.party(ofNode: node))] else { return result }
    for standIn in graph.standIns(for: node) {
      let standby = reach.isCertain(standIn) ? algebra.always : parts.values[standIn] ?? algebra.always
      result = try algebra.or(result, algebra.and(algebra.event(takenOver), standby))
    }
    return result
  }

  /// The copies of the node's own component.
  func gate<Algebra: StructureAlgebra>(
    _ node: Int, _ algebra: inout Algebra
  ) throws(DecisionDiagram.TooLarge) -> Algebra.Value? {
    guard let use = graph.use(atNode: node) else { return nil }
    let party = graph.party(ofNode: node)
    return try algebra.gate { diagram throws(DecisionDiagram.TooLarge) in
      var gate = CopyGate(failures[party].placement) { table[.domain($0)] ?? 0 }
      return try gate.function(in: &diagram) { left, diagram throws(DecisionDiagram.TooLarge) in
        let events = events(for: use, atNode: node, left)
        guard !events.isEmpty else { return .never }
        var result = DecisionDiagram.Function.always
        for number in events.compactMap({ table[$0] }) { result = try diagram.and(result, diagram.variable(number)) }
        return result
      }
    }
  }
}
