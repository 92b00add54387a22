/// Collects entities and facts, in any order, and makes the model of them.
public struct TopologyBuilder: Sendable {
  public private(set) var topology: Topology
  private var textIndex: [String: UInt64] = [:]

  public init(name: String? = nil) {
    topology = Topology(name: name)
    _ = topology.tables[Int(TableID.system.rawValue)].add(name: "system", owner: -1, place: .none)
  }

  /// Goes on from a finished model, to change facts of it. Its relations stay as they are.
  public init(resuming topology: Topology) {
    self.topology = topology
    textIndex = Dictionary(
      topology.texts.enumerated().map { ($1, UInt64($0)) }, uniquingKeysWith: { first, _ in first })
  }

  // MARK: Entities

  /// Adds a client or component and returns its row.
  public mutating func addParty(_ kind: PartyKind, name: String, place: PlaceID) -> Int {
    topology.partyKinds.append(kind)
    let row = add(.party, name: name, owner: -1, place: place)
    topology.relations.parties[name] = Int32(row)
    return row
  }

  public mutating func addInterface(name: String, of party: Int, place: PlaceID) -> Int {
    add(.interface, name: name, owner: party, place: place)
  }

  public mutating func addOperation(name: String, of party: Int, interface: Int?, place: PlaceID) -> Int {
    topology.operationInterfaces.append(Int32(interface ?? -1))
    return add(.operation, name: name, owner: party, place: place)
  }

  public mutating func addLink(name: String, place: PlaceID) -> Int {
    topology.linkEnds.append(Topology.LinkEnds())
    return add(.link, name: name, owner: -1, place: place)
  }

  public mutating func addDataSet(name: String, place: PlaceID) -> Int {
    let row = add(.dataSet, name: name, owner: -1, place: place)
    topology.relations.dataSets[name] = Int32(row)
    return row
  }

  public mutating func addWorkload(name: String, place: PlaceID) -> Int {
    let row = add(.workload, name: name, owner: -1, place: place)
    topology.relations.workloads[name] = Int32(row)
    return row
  }

  /// Adds one record of a list field. Records of one owner must be added one after another.
  public mutating func addRecord(_ table: TableID, owner: Int, place: PlaceID) -> Int {
    add(table, name: "", owner: owner, place: place)
  }

  private mutating func add(_ table: TableID, name: String, owner: Int, place: PlaceID) -> Int {
    topology.tables[Int(table.rawValue)].add(name: name, owner: owner, place: place)
  }

  /// Sets where the system is named.
  public mutating func define(system name: String, place: PlaceID) {
    topology.name = name
    topology.tables[Int(TableID.system.rawValue)].places[0] = place
  }

  /// Sets the ends of a link.
  public mutating func connect(
    link: Int, source: Int, sourceOperation: Int?, target: Int, targetOperation: Int?
  ) {
    topology.linkEnds[link] = Topology.LinkEnds(
      source: Int32(source), sourceOperation: Int32(sourceOperation ?? -1), target: Int32(target),
      targetOperation: Int32(targetOperation ?? -1))
  }

  // MARK: Facts

  public subscript(column: ColumnID, row: Int) -> Cell {
    get { topology.cell(column, row) }
    set { topology.tables[Int(column.table.rawValue)][column.index, row] = newValue }
  }

  /// The payload of a text.
  public mutating func intern(_ text: String) -> UInt64 {
    if let known = textIndex[text] { return known }
    let payload = UInt64(topology.texts.count)
    topology.texts.append(text)
    textIndex[text] = payload
    return payload
  }

  /// The payload of a list of payloads.
  public mutating func list(_ items: [UInt64]) -> UInt64 {
    let start = topology.listItems.count
    topology.listItems.append(contentsOf: items)
    return Payload.span(start..<topology.listItems.count)
  }

  /// The payload of a range; the cell must say `isRange`.
  public mutating func range(_ range: ValueRange) -> UInt64 {
    topology.ranges.append(range)
    return UInt64(topology.ranges.count - 1)
  }

  public mutating func addPlace(_ add: (inout PlaceTable) -> PlaceID) -> PlaceID { add(&topology.places) }

  public mutating func add(_ fact: CustomFact) { topology.customFacts.append(fact) }

  // MARK: Finishing

  /// The model: definitions filled in, relations indexed.
  public consuming func finish() -> Topology {
    indexRelations()
    fillDefinitions()
    fillInherited()
    topology.customFacts.sort { ($0.entity, $0.name) < ($1.entity, $1.name) }
    return topology
  }

  private mutating func indexRelations() {
    let parties = topology.count(.party)
    let operations = topology.count(.operation)
    let interfaceOwners = topology.tables[Int(TableID.interface.rawValue)].owners
    let operationOwners = topology.tables[Int(TableID.operation.rawValue)].owners
    topology.relations.outgoing = Adjacency(rows: parties, keys: topology.linkEnds.map(\.source))
    topology.relations.incoming = Adjacency(rows: parties, keys: topology.linkEnds.map(\.target))
    topology.relations.outgoingOfOperation = Adjacency(rows: operations, keys: topology.linkEnds.map(\.sourceOperation))
    topology.relations.incomingOfOperation = Adjacency(rows: operations, keys: topology.linkEnds.map(\.targetOperation))
    topology.relations.interfaces = Adjacency(rows: parties, keys: interfaceOwners)
    topology.relations.operations = Adjacency(rows: parties, keys: operationOwners)
    topology.relations.operationsOfInterface = Adjacency(
      rows: topology.count(.interface), keys: topology.operationInterfaces)
    topology.ambiguousOperations = ambiguousOperations()
  }

