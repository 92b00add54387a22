extension Topology {
  /// The fact in a column of a row; unknown for custom attributes, which `customFact` holds. O(1).
  public func cell(_ column: ColumnID, _ row: Int) -> Cell {
    isLogged ? logged(column, row) : stored(column, row)
  }

  private func logged(_ column: ColumnID, _ row: Int) -> Cell {
    ReadLog.current?.read(FactID(column, row: row))
    return tables[Int(column.table.rawValue)][column.index, row]
  }

  public func state(_ column: ColumnID, _ row: Int) -> FactState { cell(column, row).state }

  public func basis(_ column: ColumnID, _ row: Int) -> Basis { cell(column, row).basis }

  /// Where the fact was written.
  public func place(of fact: FactID) -> Place? { places[cell(fact.column, fact.row).place] }

  /// What its author said of the fact beside its value.
  public func remark(on fact: FactID) -> Remark? { places.remark(at: cell(fact.column, fact.row).place) }

  /// A count, number or quantity in its canonical unit; of a range its point. Infinity for `unlimited`.
  public func number(_ column: ColumnID, _ row: Int) -> Double? {
    let cell = cell(column, row)
    guard cell.state == .value else { return nil }
    return cell.isRange ? ranges[Int(cell.payload)].point : Payload.number(cell.payload)
  }

  /// The range, where a quantity was stated as one.
  public func range(_ column: ColumnID, _ row: Int) -> ValueRange? {
    let cell = cell(column, row)
    return cell.state == .value && cell.isRange ? ranges[Int(cell.payload)] : nil
  }

  public func flag(_ column: ColumnID, _ row: Int) -> Bool? {
    let cell = cell(column, row)
    return cell.state == .value ? cell.payload != 0 : nil
  }

  /// The rank of an enumeration's value.
  public func ordinal(_ column: ColumnID, _ row: Int) -> Int? {
    let cell = cell(column, row)
    return cell.state == .value ? Int(cell.payload) : nil
  }

  /// The word of an enumeration's value.
  public func word(_ column: ColumnID, _ row: Int) -> String? {
    guard let ordinal = ordinal(column, row),
      case .enumeration(let enumeration) = Schema.column(column).field.type
    else { return nil }
    return enumeration.values[ordinal].name
  }

  public func text(_ column: ColumnID, _ row: Int) -> String? {
    let cell = cell(column, row)
    return cell.state == .value ? texts[Int(cell.payload)] : nil
  }

  public func reference(_ column: ColumnID, _ row: Int) -> EntityID? {
    let cell = cell(column, row)
    return cell.state == .value ? Payload.entity(cell.payload) : nil
  }

  /// The payloads of a list's items; `nil` if the list is unknown, empty for `none`.
  public func list(_ column: ColumnID, _ row: Int) -> ArraySlice<UInt64>? {
    let cell = cell(column, row)
    switch cell.state {
    case .unknown: return nil
    case .none: return []
    case .value: return listItems[Payload.span(cell.payload)]
    }
  }

  public func references(_ column: ColumnID, _ row: Int) -> [EntityID]? {
    list(column, row)?.map { Payload.entity($0) }
  }

  public func textList(_ column: ColumnID, _ row: Int) -> [String]? { list(column, row)?.map { texts[Int($0)] } }

  /// An interned text by the payload of a cell or list item.
  public func text(at payload: UInt64) -> String { texts[Int(payload)] }

  /// The rows of the records of a list field; `nil` if unknown, empty for `none`.
  public func rows(_ column: ColumnID, _ row: Int) -> Range<Int>? {
    let cell = cell(column, row)
    switch cell.state {
    case .unknown: return nil
    case .none: return 0..<0
    case .value: return Payload.span(cell.payload)
    }
  }

  /// The columns of a row that hold a fact, in the order of the schema table.
  public func statedColumns(of entity: EntityID) -> [ColumnSpec] {
    let table = tables[Int(entity.table.rawValue)]
    if isLogged { Schema.table(entity.table).columns.forEach { logWhole($0.id) } }
    return Schema.table(entity.table).columns.filter { table[$0.id.index, entity.row].state != .unknown }
  }

  /// The fact to ask for when `fact` is missing: its outermost record of which nothing is stated, else the fact itself.
  public func shortestUnstated(_ fact: FactID) -> FactID {
    let column = fact.column
    if column.customPosition != nil { return fact }
    var shortest = fact
    var prefix: ColumnID? = column
    while let ancestor = prefix {
      if state(ancestor, fact.row) == .unknown { shortest = FactID(ancestor, row: fact.row) }
      prefix = Schema.column(ancestor).parent.map { ColumnID(table: column.table, index: $0) }
    }
    return shortest
  }

  /// A copy with one fact replaced; the arrays of other columns are shared.
  public func setting(_ column: ColumnID, _ row: Int, to cell: Cell) -> Topology {
    setting([(FactID(column, row: row), cell)])
  }

  /// A copy with some facts replaced; the arrays of other columns are shared.
  public func setting(_ changes: [(fact: FactID, cell: Cell)]) -> Topology {
    var copy = self
    for (fact, cell) in changes { copy.tables[Int(fact.column.table.rawValue)][fact.column.index, fact.row] = cell }
    return copy
  }

  /// Whether any figure is stated as a range. O(1).
  public var hasRanges: Bool { !ranges.isEmpty }
}

extension Topology {
  /// Whether any row states the field; the fields that nobody uses cost nothing. O(1).
  public func hasFacts(_ column: ColumnID) -> Bool {
    logWhole(column)
    return tables[Int(column.table.rawValue)].columns[column.index].isUsed
  }

  /// Tells the log that any row of the column may be read.
  func logWhole(_ column: ColumnID) {
    if isLogged { ReadLog.current?.read(column) }
  }
}
