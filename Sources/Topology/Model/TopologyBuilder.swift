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
    fillWhatFollows()
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
}
