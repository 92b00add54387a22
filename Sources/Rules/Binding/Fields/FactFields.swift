internal import Expressions
internal import Topology

/// A fact of the row itself.
final class BoundFact: BoundField {
  private let column: BoundColumn
  private let reader: FactReader
  /// Whether the bits of a fact are those of its scalar.
  private let isWord: Bool
  private let weakestBasis: Basis
  private let topology: Topology

  init(_ column: ColumnID, _ reader: FactReader, _ source: ModelSource) {
    self.column = BoundColumn(column, source)
    self.reader = reader
    isWord = reader == .flag || reader == .number || reader == .symbol
    weakestBasis = source.weakestBasis
    topology = source.topology
  }

  override func value(of object: ObjectRef) -> Value {
    let row = Int(object.row)
    let status = column.status(row)
    guard status.isAtLeast(weakestBasis) else { return unknown(row) }
    switch status.state {
    case .unknown: return unknown(row)
    case .none: return .null
    case .value: return status.isRange ? uncertain(row) : topology.value(column.payload(row), reader)
    }
  }

  override func scalar(of object: ObjectRef) -> Scalar {
    let row = Int(object.row)
    let status = column.status(row)
    guard status.isAtLeast(weakestBasis) else { return column.gap(of: object) }
    switch status.state {
    case .unknown: return column.gap(of: object)
    case .none: return .null
    case .value:
      if status.isRange { return .other }
      return isWord ? .bits(column.payload(row)) : topology.scalar(column.payload(row), reader)
    }
  }

  override func isStated(in object: ObjectRef) -> Bool { column.isStated(Int(object.row)) }

  private func unknown(_ row: Int) -> Value {
    column.isInsideNone(row) || column.isForeign(row) ? .null : column.missing(row)
  }

  private func uncertain(_ row: Int) -> Value {
    guard let interval = topology.range(column.id, row)?.interval else { return column.missing(row) }
    let fact = FactID(column.id, row: row)
    return .interval(interval.lowerBound, interval.upperBound, Unknown(fact: fact.rawValue))
  }
}

/// A record flattened into the row's columns: an object of the record's type on the same row.
final class BoundRecord: BoundField {
  private let column: BoundColumn
  private let type: UInt32
  private let isAlwaysThere: Bool

  init(_ column: ColumnID, type: UInt32, _ source: ModelSource) {
    self.column = BoundColumn(column, source)
    self.type = type
    if case .record(let shape) = Schema.column(column).field.type {
      isAlwaysThere = shape.isAlwaysThere
    } else {
      isAlwaysThere = false
    }
  }

  override func value(of object: ObjectRef) -> Value {
    let row = Int(object.row)
    switch column.status(row).state {
    case .none: return .null
    case .value: return .object(ObjectRef(type: type, row: object.row))
    case .unknown where column.isInsideNone(row) || column.isForeign(row): return .null
    // A record that cannot be none is there even if nothing of it is stated; its fields are what is unknown.
    case .unknown: return isAlwaysThere ? .object(ObjectRef(type: type, row: object.row)) : column.missing(row)
    }
  }

  override func scalar(of object: ObjectRef) -> Scalar {
    let row = Int(object.row)
    switch column.status(row).state {
    case .none: return .null
    case .value: return Scalar(ObjectRef(type: type, row: object.row))
    case .unknown:
      let gap = column.gap(of: object)
      if isAlwaysThere, case .unstated = gap { return Scalar(ObjectRef(type: type, row: object.row)) }
      return gap
    }
  }

  override func isStated(in object: ObjectRef) -> Bool { column.isStated(Int(object.row)) }
}

/// The rows of a list of records.
final class BoundRows: BoundField {
  private let column: BoundColumn
  private let type: UInt32

  init(_ column: ColumnID, type: UInt32, _ source: ModelSource) {
    self.column = BoundColumn(column, source)
    self.type = type
  }

  override func value(of object: ObjectRef) -> Value {
    let row = Int(object.row)
    switch column.status(row).state {
    case .unknown: return column.missingList(row)
    case .none: return .list(.empty)
    case .value:
      let rows = Payload.span(column.payload(row))
      return .list(ListValue(rows.map { .object(ObjectRef(type: type, row: UInt32($0))) }))
    }
  }

  override func count(of object: ObjectRef) -> Int? { column.span(Int(object.row))?.count }

  override func visit(_ object: ObjectRef, _ member: (ObjectRef, Unknown?) -> Bool) -> ListVisit {
    guard let rows = column.span(Int(object.row)) else { return column.missingList(of: object) }
    for row in rows where !member(ObjectRef(type: type, row: UInt32(row)), nil) { return .stopped }
    return .complete(nil)
  }

  override func isStated(in object: ObjectRef) -> Bool { column.isStated(Int(object.row)) }
}

/// A list of values in one column.
final class BoundList: BoundField {
  private let column: BoundColumn
  private let reader: FactReader
  private let topology: Topology

  init(_ column: ColumnID, _ reader: FactReader, _ source: ModelSource) {
    self.column = BoundColumn(column, source)
    self.reader = reader
    topology = source.topology
  }

  override func value(of object: ObjectRef) -> Value {
    let row = Int(object.row)
    guard let payloads = topology.list(column.id, row) else { return column.missingList(row) }
    return .list(ListValue(payloads.map { topology.value($0, reader) }))
  }

  override func count(of object: ObjectRef) -> Int? { column.span(Int(object.row))?.count }

  override func visit(_ object: ObjectRef, _ member: (ObjectRef, Unknown?) -> Bool) -> ListVisit {
    guard column.span(Int(object.row)) != nil else { return column.missingList(of: object) }
    guard case .entity = reader, let payloads = topology.list(column.id, Int(object.row)) else { return .noList }
    for payload in payloads where !member(topology.object(Payload.entity(payload)), nil) { return .stopped }
    return .complete(nil)
  }

  override func isStated(in object: ObjectRef) -> Bool { column.isStated(Int(object.row)) }
}

extension BoundColumn {
  /// Whether the text states the field.
  fileprivate func isStated(_ row: Int) -> Bool {
    let status = status(row)
    return status.state != .unknown && !status.isByDefinition
  }
}

extension Topology {
  /// A payload as a value of the rule language.
  fileprivate func value(_ payload: UInt64, _ reader: FactReader) -> Value {
    switch reader {
    case .text: .string(text(at: payload))
    case .flag: .bool(payload != 0)
    case .number: .double(Payload.number(payload))
    case .symbol: .symbol(Int32(payload))
    case .entity: .object(object(Payload.entity(payload)))
    }
  }

  /// The same as a scalar.
  fileprivate func scalar(_ payload: UInt64, _ reader: FactReader) -> Scalar {
    switch reader {
    case .text: .other
    case .flag: Scalar(payload != 0)
    case .number: Scalar(Payload.number(payload))
    case .symbol: Scalar(symbol: Int32(payload))
    case .entity: Scalar(object(Payload.entity(payload)))
    }
  }
}
