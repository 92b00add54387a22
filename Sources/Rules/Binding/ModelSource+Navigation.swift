internal import Analysis
internal import Expressions
internal import Topology

/// What follows from the graph.
extension ModelSource {
  func navigate(_ navigation: Navigation, _ entity: EntityID) -> Value {
    switch navigation {
    case .id: .string(topology.id(of: entity))
    case .name: .string(nameOrID(entity))
    case .kind: .symbol(kindOrdinal(entity))
    case .incoming: incoming(entity)
    case .outgoing: outgoing(entity)
    case .links: links(entity)
    case .referrers: referrers(of: entity)
    case .interfaces: objects(.interface, entity.table == .party ? topology.interfaces(ofParty: entity.row) : [])
    case .operations: objects(.operation, operations(of: entity))
    case .workloads: workloads(visiting: entity.row)
    case .data: entity.table == .party ? dataSets(at: entity.row) : .list(.empty)
    case .producers: isParty(entity, .queue) ? incoming(entity) : .list(.empty)
    case .consumers: isParty(entity, .queue) ? outgoing(entity) : .list(.empty)
    case .isDeadLetter: isParty(entity, .queue) ? isDeadLetter(entity.row) : .null
    case .readers: isParty(entity, .store) ? accessing(entity, .read) : .list(.empty)
    case .writers: isParty(entity, .store) ? accessing(entity, .write) : .list(.empty)
    case .component: component(of: entity)
    case .interface: optional(.interface, topology.interface(ofOperation: entity.row))
    case .endpointOperation: entity.table == .operation ? object(entity) : .null
    case .writes: writes(entity)
    case .source: object(EntityID(.party, topology.source(ofLink: entity.row)))
    case .target: object(EntityID(.party, topology.target(ofLink: entity.row)))
    case .sourceOperation: optional(.operation, topology.sourceOperation(ofLink: entity.row))
    case .targetOperation: targetOperation(entity.row)
    case .targetInterface: targetInterface(entity.row)
    case .places: entity.table == .dataSet ? places(entity.row) : .list(.empty)
    case .parties: parties(visitedBy: entity.row)
    case .path(let relation): follow(relation, entity)
    case .dataRelation(let relation): relate(relation, entity)
    }
  }

  private func isParty(_ entity: EntityID, _ kind: PartyKind) -> Bool {
    entity.table == .party && topology.kind(ofParty: entity.row) == kind
  }

  private func nameOrID(_ entity: EntityID) -> String {
    let name = topology.name(entity)
    return name.isEmpty || entity.table == .system ? topology.id(of: entity) : name
  }

  private func kindOrdinal(_ entity: EntityID) -> Int32 {
    entity.table == .party ? Int32(topology.kind(ofParty: entity.row).rawValue) : Int32(PartyKind.allCases.count)
  }

  // MARK: Links

  private func incoming(_ entity: EntityID) -> Value {
    switch entity.table {
    case .party: partyLinks(topology.incoming(ofParty: entity.row), entity.row)
    case .operation: calls(topology.incoming(ofOperation: entity.row), topology.owner(entity))
    case .interface: calls(incoming(ofInterface: entity.row), topology.owner(entity))
    case .dataSet: objects(.link, index.links(carrying: entity.row))
    default: .list(.empty)
    }
  }

  /// Mostly the links of one operation, which are there as a piece of the model.
  private func incoming(ofInterface row: Int) -> ArraySlice<Int32> {
    let operations = topology.operations(ofInterface: row)
    if operations.count == 1, let only = operations.first { return topology.incoming(ofOperation: Int(only)) }
    return operations.flatMap { topology.incoming(ofOperation: Int($0)) }[...]
  }

  private func outgoing(_ entity: EntityID) -> Value {
    switch entity.table {
    case .party: partyLinks(topology.outgoing(ofParty: entity.row), entity.row)
    case .operation:
      .list(
        ListValue(
          type: ModelTypes.number(of: .link), rows: topology.ownOutgoing(ofOperation: entity.row),
          componentLevelOutgoing(topology.owner(entity))[...], tail: linksDoubt(topology.owner(entity))))
    default: .list(.empty)
    }
  }

  /// Links of a party; where a front end cannot see them all, the list may go on.
  private func partyLinks(_ rows: ArraySlice<Int32>, _ party: Int) -> Value {
    .list(ListValue(type: ModelTypes.number(of: .link), rows: rows, tail: linksDoubt(party)))
  }

  private func linksDoubt(_ party: Int) -> Unknown? {
    guard index.hasOpenLinks, topology.flag(Facts.Party.linksComplete, party) == false else { return nil }
    return Unknown(fact: FactID(Facts.Party.linksComplete, row: party).rawValue)
  }

