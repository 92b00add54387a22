internal import Diagnostics
internal import Topology
internal import YAMLTree

/// Second pass: the facts of one map.
extension NativeLoader {
  /// Facts of `captureRow` go to `captured` instead of the model.
  static let captureRow = -1

  /// Reads every field of a map into the columns of a row.
  ///
  /// - Parameters:
  ///   - parent: The column of the record that the map describes; `nil` for the entity itself.
  ///   - structure: Keys that are not facts and are read elsewhere.
  mutating func readFields(
    _ node: YAMLNode, table: TableID, row: Int, parent: Int?, kind: PartyKind?, structure: Set<String> = []
  ) {
    let schema = Schema.table(table)
    for entry in node.entries {
      let key = entry.key.text
      guard let column = schema.member(key, of: parent) else {
        readOtherKey(key, entry, EntityID(table, row), parent: parent, kind: kind, structure: structure)
        continue
      }
      // Only the ends of a link are both facts and structure.
      if table == .link, structure.contains(key) { continue }
      if let kind, let kinds = column.field.kinds, !kinds.contains(kind) {
        foreignField(entry, kinds: kinds, kind: kind)
        continue
      }
      readValue(column, key: entry.key, entry.value, row: row, kind: kind)
    }
    if row != Self.captureRow { requireFields(node, schema, parent: parent) }
  }

  /// A key that is no fact: structure that is read elsewhere, the user's own, or a mistake.
  private mutating func readOtherKey(
    _ key: String, _ entry: YAMLEntry, _ entity: EntityID, parent: Int?, kind: PartyKind?, structure: Set<String>
  ) {
    if structure.contains(key) { return }
    if parent == nil, isCustom(key) { return readCustom(entry, entity) }
    unknownField(entry, table: entity.table, parent: parent, kind: kind, structure: structure)
  }

  private mutating func requireFields(_ node: YAMLNode, _ schema: TableSchema, parent: Int?) {
    if isOverlay { return }
    for column in schema.required(of: parent) where node.entry(column.field.name) == nil {
      error(
        "missing-key", "`\(column.field.name)` is missing", at: firstLine(node),
        helps: ["add `\(column.field.name):` (\(lowercasedFirst(column.field.doc)))"])
    }
  }

  /// Reads one value of any type.
  mutating func readValue(_ column: ColumnSpec, key: YAMLNode, _ node: YAMLNode, row: Int, kind: PartyKind?) {
    if node.isNull { return nullValue(column, key, node) }
    switch column.field.type {
    case .record(let shape): readRecord(column, shape, key: key, node, row: row, kind: kind)
    case .rows(let table): readRows(column, table, key: key, node, row: row)
    case .list(let item): readList(column, item, key: key, node, row: row)
    default: readScalarField(column, key: key, node, row: row)
    }
  }

  private mutating func nullValue(_ column: ColumnSpec, _ key: YAMLNode, _ node: YAMLNode) {
    error(
      "null-value", "`\(column.field.name)` has no value", at: node.place.isEmptySpan ? key.place : node.place,
      helps: column.field.isRequired
        ? ["name \(lowercasedFirst(column.field.doc))"]
        : ["write `none` if there is none; leave `\(column.field.name)` out if it is not known"])
  }

  // MARK: Records

  private mutating func readRecord(
    _ column: ColumnSpec, _ shape: RecordShape, key: YAMLNode, _ node: YAMLNode, row: Int, kind: PartyKind?
  ) {
    if node.isMapping, !isWrapped(node, shape) {
      present(column, key: key, node, row: row)
      readFields(node, table: column.id.table, row: row, parent: column.id.index, kind: kind)
      return
    }
    // By itself, or with its provenance.
    let plain = node["value"] ?? node
    if plain.isScalar, plain.hasText("none"), !shape.noneIsMainValue {
      return readNone(column, shape, key: key, node, plain: plain, row: row)
    }
    let mains = mainColumns(of: column, shape)
    guard !mains.isEmpty else {
      return error(
        "wrong-type", "`\(column.field.name)` is a map", at: node.place,
        helps: ["write `\(column.field.name): {\(shape.fields.first?.name ?? "…"): …}`"])
    }
    readShortForm(column, mains, fillsAll: shape.fillsAllMainFields, key: key, node, row: row)
  }

  /// There is none of what the record describes.
  private mutating func readNone(
    _ column: ColumnSpec, _ shape: RecordShape, key: YAMLNode, _ node: YAMLNode, plain: YAMLNode, row: Int
  ) {
    guard shape.canBeNone else {
      return error(
        "wrong-value", "`\(column.field.name)` cannot be `none`", at: plain.place,
        helps: ["leave `\(column.field.name)` out if it is not known"])
    }
    switch provenance(node) {
    case .success(let (basis, remark)):
      write(column, row, Cell(.none, basis: basis, place: place(key, plain, remark: remark)))
    case .failure(let problem): bag.add(problem.diagnostic)
    }
  }

  /// A plain value in place of a record: for all its main fields, or for the first that takes it.
  private mutating func readShortForm(
    _ column: ColumnSpec, _ mains: [ColumnSpec], fillsAll: Bool, key: YAMLNode, _ node: YAMLNode, row: Int
  ) {
    let attempts = fillsAll ? [mains[0]] : mains
    for (index, main) in attempts.enumerated() {
      let isLast = index == attempts.count - 1
      if case .list(let item) = main.field.type {
        present(column, key: key, node, row: row)
        return readList(main, item, key: key, node, row: row)
      }
      switch scalarCell(main, key: key, node) {
      case .success(let cell):
        present(column, key: key, node, row: row)
        for target in fillsAll ? mains : [main] { write(target, row, cell) }
        return
      case .failure(let problem) where isLast: bag.add(problem.diagnostic)
      case .failure: continue
      }
    }
  }

