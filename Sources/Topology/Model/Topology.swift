/// The model of one system: entities by dense index, each fact in a column with its basis and place.
///
/// A value: built once by `TopologyBuilder`, then read by everybody. What-if makes a cheap copy with `setting`.
public struct Topology: Sendable {
  private var storage: Storage

  init(name: String?) { storage = Storage(name: name) }

  /// The arrays of a model behind one reference: a model is handed around in every inner loop, and copying a dozen
  /// references each time was a fifth of a large check.
  ///
  /// Unchecked, because it is changed only while one model alone refers to it (`detach`), so that nobody reads while
  /// somebody writes; checking that at each read took longer than reading.
  private final class Storage: @unchecked Sendable {
    @exclusivity(unchecked) var name: String?
    @exclusivity(unchecked) var tables = TableID.allCases.map(Table.init)
    @exclusivity(unchecked) var places = PlaceTable()
    @exclusivity(unchecked) var texts: [String] = []
    @exclusivity(unchecked) var listItems: [UInt64] = []
    @exclusivity(unchecked) var ranges: [ValueRange] = []
    @exclusivity(unchecked) var partyKinds: [PartyKind] = []
    @exclusivity(unchecked) var linkEnds: [LinkEnds] = []
    @exclusivity(unchecked) var operationInterfaces: [Int32] = []
    @exclusivity(unchecked) var ambiguousOperations: Set<Int32> = []
    @exclusivity(unchecked) var customFacts: [CustomFact] = []
    @exclusivity(unchecked) var customAttributes: [CustomAttribute] = []
    @exclusivity(unchecked) var relations = Relations()
    /// Whether logs are told what is read.
    @exclusivity(unchecked) var isLogged = false
    /// The revision that this is the model of; `nil` for copies with other facts, whatever they were made for.
    @exclusivity(unchecked) var revision: Revision?

    init(name: String?) { self.name = name }

    func copy() -> Storage {
      let copy = Storage(name: name)
      copy.tables = tables
      copy.places = places
      copy.texts = texts
      copy.listItems = listItems
      copy.ranges = ranges
      copy.partyKinds = partyKinds
      copy.linkEnds = linkEnds
      copy.operationInterfaces = operationInterfaces
      copy.ambiguousOperations = ambiguousOperations
      copy.customFacts = customFacts
      copy.customAttributes = customAttributes
      copy.relations = relations
      copy.isLogged = isLogged
      return copy
    }
  }

  /// What results of an earlier revision still refer to is read as it is in the revision that is asked about.
  private var current: Storage {
    guard storage.revision != nil, let log = ReadLog.current else { return storage }
    return log.revision.topology.storage
  }

  /// Whether logs are told what is read of the model.
  var isLogged: Bool { storage.isLogged }

  /// The revision that this is the model of.
  var revision: Revision? { storage.revision }

  /// The model as a revision. O(1).
  func inRevision(_ make: (Topology) -> Revision) -> (model: Topology, revision: Revision) {
    var logged = self
    logged.storage = storage.copy()
    logged.storage.isLogged = true
    let revision = make(logged)
    var result = logged
    result.storage = logged.storage.copy()
    result.storage.revision = revision
    return (result, revision)
  }

  /// The tables as they are here, whatever revision is asked about.
  var ownTables: [Table] { storage.tables }

  /// Whether two models have the same entities and links, so that they differ in facts at most.
  func hasSameEntities(as other: Topology) -> Bool {
    let (new, old) = (storage, other.storage)
    return new.linkEnds == old.linkEnds && new.partyKinds == old.partyKinds
      && new.operationInterfaces == old.operationInterfaces && new.customFacts == old.customFacts
      && new.customAttributes.count == old.customAttributes.count
      && zip(new.tables, old.tables).allSatisfy { $0.names == $1.names && $0.owners == $1.owners }
  }

  private mutating func detach() {
    if !isKnownUniquelyReferenced(&storage) || storage.revision != nil { storage = storage.copy() }
  }