  /// Links that every request of the component follows; mostly there are none, and then no list is made.
  private func componentLevelOutgoing(_ party: Int) -> [Int32] {
    let all = topology.outgoing(ofParty: party)
    return all.contains { topology.sourceOperation(ofLink: Int($0)) == nil }
      ? topology.componentLevelOutgoing(ofParty: party) : []
  }

  /// All links of an element.
  private func links(_ entity: EntityID) -> Value {
    guard entity.table == .party else { return joined(incoming(entity), outgoing(entity)) }
    return .list(
      ListValue(
        type: ModelTypes.number(of: .link), rows: topology.incoming(ofParty: entity.row),
        topology.outgoing(ofParty: entity.row), tail: linksDoubt(entity.row)))
  }

  /// The calls of some operations of a service. Links that name the service alone are perhaps among them.
  private func calls(_ rows: ArraySlice<Int32>, _ service: Int) -> Value {
    let all = topology.incoming(ofParty: service)
    let open = all.count == rows.count ? [] : all.filter { topology.targetOperation(ofLink: Int($0)) == nil }
    if open.isEmpty { return partyLinks(rows, service) }
    let certain = [Unknown?](repeating: nil, count: rows.count)
    let maybe = open.map { Unknown(fact: FactID(Facts.Link.to, row: Int($0)).rawValue) }
    return .list(
      ListValue((Array(rows) + open).map { link(Int($0)) }, maybe: certain + maybe, tail: linksDoubt(service)))
  }

  private enum Purpose { case read, write }

  /// Links that read or write a store; whose access nobody stated is perhaps one.
  private func accessing(_ entity: EntityID, _ purpose: Purpose) -> Value {
    .list(select(topology.incoming(ofParty: entity.row), purpose, tail: linksDoubt(entity.row)))
  }

  private func select(_ rows: [Int32], _ purpose: Purpose, tail: Unknown?) -> ListValue {
    select(rows[...], purpose, tail: tail)
  }

  private func select(_ rows: ArraySlice<Int32>, _ purpose: Purpose, tail: Unknown?) -> ListValue {
    let wanted = purpose == .read ? Self.reading : Self.writing
    var kept: [Int32] = []
    var open: [Unknown?] = []
    for row in rows {
      guard let access = access(Int(row)) else {
        // The mark of each earlier link, which surely is one.
        if open.isEmpty { open = Array(repeating: nil, count: kept.count) }
        kept.append(row)
        open.append(Unknown(fact: FactID(Facts.Link.access, row: Int(row)).rawValue))
        continue
      }
      guard access == wanted || access == Self.readingAndWriting else { continue }
      kept.append(row)
      if !open.isEmpty { open.append(nil) }
    }
    if kept.isEmpty, tail == nil { return .empty }
    if open.isEmpty { return ListValue(type: ModelTypes.number(of: .link), rows: kept[...], tail: tail) }
    return ListValue(kept.map { link(Int($0)) }, maybe: open, tail: tail)
  }

  private static let reading = accessOrdinal("read")
  private static let writing = accessOrdinal("write")
  private static let readingAndWriting = accessOrdinal("read-write")

  private static func accessOrdinal(_ word: String) -> Int? {
    guard case .enumeration(let enumeration) = Schema.column(Facts.Link.access).field.type else { return nil }
    return enumeration.ordinal(of: word)
  }

  private func access(_ link: Int) -> Int? {
    let cell = topology.cell(Facts.Link.access, link)
    return cell.state == .value && cell.basis <= weakestBasis ? Int(cell.payload) : nil
  }

  /// Links of an operation that change a store or put something into a queue.
  private func writes(_ entity: EntityID) -> Value {
    let party = topology.owner(entity)
    var kept: [Int32] = []
    for links in [topology.ownOutgoing(ofOperation: entity.row), componentLevelOutgoing(party)[...]] {
      for link in links {
        let kind = topology.kind(ofParty: topology.target(ofLink: Int(link)))
        if kind == .store || kind == .queue { kept.append(link) }
      }
    }
    return .list(select(kept, .write, tail: linksDoubt(party)))
  }

  // MARK: Ends

  private func component(of entity: EntityID) -> Value {
    object(EntityID(.party, entity.table == .party ? entity.row : topology.owner(entity)))
  }

  /// None where the target has no operations to name; unknown where a service is named without one.
  private func targetOperation(_ link: Int) -> Value {
    if let operation = topology.targetOperation(ofLink: link) { return object(EntityID(.operation, operation)) }
    guard topology.kind(ofParty: topology.target(ofLink: link)) == .service else { return .null }
    return .unknown(Unknown(fact: FactID(Facts.Link.to, row: link).rawValue))
  }

  private func targetInterface(_ link: Int) -> Value {
    guard let operation = topology.targetOperation(ofLink: link) else { return targetOperation(link) }
    return optional(.interface, topology.interface(ofOperation: operation))
  }

