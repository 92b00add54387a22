internal import Expressions
internal import Topology

/// A field that is a column of one model, with those of the records around it, which decide what its gaps mean.
class BoundColumn: BoundField {
  let id: ColumnID
  private let column: Column
  /// The records around the field, the outermost first.
  private let around: [(id: ColumnID, column: Column?)]
  /// The kinds of party that have the field, a bit for each; all for fields that every row has.
  private let kinds: UInt64
  let topology: Topology
  private let parties = ModelTypes.kinds
  /// Facts of a weaker basis read as unknown.
  let weakestBasis: Basis
  /// The fact to ask for in row 0 where nobody says anything of the records around it.
  private let plainGap: UInt64?

  init(_ id: ColumnID, _ source: ModelSource) {
    self.id = id
    weakestBasis = source.weakestBasis
    topology = source.topology
    column = topology.column(id) ?? Column()
    kinds =
      id.table == .party
      ? Schema.column(id).field.kinds?.reduce(0) { $0 | 1 << UInt64($1.rawValue) } ?? .max : .max
    around = Schema.table(id.table).ancestors(of: id.index).dropFirst().reversed().map { index in
      let id = ColumnID(table: id.table, index: index)
      return (id, source.topology.column(id))
    }
    let isPlain = around.allSatisfy { $0.column == nil }
    plainGap = isPlain ? FactID(around.first?.id ?? id, row: 0).rawValue : nil
  }

  /// What is known of a row.
  final func status(_ row: Int) -> CellStatus { column.status(row) }

  /// The value of a row that has one.
  final func payload(_ row: Int) -> UInt64 { column.payload(row) }

  /// Where the rows or items of a list stand; `nil` if nobody states them.
  final func span(_ row: Int) -> Range<Int>? {
    switch status(row).state {
    case .unknown: nil
    case .none: 0..<0
    case .value: Payload.span(payload(row))
    }
  }

  /// A field of a record that is declared none is none too, at any depth.
  final func isInsideNone(_ row: Int) -> Bool {
    if around.isEmpty { return false }
    return around.contains { _, record in
      guard let status = record?.status(row) else { return false }
      return status.state == .none && status.isAtLeast(weakestBasis)
    }
  }

  /// A fact that only other kinds of party have, asked of a wider type, is none.
  final func isForeign(_ row: Int) -> Bool {
    kinds != .max && kinds & 1 << UInt64(topology.kind(ofParty: row).rawValue) == 0
  }

  /// What the gap in a list of the row means.
  final func missingList(_ row: Int) -> Value { isForeign(row) ? .list(.empty) : missing(row) }

  /// The fact to ask for: the outermost record of which nothing is stated, else the field itself.
  final func missing(_ row: Int) -> Value { .unknown(Unknown(fact: missingFact(row))) }

  /// What the gap in a list of an object means.
  final func missingList(of object: ObjectRef) -> ListVisit {
    if case .unstated(let fact) = gap(of: object), !isForeign(Int(object.row)) { return .unstated(fact) }
    return .noList
  }

  /// The same as a scalar; `null` where there can be none.
  @inline(__always)
  final func gap(of object: ObjectRef) -> Scalar {
    guard let plainGap else { return gapOfAny(Int(object.row)) }
    return kinds == .max || hasKind(object) ? .unstated(plainGap | UInt64(object.row)) : .null
  }

  override func isStated(in object: ObjectRef) -> Bool {
    let status = status(Int(object.row))
    return status.state != .unknown && !status.isByDefinition
  }

  private func hasKind(_ object: ObjectRef) -> Bool {
    object.type < parties ? kinds & 1 << UInt64(object.type) != 0 : !isForeign(Int(object.row))
  }

  private func gapOfAny(_ row: Int) -> Scalar {
    isInsideNone(row) || isForeign(row) ? .null : .unstated(missingFact(row))
  }

  private func missingFact(_ row: Int) -> UInt64 {
    if around.isEmpty { return FactID(id, row: row).rawValue }
    let record = around.first { ($0.column?.status(row).state ?? .unknown) == .unknown }
    return FactID(record?.id ?? id, row: row).rawValue
  }
}
