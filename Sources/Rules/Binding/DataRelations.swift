internal import Expressions
internal import Topology

/// Who works with which data, and what a component keeps.
enum DataRelation: Sendable {
  /// Operations that write a data set, and that read it.
  case writtenBy, readBy
  /// Data sets that have the component as canonical source, and the copies that it holds.
  case canonicalOf, copies

  static func fields(of table: TableID) -> [(String, ExpressionType, Navigation, Cost)] {
    switch table {
    case .dataSet:
      [
        ("written_by", .list(.object("endpoint")), .dataRelation(.writtenBy), .degree),
        ("read_by", .list(.object("endpoint")), .dataRelation(.readBy), .degree),
      ]
    case .party:
      [
        ("canonical_of", .list(.object("data")), .dataRelation(.canonicalOf), .degree),
        ("copies", .list(.object("copy")), .dataRelation(.copies), .degree),
      ]
    default: []
    }
  }
}

extension ModelSource {
  func relate(_ relation: DataRelation, _ entity: EntityID) -> Value {
    switch relation {
    case .writtenBy: users(of: entity.row, writing: true)
    case .readBy: users(of: entity.row, writing: false)
    case .canonicalOf: entity.table == .party ? canonicalData(of: entity.row) : .list(ListValue([]))
    case .copies: entity.table == .party ? copies(in: entity.row) : .list(ListValue([]))
    }
  }

  // MARK: Users

  /// Whose links carry the data set to or from a store or queue, or work with one of its places; a link that does not say
  /// what it carries perhaps carries it.
  private func users(of dataSet: Int, writing: Bool) -> Value {
    guard case .list(let places) = navigate(.places, EntityID(.dataSet, dataSet)) else { return .list(ListValue([])) }
    let holders: [Int] = places.items.compactMap { if case .object(let holder) = $0 { Int(holder.row) } else { nil } }
    let linksAtPlaces: [Int] = holders.flatMap { self.links(at: $0, writing: writing) }
    var doubts: [EntityID: Unknown?] = [:]
    var order: [EntityID] = []
    var seen: Set<Int> = []
    for link in linksAtPlaces + index.links(carrying: dataSet) where seen.insert(link).inserted {
      guard let doubt = use(of: dataSet, along: link, writing: writing) else { continue }
      let user = user(ofLink: link)
      switch doubts[user] {
      case nil:
        order.append(user)
        doubts[user] = doubt
      case .some(.some): doubts[user] = doubt
      case .some(.none): continue
      }
    }
    let maybe = order.map { doubts[$0] ?? nil }
    return .list(
      ListValue(
        order.map { .object(topology.object($0)) }, maybe: maybe.contains { $0 != nil } ? maybe : [],
        tail: places.tail))
  }

  /// What is read out of a queue leaves it; all other work with a store or queue arrives there.
  private func links(at holder: Int, writing: Bool) -> [Int] {
    let isQueue = topology.kind(ofParty: holder) == .queue
    return (isQueue && !writing ? topology.outgoing(ofParty: holder) : topology.incoming(ofParty: holder)).map(Int.init)
  }

  private func user(ofLink link: Int) -> EntityID {
    let isRead = topology.kind(ofParty: topology.source(ofLink: link)) == .queue
    let operation = isRead ? topology.targetOperation(ofLink: link) : topology.sourceOperation(ofLink: link)
    let party = isRead ? topology.target(ofLink: link) : topology.source(ofLink: link)
    return operation.map { EntityID(.operation, $0) } ?? EntityID(.party, party)
  }

  /// `nil` where the link does not use the data set so; else what keeps that from being sure, if anything does.
  private func use(of dataSet: Int, along link: Int, writing: Bool) -> Unknown?? {
    let kinds = [topology.source(ofLink: link), topology.target(ofLink: link)].map { topology.kind(ofParty: $0) }
    guard kinds.contains(where: { $0 == .store || $0 == .queue }) else { return nil }
    var open: [FactID] = []
    if let carried = topology.references(Facts.Link.data, link) {
      guard carried.contains(where: { $0.row == dataSet }) else { return nil }
    } else {
      open.append(FactID(Facts.Link.data, row: link))
    }
    switch topology.word(Facts.Link.access, link) {
    case nil: open.append(FactID(Facts.Link.access, row: link))
    case "read-write", writing ? "write" : "read": break
    default: return nil
    }
    return .some(open.isEmpty ? nil : Unknown(facts: open.map(\.rawValue)))
  }

  // MARK: What a component keeps

  private func canonicalData(of party: Int) -> Value {
    let certain = index.dataSets(at: party).filter { dataSet in
      topology.references(Facts.DataSet.canonical, dataSet)?.contains { $0.row == party } == true
    }
    let open = index.dataSetsWithOpenPlaces.map(\.row)
      .filter { topology.state(Facts.DataSet.canonical, $0) == .unknown }
    let items = certain.map { Value.object(topology.object(EntityID(.dataSet, $0))) }
    let tail = open.prefix(Unknown.limit).map { FactID(Facts.DataSet.canonical, row: $0).rawValue }
    return .list(ListValue(items, tail: tail.isEmpty ? nil : Unknown(facts: Array(tail))))
  }

  private func copies(in party: Int) -> Value {
    let rows = index.dataSets(at: party).flatMap { dataSet in
      (topology.rows(Facts.DataSet.copies, dataSet) ?? 0..<0)
        .filter { topology.reference(Facts.Copy.in, $0)?.row == party }
    }
    let open = index.dataSetsWithOpenPlaces.map(\.row).filter { topology.state(Facts.DataSet.copies, $0) == .unknown }
    let items = rows.map { Value.object(topology.object(EntityID(.copy, $0))) }
    let tail = open.prefix(Unknown.limit).map { FactID(Facts.DataSet.copies, row: $0).rawValue }
    return .list(ListValue(items, tail: tail.isEmpty ? nil : Unknown(facts: Array(tail))))
  }
}
