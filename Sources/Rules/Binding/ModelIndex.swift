internal import Expressions
internal import Topology

/// Relations that rules ask for and the model does not keep: who names whom in facts.
public struct ModelIndex: Sendable {
  /// By table and row; empty for tables of which nobody names a row.
  private var referrers = TableID.allCases.map { _ in [Int32]() }
  /// The parties at the ends of links, as the bits of scalars: most conditions on links begin with one.
  let linkSources: [UInt64]
  let linkTargets: [UInt64]
  /// The operations at the ends of links, -1 where there are none.
  let linkSourceOperations: [Int32]
  let linkTargetOperations: [Int32]
  /// The parties that operations and interfaces belong to, as the bits of scalars.
  let operationOwners: [UInt64]
  let interfaceOwners: [UInt64]
  let neighbours: Neighbours
  private var deadLetters: Set<Int> = []
  /// By party: data sets that have it as canonical source or hold a copy in it, ascending.
  let dataSetsByParty: RowTable
  private var linksByDataSet: [Int: [Int]] = [:]
  /// Queues that do not say where their dead letters go, ascending.
  private var queuesWithOpenDeadLetter: [Int] = []
  /// The first of them, as far as they are told apart.
  private var openDeadLetters: Unknown?
  /// Data sets that do not say all their places, ascending, with the facts that would.
  private(set) var dataSetsWithOpenPlaces: [(row: Int, doubt: Unknown)] = []
  /// All of them, for where they are too many to be told apart.
  private(set) var openPlaces: Unknown?

  /// How many facts elsewhere name the entity. As with links, what is not drawn does not exist: a reference that nobody
  /// states names nobody. Only the places of data sets are asked for (`openPlaces`).
  func referrers(of entity: EntityID) -> Int {
    let counts = referrers[Int(entity.table.rawValue)]
    return counts.isEmpty ? 0 : Int(counts[entity.row])
  }

  /// Whether some queue sends its dead letters here.
  func isDeadLetter(_ queue: Int) -> Bool { deadLetters.contains(queue) }

  /// The queues that might still name the queue as theirs for dead letters; `nil` if all have said.
  func doubt(ofDeadLetter queue: Int) -> Unknown? {
    // A queue that is not among the first ones has the same doubt as all such.
    if let last = queuesWithOpenDeadLetter.prefix(Unknown.limit).last, queue > last { return openDeadLetters }
    let others = queuesWithOpenDeadLetter.lazy.filter { $0 != queue }.prefix(Unknown.limit)
    return others.isEmpty
      ? nil : Unknown(facts: others.map { FactID(Facts.Party.deadLetter, row: $0).rawValue })
  }

  /// Data sets that have the component as canonical source or hold a copy in it, ascending.
  func dataSets(at party: Int) -> [Int] { dataSetsByParty[party].map(Int.init) }

  /// Links that say they carry the data set.
  func links(carrying dataSet: Int) -> [Int] { linksByDataSet[dataSet] ?? [] }

  /// Reads every reference of the model once. O(facts that are references).
  init(of topology: Topology) {
    let objects = topology.rows(of: .party).map { row in
      UInt64(topology.kind(ofParty: row).rawValue) << 32 | UInt64(UInt32(row))
    }
    linkSources = topology.rows(of: .link).map { objects[topology.source(ofLink: $0)] }
    linkTargets = topology.rows(of: .link).map { objects[topology.target(ofLink: $0)] }
    linkSourceOperations = topology.rows(of: .link).map { Int32(topology.sourceOperation(ofLink: $0) ?? -1) }
    linkTargetOperations = topology.rows(of: .link).map { Int32(topology.targetOperation(ofLink: $0) ?? -1) }
    operationOwners = topology.rows(of: .operation).map { objects[topology.owner(EntityID(.operation, $0))] }
    interfaceOwners = topology.rows(of: .interface).map { objects[topology.owner(EntityID(.interface, $0))] }
    neighbours = Neighbours(of: topology)
    dataSetsByParty = Self.dataSets(topology)
    for table in Schema.tables {
      for column in table.columns where column.id != Facts.Link.from && column.id != Facts.Link.to {
        switch column.field.type {
        case .reference: addReferences(column.id, topology)
        case .list(.reference): addLists(column.id, topology)
        default: continue
        }
      }
    }
    for queue in topology.parties(.queue) {
      if let letters = topology.reference(Facts.Party.deadLetter, queue) { deadLetters.insert(letters.row) }
      if topology.state(Facts.Party.deadLetter, queue) == .unknown { queuesWithOpenDeadLetter.append(queue) }
    }
    // Who holds the dead letters of others has none of its own.
    queuesWithOpenDeadLetter.removeAll(where: deadLetters.contains)
    let open = queuesWithOpenDeadLetter.prefix(Unknown.limit).map { FactID(Facts.Party.deadLetter, row: $0).rawValue }
    openDeadLetters = open.isEmpty ? nil : Unknown(kept: open)
    addDataSets(topology)
  }

  private mutating func addReferences(_ column: ColumnID, _ topology: Topology) {
    guard topology.hasFacts(column) else { return }
    for row in topology.rows(of: column.table) {
      if let target = topology.reference(column, row) { count(target, topology) }
    }
  }

  private mutating func addLists(_ column: ColumnID, _ topology: Topology) {
    guard topology.hasFacts(column) else { return }
    for row in topology.rows(of: column.table) {
      for target in topology.references(column, row) ?? [] { count(target, topology) }
    }
  }

  /// A reference to an operation names its component too.
  private mutating func count(_ target: EntityID, _ topology: Topology) {
    add(target, topology)
    if target.table == .operation { add(EntityID(.party, topology.owner(target)), topology) }
  }

  private mutating func add(_ target: EntityID, _ topology: Topology) {
    let table = Int(target.table.rawValue)
    if referrers[table].isEmpty { referrers[table] = Array(repeating: 0, count: topology.count(target.table)) }
    referrers[table][target.row] += 1
  }

  private static func dataSets(_ topology: Topology) -> RowTable {
    var byParty: [Int: [Int32]] = [:]
    for dataSet in topology.rows(of: .dataSet) {
      let canonical = topology.references(Facts.DataSet.canonical, dataSet)?.map(\.row) ?? []
      let copies = (topology.rows(Facts.DataSet.copies, dataSet) ?? 0..<0)
        .compactMap { topology.reference(Facts.Copy.in, $0)?.row }
      for party in Set(canonical + copies) { byParty[party, default: []].append(Int32(dataSet)) }
    }
    return RowTable(count: topology.count(.party)) { byParty[$0] ?? [] }
  }

  private mutating func addDataSets(_ topology: Topology) {
    for dataSet in topology.rows(of: .dataSet) { addOpenPlaces(dataSet, topology) }
    openPlaces = openPlaces?.kept
    guard topology.hasFacts(Facts.Link.data) else { return }
    for link in topology.rows(of: .link) {
      for dataSet in topology.references(Facts.Link.data, link) ?? [] {
        linksByDataSet[dataSet.row, default: []].append(link)
      }
    }
  }

  private mutating func addOpenPlaces(_ dataSet: Int, _ topology: Topology) {
    let open = [Facts.DataSet.canonical, Facts.DataSet.copies].filter { topology.state($0, dataSet) == .unknown }
    guard !open.isEmpty else { return }
    let doubt = Unknown(facts: open.map { FactID($0, row: dataSet).rawValue })
    dataSetsWithOpenPlaces.append((dataSet, doubt))
    openPlaces = openPlaces.map { $0.facts.count < Unknown.limit ? $0.union(doubt) : $0 } ?? doubt
  }
}
