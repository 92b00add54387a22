extension Topology {
  /// The identity of an entity: stable under reordering, unique in the system, and what people write in references.
  public func id(of entity: EntityID) -> String {
    switch entity.table {
    case .system: return "system"
    case .party, .dataSet, .workload: return name(entity)
    case .interface: return "\(ownerName(entity))/\(name(entity))"
    case .operation: return operationID(entity)
    case .link: return linkID(entity.row)
    case .copy:
      let place = reference(Facts.Copy.in, entity.row).map { name($0) } ?? "?"
      return "\(id(of: EntityID(.dataSet, owner(entity)))).copies[\(place)]"
    case .transformation, .pool, .distance, .backup:
      return "\(recordOwnerID(entity)).\(recordField(entity))[\(ordinal(entity))]"
    }
  }

  private func ownerName(_ entity: EntityID) -> String { name(EntityID(.party, owner(entity))) }

  private func operationID(_ entity: EntityID) -> String {
    let interface = interface(ofOperation: entity.row)
    if let interface, ambiguousOperations.contains(Int32(entity.row)) {
      return "\(ownerName(entity))/\(name(EntityID(.interface, interface))).\(name(entity))"
    }
    return "\(ownerName(entity)).\(name(entity))"
  }

  private func linkID(_ row: Int) -> String {
    let own = name(EntityID(.link, row))
    return own.isEmpty ? derivedLinkID(row) : own
  }

  /// `from -> to`, with ` [access]` where several links share both ends.
  private func derivedLinkID(_ row: Int) -> String {
    let ends = linkEnds[row]
    let base = "\(endpoint(ends.source, ends.sourceOperation)) -> \(endpoint(ends.target, ends.targetOperation))"
    let twins = outgoing(ofParty: Int(ends.source)).contains {
      let other = linkEnds[Int($0)]
      return Int($0) != row && other.target == ends.target && other.sourceOperation == ends.sourceOperation
        && other.targetOperation == ends.targetOperation && name(EntityID(.link, Int($0))).isEmpty
    }
    guard twins, let access = word(Facts.Link.access, row) else { return base }
    return "\(base) [\(access)]"
  }

  private func endpoint(_ party: Int32, _ operation: Int32) -> String {
    operation >= 0 ? operationID(EntityID(.operation, Int(operation))) : name(EntityID(.party, Int(party)))
  }

  private func recordOwnerID(_ entity: EntityID) -> String {
    switch entity.table {
    case .transformation: id(of: EntityID(.dataSet, owner(entity)))
    case .distance: "system"
    default: id(of: EntityID(.party, owner(entity)))
    }
  }

  private func recordField(_ entity: EntityID) -> String {
    switch entity.table {
    case .transformation: "transformations"
    case .distance: "distances"
    case .pool: "pools"
    default: "backup"
    }
  }

  /// The position of a record among those of its owner, from 0.
  private func ordinal(_ entity: EntityID) -> Int {
    let owners = tables[Int(entity.table.rawValue)].owners
    var first = entity.row
    while first > 0, owners[first - 1] == owners[entity.row] { first -= 1 }
    return entity.row - first
  }

  /// How reports name a fact: the entity's id and the field's path, e.g. `mailer.send.idempotency`.
  public func describe(_ fact: FactID) -> String {
    let name = fact.column.customPosition.map { customAttributes[$0].name } ?? Schema.column(fact.column).path
    return "\(id(of: fact.entity)).\(name)"
  }

  /// The kind of an entity in one word: `service`, `operation`, `data set`, …
  public func kindWord(_ entity: EntityID) -> String {
    entity.table == .party ? "\(kind(ofParty: entity.row))" : entity.table.word
  }
}