  private func mainColumns(of column: ColumnSpec, _ shape: RecordShape) -> [ColumnSpec] {
    shape.mainFields.compactMap { Schema.table(column.id.table).member($0, of: column.id.index) }
  }

  /// Whether a map stands for the record's main value: a provenance wrapper, or a range of it.
  private func isWrapped(_ node: YAMLNode, _ shape: RecordShape) -> Bool {
    guard !shape.mainFields.isEmpty else { return false }
    if node.entry("value") != nil { return shape.field("value") == nil }
    let keys = node.entries.map(\.key.text)
    return !keys.isEmpty && keys.allSatisfy { RangeForm.uncertain.contains($0) && shape.field($0) == nil }
  }

  private mutating func present(_ column: ColumnSpec, key: YAMLNode, _ node: YAMLNode, row: Int) {
    write(column, row, Cell(.value, basis: plainBasis, place: place(key, node)))
  }

  // MARK: Lists and rows

  private mutating func readList(_ column: ColumnSpec, _ item: FieldType, key: YAMLNode, _ node: YAMLNode, row: Int) {
    if node.isScalar, node.hasText("none") {
      return write(column, row, Cell(.none, basis: plainBasis, place: place(key, node)))
    }
    if node.isMapping {
      return error(
        "wrong-type", "`\(key.text)` is a list, not a map", at: node.place,
        helps: ["write `\(key.text): [first, second]`"])
    }
    let nodes = node.isSequence ? Array(node.items) : [node]
    var payloads: [UInt64] = []
    for itemNode in nodes {
      switch scalarPayload(item, itemNode, name: key.text) {
      case .success(.value(let payload, _)): payloads.append(payload)
      case .success(.none):
        error(
          "wrong-value", "`none` cannot be an item of `\(column.field.name)`", at: itemNode.place,
          helps: ["write `\(column.field.name): none` if there is none"])
      case .failure(let problem): bag.add(problem.diagnostic)
      }
    }
    let payload = builder.list(payloads)
    write(column, row, Cell(.value, basis: plainBasis, payload: payload, place: place(key, node)))
  }

  private mutating func readRows(_ column: ColumnSpec, _ table: TableID, key: YAMLNode, _ node: YAMLNode, row: Int) {
    if node.isScalar, node.hasText("none") {
      return write(column, row, Cell(.none, basis: plainBasis, place: place(key, node)))
    }
    if row == Self.captureRow {
      return error("wrong-type", "`\(column.field.name)` cannot have a default", at: key.place)
    }
    let nodes = node.isSequence ? Array(node.items) : [node]
    let first = builder.topology.count(table)
    for item in nodes {
      guard item.isMapping else {
        error(
          "wrong-type", "each of `\(column.field.name)` is a map", at: item.place,
          helps: ["write `- {\(Schema.table(table).columns.first?.path ?? "…"): …}`"])
        continue
      }
      let entity = builder.addRecord(
        table, owner: row, place: builder.addPlace { $0.add(key: item.place, value: item.span) })
      readFields(item, table: table, row: entity, parent: nil, kind: nil)
    }
    let span = Payload.span(first..<builder.topology.count(table))
    write(column, row, Cell(.value, basis: plainBasis, payload: span, place: place(key, node)))
  }

  // MARK: Writing

  private mutating func readScalarField(_ column: ColumnSpec, key: YAMLNode, _ node: YAMLNode, row: Int) {
    switch scalarCell(column, key: key, node) {
    case .success(let cell):
      if column.field.isRequired, cell.state == .none {
        error("wrong-value", "`\(column.field.name)` cannot be `none`", at: node.place)
      } else {
        write(column, row, cell)
      }
    case .failure(let problem): bag.add(problem.diagnostic)
    }
  }

  mutating func write(_ column: ColumnSpec, _ row: Int, _ cell: Cell) {
    if row == Self.captureRow {
      captured.append((column.id, cell))
      return
    }
    if isOverlay {
      if cell.state == FactState.none { forgetMembers(of: column, row) }
    } else {
      reportConflict(column, row, cell)
    }
    builder[column.id, row] = cell
  }

  /// What an overlay says is not there has no members either.
  private mutating func forgetMembers(of column: ColumnSpec, _ row: Int) {
    for member in Schema.table(column.id.table).members(of: column.id.index)
    where builder[member.id, row].state != .unknown {
      builder[member.id, row] = .unknown
      forgetMembers(of: member, row)
    }
  }

  /// Several files may describe the system as a whole, but not differently.
  private mutating func reportConflict(_ column: ColumnSpec, _ row: Int, _ cell: Cell) {
    guard column.id.table == .system else { return }
    let old = builder[column.id, row]
    guard old.state != .unknown, !column.isRecord, old.payload != cell.payload || old.state != cell.state,
      let here = builder.topology.places[cell.place], let there = builder.topology.places[old.place]
    else { return }
    error(
      "conflicting-value", "`\(column.path)` is stated twice, differently", at: here.value,
      secondary: [Label(there.value, "first stated here")], helps: ["keep one of them"])
  }

  mutating func place(_ key: YAMLNode, _ value: YAMLNode, remark: Remark? = nil) -> PlaceID {
    var remark = remark
    if let via = value.via {
      remark = remark ?? Remark()
      remark?.via = via
    }
    return builder.addPlace { $0.add(key: key.span, value: value.span, remark: remark) }
  }
}

extension ColumnSpec {
  var isRecord: Bool {
    if case .record = field.type { true } else { false }
  }
}