  /// The name of the system; `nil` where no file names one.
  public internal(set) var name: String? {
    get { storage.name }
    _modify {
      detach()
      yield &storage.name
    }
  }

  var tables: [Table] {
    get { storage.isLogged ? current.tables : storage.tables }
    _modify {
      detach()
      yield &storage.tables
    }
  }

  /// A cell, read in place: taking hold of the table, its columns and the column costs more than the reading.
  func stored(_ column: ColumnID, _ row: Int) -> Cell {
    storage.tables.withUnsafeBufferPointer { tables in
      tables[Int(column.table.rawValue)].columns.withUnsafeBufferPointer { columns in
        column.index < columns.count ? columns[column.index][row] : .unknown
      }
    }
  }

  /// Where facts and entities were written.
  public internal(set) var places: PlaceTable {
    get { storage.isLogged ? current.places : storage.places }
    _modify {
      detach()
      yield &storage.places
    }
  }

  var texts: [String] {
    get { storage.isLogged ? current.texts : storage.texts }
    _modify {
      detach()
      yield &storage.texts
    }
  }

  var listItems: [UInt64] {
    get { storage.isLogged ? current.listItems : storage.listItems }
    _modify {
      detach()
      yield &storage.listItems
    }
  }

  var ranges: [ValueRange] {
    get { storage.isLogged ? current.ranges : storage.ranges }
    _modify {
      detach()
      yield &storage.ranges
    }
  }

  var partyKinds: [PartyKind] {
    get { storage.partyKinds }
    _modify {
      detach()
      yield &storage.partyKinds
    }
  }

  var linkEnds: [LinkEnds] {
    get { storage.linkEnds }
    _modify {
      detach()
      yield &storage.linkEnds
    }
  }

  /// The interface of each operation, -1 for none.
  var operationInterfaces: [Int32] {
    get { storage.operationInterfaces }
    _modify {
      detach()
      yield &storage.operationInterfaces
    }
  }

  /// Operations that their name does not tell apart within the component.
  var ambiguousOperations: Set<Int32> {
    get { storage.ambiguousOperations }
    _modify {
      detach()
      yield &storage.ambiguousOperations
    }
  }

  /// Users' own attributes (`x_…`), sorted by entity and name.
  public internal(set) var customFacts: [CustomFact] {
    get { storage.customFacts }
    _modify {
      detach()
      yield &storage.customFacts
    }
  }

  /// The attributes of users' own that have a type. Rules know them by their positions, so one list goes with the rules
  /// and with every model of a run.
  public var customAttributes: [CustomAttribute] {
    get { storage.customAttributes }
    _modify {
      detach()
      yield &storage.customAttributes
    }
  }

  var relations: Relations {
    get { storage.relations }
    _modify {
      detach()
      yield &storage.relations
    }
  }

  /// The two ends of a link; operations are -1 where the link is on the whole component.
  struct LinkEnds: Hashable, Sendable {
    var source: Int32 = -1
    var sourceOperation: Int32 = -1
    var target: Int32 = -1
    var targetOperation: Int32 = -1
  }

  /// Who belongs to whom and who links to whom.
  struct Relations: Sendable {
    var outgoing = Adjacency.empty
    var incoming = Adjacency.empty
    var outgoingOfOperation = Adjacency.empty
    var incomingOfOperation = Adjacency.empty
    var interfaces = Adjacency.empty
    var operations = Adjacency.empty
    var operationsOfInterface = Adjacency.empty
    var parties: [String: Int32] = [:]
    var dataSets: [String: Int32] = [:]
    var workloads: [String: Int32] = [:]
  }
}

/// A user's own attribute, as written.
public struct CustomFact: Hashable, Sendable {
  public var entity: EntityID
  /// With its `x_`.
  public var name: String
  public var text: String
  public var place: PlaceID

  public init(entity: EntityID, name: String, text: String, place: PlaceID) {
    self.entity = entity
    self.name = name
    self.text = text
    self.place = place
  }
}
