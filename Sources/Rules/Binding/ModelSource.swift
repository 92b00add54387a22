internal import Analysis
public import Expressions
public import Topology

/// Answers what expressions ask of one model.
///
/// Not thread-safe: each worker has its own. The figures of the analyses are shared.
public final class ModelSource: ObjectSource {
  public let topology: Topology
  let analysis: CapacityAnalysis
  let bindings: [FieldBinding]
  let index: ModelIndex
  private let sharedIndex: Lazily<ModelIndex>
  private let isLogged: Bool
  /// Whether each read is told by itself.
  private let logsRows: Bool
  /// Findings that are known, where the model has a revision.
  var keptFindings: KeptFindings?
  /// Facts of a weaker basis read as unknown: how a finding would stand without what is merely assumed.
  var weakestBasis: Basis { countsOnlyFirmFacts ? .definition : .assumed }
  var countsOnlyFirmFacts = false { didSet { if countsOnlyFirmFacts != oldValue { swap(&fields, &otherFields) } } }
  /// The fields that were asked for, as all facts make them; and as only the firm ones do, or the other way round.
  private var fields: FieldTable
  private var otherFields: FieldTable
  private let types = ModelEnvironment.shared.types
  /// The subjects of rules by their types, which many rules have in common.
  private var subjects: [String: [(EntityID, ObjectRef)]] = [:]
  /// What the graph blocks of the rule at hand came to, with all facts and with firm ones only.
  var graphs: RuleGraphs?
  var firmGraphs: RuleGraphs?
  /// Whether ways and rings are told as they surely are, rather than unknown where there may be others too: for people.
  var showsWitnesses = false
  /// The ways that answers rested on, for evidence.
  var followed: [FollowedWay] = []

  /// - Parameter isLogged: Whether what the answers rest on is recorded, so that they can be kept.
  init(analysis: CapacityAnalysis, index: Lazily<ModelIndex>, isLogged: Bool, logsRows: Bool = false) {
    self.logsRows = logsRows
    topology = analysis.topology
    self.analysis = analysis
    sharedIndex = index
    self.index = index.value
    self.isLogged = isLogged
    bindings = ModelEnvironment.shared.bindings + topology.customAttributes.indices.map(FieldBinding.attribute)
    fields = FieldTable(count: bindings.count)
    otherFields = FieldTable(count: bindings.count)
  }

  /// A source for one model.
  public convenience init(_ topology: Topology) {
    let model = SharedModel(topology)
    self.init(analysis: model.analysis, index: model.index, isLogged: false)
  }

  /// A source for the same model that tells each read by itself.
  func loggingRows() -> ModelSource {
    ModelSource(analysis: analysis, index: sharedIndex, isLogged: isLogged, logsRows: true)
  }

  /// Tells the log that the index is read.
  func noteIndex() { _ = sharedIndex.value }

  public var fieldTable: FieldTable? { fields }

  /// The entities a rule on subjects of a type is for, with the objects that they are.
  func subjects(_ type: String) -> [(EntityID, ObjectRef)] {
    if let known = subjects[type] { return known }
    let made = Subjects.of(type, in: topology).map { ($0, topology.object($0)) }
    subjects[type] = made
    return made
  }

  /// All there is of each kind, and the system, as `ModelLists` names them.
  private(set) lazy var modelLists: [Value] =
    ModelLists.names.map { name in .list(ListValue(subjects(name.type).map { .object($0.1) })) }
    + [.object(topology.object(EntityID(.system, 0)))]

  public func value(of field: Int32, in object: ObjectRef) -> Value { bound(field).value(of: object) }

  public func isStated(_ field: Int32, in object: ObjectRef) -> Bool { bound(field).isStated(in: object) }

  /// Before another rule begins whose reads are logged: a field tells what it reads when it is bound.
  func forgetFields() {
    fields = FieldTable(count: bindings.count)
    otherFields = FieldTable(count: bindings.count)
  }

  private func bound(_ field: Int32) -> BoundField {
    if let known = fields[field] { return known }
    if logsRows {
      let made = bindLogged(bindings[Int(field)])
      fields.enter(made, for: field)
      return made
    }
    if isLogged, case .navigation(let navigation) = bindings[Int(field)], !navigation.isDrawn { _ = sharedIndex.value }
    let made = bind(bindings[Int(field)])
    fields.enter(made, for: field)
    return made
  }

  public func call(_ function: Int32, _ arguments: [Value]) -> Value {
    if let question = ReachFunction(handle: function) { return answer(question, arguments) }
    guard let kind = NamedEntity(handle: function), case .string(let id)? = arguments.first,
      let entity = topology.entity(withID: id), kind.matches(entity, in: topology)
    else { return .null }
    return .object(topology.object(entity))
  }

  public func name(of object: ObjectRef) -> String {
    if object.type == GraphObject.ring, let ring = ring(Int(object.row)) { return ring.id }
    return topology.id(of: entity(of: object))
  }

  /// The entity that an object is, or that the record belongs to.
  func entity(of object: ObjectRef) -> EntityID {
    if GraphObject.isOne(object) { return ring(Int(object.row))?.key ?? EntityID(.system, 0) }
    return EntityID(types.table(of: object.type), Int(object.row))
  }

  /// The column behind a field, if it is a fact.
  func column(of field: Int32) -> ColumnID? {
    switch bindings[Int(field)] {
    case .fact(let column, _), .record(let column, _), .rows(let column, _), .list(let column, _): column
    case .navigation, .figure, .figureGroup, .ring, .attribute: nil
    }
  }

  /// What stands for a fact that nobody stated.
  func missing(_ column: ColumnID, _ row: Int) -> Value {
    .unknown(Unknown(fact: topology.shortestUnstated(FactID(column, row: row)).rawValue))
  }

  /// The estimate behind a figure of a row; `nil` for other fields.
  func estimate(of field: Int32, _ row: Int) -> Estimate? {
    guard case .figure(let figure) = bindings[Int(field)] else { return nil }
    return FigureCatalog.all[figure].estimate(analysis, row)
  }
}