  private func ambiguousOperations() -> Set<Int32> {
    var result: Set<Int32> = []
    for party in topology.rows(of: .party) {
      let rows = topology.operations(ofParty: party)
      guard rows.count > 1 else { continue }
      let byName = Dictionary(grouping: rows) { topology.name(EntityID(.operation, Int($0))) }
      for twins in byName.values where twins.count > 1 { result.formUnion(twins) }
    }
    return result
  }

  /// What the language means where nothing is written (LANGUAGE, "by definition").
  private mutating func fillDefinitions() {
    let saysNeeds = topology.hasFacts(Facts.Link.onFailure) || topology.hasFacts(Facts.Link.fallback)
    for link in topology.rows(of: .link) {
      let source = topology.kind(ofParty: topology.source(ofLink: link))
      let target = topology.kind(ofParty: topology.target(ofLink: link))
      let touchesQueue = source == .queue || target == .queue
      define(Facts.Link.visits, link, Payload.number(1))
      define(Facts.Link.class, link, Vocabulary.linkClass, "runtime")
      define(Facts.Link.mode, link, Vocabulary.mode, touchesQueue ? "async" : "sync")
      if self[Facts.Link.timeout, link].state == FactState.none, self[Facts.Link.deadline, link].state == .unknown {
        // Who says that an attempt has no limit, and names no other, says that the call has none.
        self[Facts.Link.deadline, link] = Cell(.none, basis: .definition)
      }
      if self[Facts.Link.cache, link].state == .value { define(Facts.Link.coldHitRate, link, Payload.number(0)) }
      if saysNeeds { defineNeed(ofLink: link) }
      if touchesQueue { define(Facts.Link.access, link, Vocabulary.access, target == .queue ? "write" : "read") }
    }
  }

  /// Whether the caller fails without a link, where that is not written: what a failure means to it says so, or what it
  /// does instead. Anew after one of them has changed.
  public mutating func defineNeed(ofLink link: Int) {
    let required = self[Facts.Link.required, link]
    if required.state == .value, required.basis == .definition { self[Facts.Link.required, link] = .unknown }
    guard self[Facts.Link.required, link].state == .unknown else { return }
    let (failure, fallback) = (self[Facts.Link.onFailure, link], self[Facts.Link.fallback, link])
    let hasFallback = fallback.state == .value && fallback.payload != Self.noFallback
    if failure.state == .value {
      let isRequired = failure.payload == Self.failClosed
      // Where the two disagree, neither counts.
      if !(isRequired && hasFallback) { define(Facts.Link.required, link, by: failure, isRequired ? 1 : 0) }
    } else if hasFallback {
      define(Facts.Link.required, link, by: fallback, 0)
    }
  }

  private static let failClosed = Vocabulary.onFailure.ordinal(of: "fail-closed").map(UInt64.init)
  private static let noFallback = Vocabulary.fallback.ordinal(of: "none").map(UInt64.init)

  /// What follows from another fact is as sure as that one.
  private mutating func define(_ column: ColumnID, _ row: Int, by cell: Cell, _ payload: UInt64) {
    self[column, row] = Cell(.value, basis: max(cell.basis, .definition), payload: payload, place: cell.place)
  }

  /// A service is ours unless it says `external`, a component has one tenant unless it says `multi_tenant`, and an
  /// interface is as exposed as its component unless it says otherwise.
  private mutating func fillInherited() {
    for party in topology.rows(of: .party) where topology.kind(ofParty: party) != .client {
      define(Facts.Party.multiTenant, party, 0)
      if self[Facts.Party.hitRate, party].state == .value { define(Facts.Party.coldHitRate, party, Payload.number(0)) }
      if topology.kind(ofParty: party) == .service { define(Facts.Party.external, party, 0) }
      if topology.kind(ofParty: party) == .store { copies(of: party) }
    }
    guard topology.hasFacts(Facts.Party.exposure) else { return }
    for interface in topology.rows(of: .interface) where self[Facts.Interface.exposure, interface].state == .unknown {
      let inherited = self[Facts.Party.exposure, topology.owner(EntityID(.interface, interface))]
      guard inherited.state == .value else { continue }
      let basis = max(inherited.basis, .definition)
      self[Facts.Interface.exposure, interface] = Cell(
        .value, basis: basis, payload: inherited.payload, place: inherited.place)
    }
  }

  /// `replicas` of a store counts all its copies, and so is `replication.n` where that is not written.
  private mutating func copies(of store: Int) {
    let replicas = self[Facts.Party.replicasMin, store]
    guard replicas.state == .value, !replicas.isRange, self[Facts.Party.replication, store].state == .value,
      self[Facts.Party.replicationN, store].state == .unknown
    else { return }
    self[Facts.Party.replicationN, store] = Cell(
      .value, basis: max(replicas.basis, .definition), payload: replicas.payload, place: replicas.place)
  }

  private mutating func define(_ column: ColumnID, _ row: Int, _ enumeration: Enumeration, _ word: String) {
    guard let ordinal = enumeration.ordinal(of: word) else { return }
    define(column, row, UInt64(ordinal))
  }

  private mutating func define(_ column: ColumnID, _ row: Int, _ payload: UInt64) {
    guard self[column, row].state == .unknown else { return }
    self[column, row] = Cell(.value, basis: .definition, payload: payload)
  }
}
