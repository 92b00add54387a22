/// The model of one system: entities by dense index, each fact in a column with its basis and place.
///
/// A value: built once by `TopologyBuilder`, then read by everybody. What-if makes a cheap copy with `setting`.
public struct Topology: Sendable {
  /// The name of the system; `nil` where no file names one.
  public internal(set) var name: String?
  var tables: [Table]
  public internal(set) var places: PlaceTable
  var texts: [String]
  var listItems: [UInt64]
  var ranges: [ValueRange]
  var partyKinds: [PartyKind]
  var linkEnds: [LinkEnds]
  /// The interface of each operation, -1 for none.
  var operationInterfaces: [Int32]
  /// Operations that their name does not tell apart within the component.
  var ambiguousOperations: Set<Int32>
  /// Users' own attributes (`x_…`), sorted by entity and name.
  public internal(set) var customFacts: [CustomFact]
  var relations: Relations

  /// The two ends of a link; operations are -1 where the link is on the whole component.
  struct LinkEnds: Sendable {
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
public struct CustomFact: Sendable {
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