  private func operations(of entity: EntityID) -> ArraySlice<Int32> {
    switch entity.table {
    case .party: topology.operations(ofParty: entity.row)
    case .interface: topology.operations(ofInterface: entity.row)
    default: []
    }
  }

  /// Where a data set is: its canonical sources and its copies.
  private func places(_ dataSet: Int) -> Value {
    let (canonical, copies) = (Facts.DataSet.canonical, Facts.DataSet.copies)
    var missing: Unknown?
    var places: [Int] = []
    if let references = topology.references(canonical, dataSet) {
      places += references.map(\.row)
    } else {
      missing = Unknown(fact: FactID(canonical, row: dataSet).rawValue)
    }
    if let rows = topology.rows(copies, dataSet) {
      places += rows.compactMap { topology.reference(Facts.Copy.in, $0)?.row }
    } else {
      let fact = Unknown(fact: FactID(copies, row: dataSet).rawValue)
      missing = missing?.union(fact) ?? fact
    }
    var seen: Set<Int> = []
    let items = places.filter { seen.insert($0).inserted }.map { object(EntityID(.party, $0)) }
    return .list(ListValue(items, tail: missing))
  }

  /// So many data sets without stated places are told apart; more are one doubt, so that the list stays short.
  private static let mostOpenDataSets = 32

  /// Data sets with a place at the component; those that do not say all their places are perhaps among them.
  private func dataSets(at party: Int) -> Value {
    let certain = index.dataSets(at: party)
    let open = index.dataSetsWithOpenPlaces
    if open.isEmpty { return objects(.dataSet, certain) }
    let items = certain.map { object(EntityID(.dataSet, $0)) }
    if open.count > Self.mostOpenDataSets { return .list(ListValue(items, tail: index.openPlaces)) }
    let others = open.filter { !certain.contains($0.row) }
    let maybe = [Unknown?](repeating: nil, count: items.count) + others.map(\.doubt)
    return .list(ListValue(items + others.map { object(EntityID(.dataSet, $0.row)) }, maybe: maybe))
  }

  /// Facts that name the entity; a data set that does not say all its places may name any component.
  private func referrers(of entity: EntityID) -> Value {
    let known = Double(index.referrers(of: entity))
    guard entity.table == .party, topology.kind(ofParty: entity.row) != .client, let doubt = index.openPlaces else {
      return .double(known)
    }
    return .interval(known, .infinity, doubt)
  }

  private func isDeadLetter(_ queue: Int) -> Value {
    if index.isDeadLetter(queue) { return .bool(true) }
    // What has a producer of its own is taken for what it is drawn as.
    if !topology.incoming(ofParty: queue).isEmpty { return .bool(false) }
    return index.doubt(ofDeadLetter: queue).map(Value.unknown) ?? .bool(false)
  }

  // MARK: Workloads

  /// Workloads with requests that come to a component; those that do not say where they enter perhaps do.
  private func workloads(visiting party: Int) -> Value {
    let certain = analysis.workloads(visiting: party)
    let open = analysis.workloadsWithoutEntry
    if open.isEmpty { return objects(.workload, certain) }
    let maybe = [Unknown?](repeating: nil, count: certain.count) + open.map { Unknown(fact: entry(of: $0)) }
    return .list(ListValue((certain + open).map { object(EntityID(.workload, $0)) }, maybe: maybe))
  }

  private func parties(visitedBy workload: Int) -> Value {
    guard topology.state(Facts.Workload.entry, workload) == .unknown else {
      return objects(.party, analysis.parties(visitedBy: workload))
    }
    return .list(ListValue([], tail: Unknown(fact: entry(of: workload))))
  }

  private func entry(of workload: Int) -> UInt64 { FactID(Facts.Workload.entry, row: workload).rawValue }

  // MARK: Values

  private func object(_ entity: EntityID) -> Value { .object(topology.object(entity)) }

  private func link(_ row: Int) -> Value {
    .object(ObjectRef(type: ModelTypes.number(of: .link), row: UInt32(row)))
  }

  private func optional(_ table: TableID, _ row: Int?) -> Value { row.map { object(EntityID(table, $0)) } ?? .null }

  private func objects(_ table: TableID, _ rows: some Sequence<some BinaryInteger>) -> Value {
    .list(ListValue(rows.map { object(EntityID(table, Int($0))) }))
  }

  private func joined(_ a: Value, _ b: Value) -> Value {
    guard case .list(let first) = a, case .list(let second) = b else { return a }
    let maybe = first.items.indices.map(first.mark) + second.items.indices.map(second.mark)
    return .list(ListValue(first.items + second.items, maybe: maybe, tail: first.tail ?? second.tail))
  }
}
