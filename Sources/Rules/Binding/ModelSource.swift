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
  /// Facts of a weaker basis read as unknown: how a finding would stand without what is merely assumed.
  var weakestBasis = Basis.assumed
  /// Figures that were asked for lately.
  var derivedValues: [DerivedQuestion: Value] = [:]
  /// What the graph blocks of the rule at hand came to, with all facts and with firm ones only.
  var graphs: RuleGraphs?
  var firmGraphs: RuleGraphs?
  /// Whether ways and rings are told as they surely are, rather than unknown where there may be others too: for people.
  var showsWitnesses = false
  /// The ways that answers rested on, for evidence.
  var followed: [FollowedWay] = []

  init(topology: Topology, analysis: CapacityAnalysis, index: ModelIndex) {
    self.topology = topology
    self.analysis = analysis
    self.index = index
    bindings = ModelEnvironment.shared.bindings + topology.customAttributes.indices.map(FieldBinding.attribute)
  }

  /// A source for one model.
  public convenience init(_ topology: Topology) {
    let model = SharedModel(topology)
    self.init(topology: topology, analysis: model.analysis, index: model.index)
  }

  public func value(of field: Int32, in object: ObjectRef) -> Value {
    let row = Int(object.row)
    switch bindings[Int(field)] {
    case .fact(let column, let reader): return fact(column, row, reader)
    case .record(let column, let type): return record(column, row, type)
    case .rows(let column, let type): return rows(column, row, type)
    case .list(let column, let reader): return list(column, row, reader)
    case .attribute(let position): return attribute(position, entity(of: object))
    case .navigation(let navigation): return navigate(navigation, entity(of: object))
    case .figure(let figure): return derive(figure, row)
    case .figureGroup(let type): return .object(ObjectRef(type: type, row: object.row))
    case .ring(let field): return ringValue(field, row)
    }
  }

  public func isStated(_ field: Int32, in object: ObjectRef) -> Bool {
    if case .attribute(let position) = bindings[Int(field)] { return hasAttribute(position, entity(of: object)) }
    guard let column = column(of: field) else { return true }
    let cell = topology.cell(column, Int(object.row))
    return cell.state != .unknown && cell.basis != .definition
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
    return EntityID(ModelEnvironment.shared.types.table(of: object.type), Int(object.row))
  }

  /// The column behind a field, if it is a fact.
  func column(of field: Int32) -> ColumnID? {
    switch bindings[Int(field)] {
    case .fact(let column, _), .record(let column, _), .rows(let column, _), .list(let column, _): column
    case .navigation, .figure, .figureGroup, .ring, .attribute: nil
    }
  }

  // MARK: Facts

  private func known(_ column: ColumnID, _ row: Int) -> Cell {
    let cell = topology.cell(column, row)
    return cell.basis > weakestBasis ? .unknown : cell
  }

  func missing(_ column: ColumnID, _ row: Int) -> Value {
    .unknown(Unknown(fact: topology.shortestUnstated(FactID(column, row: row)).rawValue))
  }

  private func fact(_ column: ColumnID, _ row: Int, _ reader: FactReader) -> Value {
    let cell = known(column, row)
    switch cell.state {
    case .unknown: return insideNone(column, row) || isForeign(column, row) ? .null : missing(column, row)
    case .none: return .null
    case .value:
      if cell.isRange { return uncertain(column, row) }
      return value(cell.payload, reader)
    }
  }

  /// A field of a record that is declared none is none too, at any depth.
  private func insideNone(_ column: ColumnID, _ row: Int) -> Bool {
    var index = Schema.column(column).parent
    while let parent = index {
      let record = ColumnID(table: column.table, index: parent)
      if known(record, row).state == .none { return true }
      index = Schema.column(record).parent
    }
    return false
  }

  /// A fact that only other kinds of party have, asked of a wider type, is none.
  private func isForeign(_ column: ColumnID, _ row: Int) -> Bool {
    guard column.table == .party, let kinds = Schema.column(column).field.kinds else { return false }
    return !kinds.contains(topology.kind(ofParty: row))
  }

  private func uncertain(_ column: ColumnID, _ row: Int) -> Value {
    guard let range = topology.range(column, row), let interval = range.interval else { return missing(column, row) }
    let fact = FactID(column, row: row)
    return .interval(interval.lowerBound, interval.upperBound, Unknown(fact: fact.rawValue))
  }

  private func value(_ payload: UInt64, _ reader: FactReader) -> Value {
    switch reader {
    case .text: .string(topology.text(at: payload))
    case .flag: .bool(payload != 0)
    case .number: .double(Payload.number(payload))
    case .symbol: .symbol(Int32(payload))
    case .entity: .object(topology.object(Payload.entity(payload)))
    }
  }

  private func record(_ column: ColumnID, _ row: Int, _ type: UInt32) -> Value {
    switch topology.state(column, row) {
    case .none: return .null
    case .value: return .object(ObjectRef(type: type, row: UInt32(row)))
    case .unknown where insideNone(column, row) || isForeign(column, row): return .null
    // A record that cannot be none is there even if nothing of it is stated; its fields are what is unknown.
    case .unknown:
      return recordCanBeNone(column) ? missing(column, row) : .object(ObjectRef(type: type, row: UInt32(row)))
    }
  }

  private func recordCanBeNone(_ column: ColumnID) -> Bool {
    if case .record(let shape) = Schema.column(column).field.type { !shape.isAlwaysThere } else { true }
  }

  private func rows(_ column: ColumnID, _ row: Int, _ type: UInt32) -> Value {
    guard let rows = topology.rows(column, row) else { return missingList(column, row) }
    return .list(ListValue(rows.map { .object(ObjectRef(type: type, row: UInt32($0))) }))
  }

  private func list(_ column: ColumnID, _ row: Int, _ reader: FactReader) -> Value {
    guard let payloads = topology.list(column, row) else { return missingList(column, row) }
    return .list(ListValue(payloads.map { value($0, reader) }))
  }

  private func missingList(_ column: ColumnID, _ row: Int) -> Value {
    isForeign(column, row) ? .list(ListValue([])) : missing(column, row)
  }
}
