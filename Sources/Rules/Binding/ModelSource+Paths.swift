internal import Analysis
internal import Expressions
internal import Topology

/// Relations along paths as values of the rule language.
extension ModelSource {
  func follow(_ relation: PathRelation, _ entity: EntityID) -> Value {
    let row = entity.row
    return switch relation {
    case .retryPath: witness(analysis.pathAttempts(ofLink: row)) { analysis.retryPath(toLink: row) }
    case .synchronousChain:
      witness(analysis.synchronousDepth(ofWorkload: row)) { analysis.synchronousChain(ofWorkload: row) }
    case .synchronousParties:
      known(Facts.Workload.entry, row) { members(.party, analysis.synchronousParties(ofWorkload: row)) }
    case .dependencies: ofComponent(entity) { parties(analysis.dependencies(ofParty: row), and: row) }
    case .dependants: ofComponent(entity) { parties(analysis.dependants(ofParty: row), and: row) }
    case .stops: ofComponent(entity) { members(.workload, analysis.workloadsStopped(byParty: row)) }
    case .dominators:
      known(Facts.Workload.entry, row) { parties(analysis.dominators(ofWorkload: row) ?? []) }
    case .zonesNeeded: ofComponent(entity) { zonesNeeded(row) }
    case .criticality: criticality(row)
    }
  }

  /// Once more facts are stated, another path may be the longest; people are shown the one that surely is long.
  private func witness(_ figure: Estimate, _ links: () -> [Int]) -> Value {
    if figure.point == nil, !showsWitnesses { return .unknown(Unknown(facts: figure.missing.map(\.rawValue))) }
    return members(.link, links())
  }

  private func known(_ column: ColumnID, _ row: Int, _ value: () -> Value) -> Value {
    topology.state(column, row) == .unknown ? missing(column, row) : value()
  }

  /// Data sets and clients are elements too, and need nobody.
  private func ofComponent(_ entity: EntityID, _ value: () -> Value) -> Value {
    entity.table == .party && topology.kind(ofParty: entity.row) != .client ? value() : .list(ListValue([]))
  }

  private func members(_ table: TableID, _ rows: [Int]) -> Value {
    .list(ListValue(rows.map { .object(topology.object(EntityID(table, $0))) }))
  }

  private func members(_ table: TableID, _ members: [PossibleMember], tail: Unknown? = nil) -> Value {
    let items = members.map { Value.object(topology.object(EntityID(table, $0.row))) }
    return .list(ListValue(items, maybe: marks(members.map(\.doubts)), tail: tail))
  }

  /// What is reached from the links of some components; where a front end cannot see them all, there may be more.
  private func parties(_ found: [PossibleMember], and start: Int? = nil) -> Value {
    let open =
      hasOpenLinks
      ? (found.map(\.row) + [start].compactMap { $0 })
        .filter { topology.flag(Facts.Party.linksComplete, $0) == false } : []
    let facts = open.prefix(Unknown.limit).map { FactID(Facts.Party.linksComplete, row: $0).rawValue }
    return members(.party, found, tail: facts.isEmpty ? nil : Unknown(facts: facts))
  }

  private func marks(_ doubts: [[FactID]]) -> [Unknown?] {
    if doubts.allSatisfy(\.isEmpty) { return [] }
    return doubts.map { $0.isEmpty ? nil : Unknown(facts: $0.map(\.rawValue)) }
  }

  private func zonesNeeded(_ party: Int) -> Value {
    let (zones, open) = analysis.zonesNeeded(byParty: party)
    let tail = open.isEmpty ? nil : Unknown(facts: open.prefix(Unknown.limit).map(\.rawValue))
    return .list(ListValue(zones.map { .string($0.name) }, maybe: marks(zones.map(\.doubts)), tail: tail))
  }

  /// Known as soon as one workload has the highest there is; else all must say theirs.
  private func criticality(_ party: Int) -> Value {
    let (column, highest) = (Facts.Workload.criticality, Vocabulary.tier.values.count - 1)
    var most = -1
    var open: [FactID] = []
    for workload in analysis.workloads(visiting: party) {
      let isFirm = topology.basis(column, workload) <= weakestBasis
      if isFirm, let rank = topology.ordinal(column, workload) {
        most = max(most, rank)
      } else {
        open.append(FactID(column, row: workload))
      }
    }
    for workload in topology.rows(of: .workload) where topology.state(Facts.Workload.entry, workload) == .unknown {
      open.append(FactID(Facts.Workload.entry, row: workload))
    }
    if most == highest || open.isEmpty { return most < 0 ? .null : .symbol(Int32(most)) }
    return .unknown(Unknown(facts: open.prefix(Unknown.limit).map(\.rawValue)))
  }
}
