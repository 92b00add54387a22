internal import Expressions
internal import Topology

/// The answers of graph blocks as values of the rule language.
extension ModelSource {
  /// The answers of the rule at hand, as the facts that count now give them.
  var activeGraphs: RuleGraphs? {
    get { countsOnlyFirmFacts ? firmGraphs : graphs }
    set { if countsOnlyFirmFacts { firmGraphs = newValue } else { graphs = newValue } }
  }

  /// Before another rule begins, or the same one anew.
  func forgetGraphs() {
    graphs = nil
    firmGraphs = nil
  }

  // MARK: Reach

  func answer(_ function: ReachFunction, _ arguments: [Value]) -> Value {
    guard case .object(let block)? = arguments.first, case .object(let object)? = arguments.last, arguments.count == 2,
      let graphs = activeGraphs, graphs.reaches.indices.contains(Int(block.row))
    else { return .null }
    let (reach, entity) = (graphs.reaches[Int(block.row)], entity(of: object))
    if function == .reaches, !showsWitnesses, reach.surelyReaches(entity) { return .bool(true) }
    switch reach.verdict(on: entity) {
    case .never: return unreached(function)
    case .perhaps(let unknown, _): return .unknown(unknown)
    case .surely(let way, let least, let isSettled, let doubt):
      if showsWitnesses { followed.append(FollowedWay(block: Int(block.row), way: way)) }
      switch function {
      case .reaches: return .bool(true)
      case .hops: return showsWitnesses ? .double(Double(way.hops)) : .interval(Double(least), Double(way.hops), doubt)
      case .path, .source:
        if !isSettled, !showsWitnesses { return .unknown(doubt ?? Unknown(facts: [])) }
        return function == .path ? links(way.links) : .object(topology.object(way.start))
      }
    }
  }

  private func unreached(_ function: ReachFunction) -> Value {
    switch function {
    case .reaches: .bool(false)
    case .path: .list(ListValue([]))
    case .source, .hops: .null
    }
  }

  private func links(_ rows: [Int32]) -> Value {
    .list(ListValue(rows.map { .object(topology.object(EntityID(.link, Int($0)))) }))
  }

  // MARK: Rings

  func ringValue(_ field: RingField, _ index: Int) -> Value {
    guard let ring = ring(index) else { return .null }
    switch field {
    case .id: return .string(ring.id)
    case .members:
      // An anonymous member may turn out to be one of the operations.
      return elements(ring.members, of: ring) { entity in
        entity.table == .party && !self.topology.operations(ofParty: entity.row).isEmpty ? ring.openness : nil
      }
    case .components:
      var seen: Set<Int> = []
      let parties = ring.members.map { $0.table == .party ? $0.row : topology.owner($0) }.filter {
        seen.insert($0).inserted
      }
      return elements(parties.map { EntityID(.party, $0) }, of: ring)
    case .path:
      // Once the doubts are cleared, another circle may be the one that is told.
      if let unknown = ring.doubt ?? ring.openness, !showsWitnesses { return .unknown(unknown) }
      return links(ring.links)
    }
  }

  func ring(_ index: Int) -> Ring? {
    guard let rings = activeGraphs?.rings, rings.indices.contains(index) else { return nil }
    return rings[index]
  }

  /// Members of a certain ring are certain, and there may be more; of a possible one, each may be missing.
  private func elements(
    _ entities: [EntityID], of ring: Ring, doubt: (EntityID) -> Unknown? = { _ in nil }
  ) -> Value {
    let items = entities.map { Value.object(topology.object($0)) }
    if showsWitnesses { return .list(ListValue(items)) }
    return .list(ListValue(items, maybe: entities.map { ring.doubt ?? doubt($0) }, tail: ring.openness))
  }
}

/// A way that an answer rests on.
struct FollowedWay {
  var block: Int
  var way: ReachAnswer.Way
}
