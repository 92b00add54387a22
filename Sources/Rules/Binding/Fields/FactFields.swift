internal import Expressions
internal import Topology

/// A fact of the row itself.
final class BoundFact: BoundColumn {
  private let reader: FactReader
  /// Whether the bits of a fact are those of its scalar.
  private let isWord: Bool

  init(_ column: ColumnID, _ reader: FactReader, _ source: ModelSource) {
    self.reader = reader
    isWord = reader == .flag || reader == .number || reader == .symbol
    super.init(column, source)
  }

  override func value(of object: ObjectRef) -> Value {
    let row = Int(object.row)
    let status = status(row)
    guard status.isAtLeast(weakestBasis) else { return unknown(row) }
    switch status.state {
    case .unknown: return unknown(row)
    case .none: return .null
    case .value: return status.isRange ? uncertain(row) : topology.value(payload(row), reader)
    }
  }

  override func scalar(of object: ObjectRef) -> Scalar {
    let row = Int(object.row)
    let status = status(row)
    guard status.isAtLeast(weakestBasis) else { return gap(of: object) }
    switch status.state {
    case .unknown: return gap(of: object)
    case .none: return .null
    case .value:
      if status.isRange { return .other }
      return isWord ? .bits(payload(row)) : topology.scalar(payload(row), reader)
    }
  }

  private func unknown(_ row: Int) -> Value {
    isInsideNone(row) || isForeign(row) ? .null : missing(row)
  }

  private func uncertain(_ row: Int) -> Value {
    guard let interval = topology.range(id, row)?.interval else { return missing(row) }
    let fact = FactID(id, row: row)
    return .interval(interval.lowerBound, interval.upperBound, Unknown(fact: fact.rawValue))
  }
}

/// A record flattened into the row's columns: an object of the record's type on the same row.
final class BoundRecord: BoundColumn {
  private let type: UInt32
  private let isAlwaysThere: Bool

  init(_ column: ColumnID, type: UInt32, _ source: ModelSource) {
    self.type = type
    if case .record(let shape) = Schema.column(column).field.type {
      isAlwaysThere = shape.isAlwaysThere
    } else {
      isAlwaysThere = false
    }
    super.init(column, source)
  }

  override func value(of object: ObjectRef) -> Value {
    let row = Int(object.row)
    switch status(row).state {
    case .none: return .null
    case .value: return .object(ObjectRef(type: type, row: object.row))
    case .unknown where isInsideNone(row) || isForeign(row): return .null
    // A record that cannot be none is there even if nothing of it is stated; its fields are what is unknown.
    case .unknown: return isAlwaysThere ? .object(ObjectRef(type: type, row: object.row)) : missing(row)
    }
  }

  override func scalar(of object: ObjectRef) -> Scalar {
    let row = Int(object.row)
    switch status(row).state {
    case .none: return .null
    case .value: return Scalar(ObjectRef(type: type, row: object.row))
    case .unknown:
      let gap = gap(of: object)
      if isAlwaysThere, case .unstated = gap { return Scalar(ObjectRef(type: type, row: object.row)) }
      return gap
    }
  }
}

/// The rows of a list of records.
final class BoundRows: BoundColumn {
  private let type: UInt32

  init(_ column: ColumnID, type: UInt32, _ source: ModelSource) {
    self.type = type
    super.init(column, source)
  }

  override func value(of object: ObjectRef) -> Value {
    let row = Int(object.row)
    switch status(row).state {
    case .unknown: return missingList(row)
    case .none: return .list(.empty)
    case .value:
      let rows = Payload.span(payload(row))
      return .list(ListValue(rows.map { .object(ObjectRef(type: type, row: UInt32($0))) }))
    }
  }

  override func count(of object: ObjectRef) -> Int? { span(Int(object.row))?.count }

  override func visit(_ object: ObjectRef, _ member: (ObjectRef, Unknown?) -> Bool) -> ListVisit {
    guard let rows = span(Int(object.row)) else { return missingList(of: object) }
    for row in rows where !member(ObjectRef(type: type, row: UInt32(row)), nil) { return .stopped }
    return .complete(nil)
  }
}

/// A list of values in one column.
final class BoundList: BoundColumn {
  private let reader: FactReader

  init(_ column: ColumnID, _ reader: FactReader, _ source: ModelSource) {
    self.reader = reader
    super.init(column, source)
  }

  override func value(of object: ObjectRef) -> Value {
    let row = Int(object.row)
    guard let payloads = topology.list(id, row) else { return missingList(row) }
    return .list(ListValue(payloads.map { topology.value($0, reader) }))
  }

  override func count(of object: ObjectRef) -> Int? { span(Int(object.row))?.count }

  override func visit(_ object: ObjectRef, _ member: (ObjectRef, Unknown?) -> Bool) -> ListVisit {
    guard span(Int(object.row)) != nil else { return missingList(of: object) }
    guard case .entity = reader, let payloads = topology.list(id, Int(object.row)) else { return .noList }
    for payload in payloads where !member(topology.object(Payload.entity(payload)), nil) { return .stopped }
    return .complete(nil)
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
