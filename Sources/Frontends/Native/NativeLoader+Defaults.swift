internal import Diagnostics
internal import Topology
internal import YAMLTree

/// Facts that hold for every entity of a kind unless it states its own, from `system.defaults`.
struct DefaultFacts {
  /// The kind of entity, as the file names it.
  var table: TableID
  var kinds: [PartyKind]
  var facts: [(ColumnID, Cell)]
}

extension NativeLoader {
  /// The keys of `defaults`.
  static let defaultKinds: [(name: String, table: TableID, kinds: [PartyKind])] = [
    ("client", .party, [.client]), ("component", .party, PartyKind.components), ("service", .party, [.service]),
    ("store", .party, [.store]), ("queue", .party, [.queue]), ("interface", .interface, []),
    ("operation", .operation, []), ("link", .link, []), ("data", .dataSet, []), ("workload", .workload, []),
  ]

  /// Whether a fact may hold for all entities of the kinds: what tells one from another may not.
  static func mayHaveDefault(_ field: Field, of kinds: [PartyKind]) -> Bool {
    if case .rows = field.type { return false }
    return !field.isRequired && kinds.allSatisfy { field.kinds?.contains($0) ?? true }
  }

  mutating func declareDefaults(_ map: YAMLNode) {
    guard map.isMapping else {
      return error(
        "wrong-type", "`defaults` is a map from kinds to facts", at: map.place,
        helps: ["write `defaults: {component: {…}}`"])
    }
    for entry in map.entries {
      guard entry.value.isMapping else {
        error(
          "wrong-type", "facts are written as a map", at: entry.shownPlace,
          helps: ["write `\(entry.key.text): {fact: value}`"])
        continue
      }
      guard let kind = Self.defaultKinds.first(where: { $0.name == entry.key.text }) else {
        let names = Self.defaultKinds.map(\.name)
        let nearest = Suggestion.nearest(to: entry.key.text, among: names)
        error(
          "unknown-key", "unknown kind `\(entry.key.text)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
          at: entry.key.place, helps: ["the kinds are \(names.map { "`\($0)`" }.joined(separator: ", "))"])
        continue
      }
      let refused = refuseDefaults(entry.value, of: kind.name, table: kind.table, kinds: kind.kinds)
      let facts = capture(
        entry.value, table: kind.table, kind: kind.kinds.first, basis: .default, structure: refused)
      defaults.append(DefaultFacts(table: kind.table, kinds: kind.kinds, facts: facts))
    }
  }

  /// Reports facts of the kind that cannot hold for all its entities, and returns their keys.
  private mutating func refuseDefaults(
    _ map: YAMLNode, of name: String, table: TableID, kinds: [PartyKind]
  ) -> Set<String> {
    var refused: Set<String> = []
    for entry in map.entries {
      let key = entry.key.text
      if isCustom(key) {
        error("unknown-key", "`\(key)` cannot have a default", at: entry.key.place, helps: ["state it where it holds"])
        refused.insert(key)
      }
      guard let field = Schema.table(table).member(key, of: nil)?.field, !Self.mayHaveDefault(field, of: kinds) else {
        continue
      }
      // A key of quite another kind is reported as such when the facts are read.
      let owners = (field.kinds ?? kinds).filter(kinds.contains)
      if !kinds.isEmpty, owners.isEmpty { continue }
      refused.insert(key)
      if owners.count < kinds.count {
        error(
          "unknown-key", "not every \(name) has `\(key)`", at: entry.key.place,
          helps: ["move it to " + owners.map { "`\($0)`" }.joined(separator: " or ")])
      } else {
        error("unknown-key", "`\(key)` cannot have a default", at: entry.key.place, helps: ["state it where it holds"])
      }
    }
    return refused
  }

  /// Reads the facts of a map without giving them to an entity.
  mutating func capture(
    _ map: YAMLNode, table: TableID, kind: PartyKind?, basis: Basis, structure: Set<String> = []
  ) -> [(ColumnID, Cell)] {
    guard map.isMapping else {
      error("wrong-type", "facts are written as a map", at: map.place)
      return []
    }
    let (oldBasis, oldCaptured) = (plainBasis, captured)
    plainBasis = basis
    captured = []
    defer { (plainBasis, captured) = (oldBasis, oldCaptured) }
    readFields(map, table: table, row: Self.captureRow, parent: nil, kind: kind, structure: structure)
    return captured
  }

  mutating func applyDefaults() {
    // The narrower kind is applied first, and what is there stays.
    for item in defaults.sorted(by: { $0.kinds.count < $1.kinds.count }) {
      for row in builder.topology.rows(of: item.table)
      where item.kinds.isEmpty || item.kinds.contains(builder.topology.kind(ofParty: row)) {
        fill(item.facts, row)
      }
    }
  }

  /// Gives facts to a row where it has none of its own; inside a record that is declared none nothing is filled.
  mutating func fill(_ facts: [(ColumnID, Cell)], _ row: Int) {
    for (column, cell) in facts where builder[column, row].state == .unknown {
      let parent = Schema.column(column).parent.map { builder[ColumnID(table: column.table, index: $0), row] }
      if parent?.state == FactState.none { continue }
      builder[column, row] = cell
    }
  }
}
