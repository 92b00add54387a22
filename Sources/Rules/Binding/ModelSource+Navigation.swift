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
    case .component: component(of: entity)
    case .interface: optional(.interface, topology.interface(ofOperation: entity.row))
    case .endpointOperation: entity.table == .operation ? object(entity) : .null
    // These have fields of their own.
    case .readers, .writers, .writes, .source, .target: .null
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

  /// The object that a navigation leads to, without a value made; `other` for all else.
  func scalar(_ navigation: Navigation, _ object: ObjectRef) -> Scalar {
    let row = Int(object.row)
    switch navigation {
    case .sourceOperation: return scalar(.operation, topology.sourceOperation(ofLink: row))
    case .targetOperation:
      if let operation = topology.targetOperation(ofLink: row) { return scalar(.operation, operation) }
      guard topology.kind(ofParty: topology.target(ofLink: row)) == .service else { return .null }
      return .unstated(FactID(Facts.Link.to, row: row).rawValue)
    case .interface: return scalar(.interface, topology.interface(ofOperation: row))
    case .component:
      let entity = entity(of: object)
      return Scalar(topology.object(EntityID(.party, entity.table == .party ? entity.row : topology.owner(entity))))
    default: return .other
    }
  }

  private func scalar(_ table: TableID, _ row: Int?) -> Scalar {
    row.map { Scalar(topology.object(EntityID(table, $0))) } ?? .null
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

  /// Whether some component says that not all its links are drawn.
  var hasOpenLinks: Bool { topology.hasFacts(Facts.Party.linksComplete) }

  func linksDoubt(_ party: Int) -> Unknown? {
    guard hasOpenLinks, topology.flag(Facts.Party.linksComplete, party) == false else { return nil }
    return Unknown(fact: FactID(Facts.Party.linksComplete, row: party).rawValue)
  }

  /// Links that every request of the component follows; mostly there are none, and then no list is made.
  func componentLevelOutgoing(_ party: Int) -> [Int32] {
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
    // Two or three, so that a set would take longer.
    var items: [Value] = []
    for (position, place) in places.enumerated() where !places[..<position].contains(place) {
      items.append(object(EntityID(.party, place)))
    }
    return .list(ListValue(items, tail: missing))
  }

  /// So many data sets without stated places are told apart; more are one doubt, so that the list stays short.
  private static let mostOpenDataSets = 32

  /// Data sets with a place at the component; those that do not say all their places are perhaps among them.
  private func dataSets(at party: Int) -> Value {
    var items: [Value] = []
    var marks: [Unknown?] = []
    let end = visitDataSets(at: party) { dataSet, mark in
      items.append(.object(dataSet))
      marks.append(mark)
      return true
    }
    guard case .complete(let tail) = end else { return .list(.empty) }
    return .list(ListValue(items, maybe: marks, tail: tail))
  }

  /// The same one by one, without a list.
  func visitDataSets(at party: Int, _ member: (ObjectRef, Unknown?) -> Bool) -> ListVisit {
    let certain = index.dataSetsByParty[party]
    let type = ModelTypes.number(of: .dataSet)
    for row in certain where !member(ObjectRef(type: type, row: UInt32(row)), nil) { return .stopped }
    let open = index.dataSetsWithOpenPlaces
    if open.count > Self.mostOpenDataSets { return .complete(index.openPlaces) }
    for (row, doubt) in open where !certain.contains(Int32(row)) {
      if !member(ObjectRef(type: type, row: UInt32(row)), doubt) { return .stopped }
    }
    return .complete(nil)
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
