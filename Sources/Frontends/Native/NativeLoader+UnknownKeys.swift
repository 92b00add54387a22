internal import Diagnostics
internal import Topology
internal import YAMLTree

/// Keys that are not of the language, or not here, and what their author probably meant.
extension NativeLoader {
  mutating func unknownField(
    _ entry: YAMLEntry, table: TableID, parent: Int?, kind: PartyKind?, structure: Set<String>
  ) {
    let key = entry.key.text
    if bag.isFull { return error("unknown-key", "unknown key `\(key)`", at: entry.key.place) }
    let schema = Schema.table(table)
    if entry.value.isNull, let mended = spacedColon(key) {
      return error("unknown-key", "unknown key `\(key)`", at: entry.key.place, helps: [mended])
    }
    let allowed =
      schema.members(of: parent)
      .filter { column in kind.map { column.field.kinds?.contains($0) ?? true } ?? true }
      .map(\.field.name) + structure.sorted()
    let inside = parent == nil ? schema.columns.filter { isNested($0, key, kind) } : []
    if inside.count == 1 {
      return error(
        "unknown-key", "`\(key)` does not stand here", at: entry.key.place, helps: ["write `\(nested(inside[0].path))`"]
      )
    }
    if parent == nil, let owner = otherOwner(of: key, table: table) {
      let own = kind.map { "\($0)" } ?? table.word
      return error(
        "unknown-key", "`\(key)` is a key of \(withArticle(owner)); this is \(withArticle(own))", at: entry.key.place,
        helps: owner == TableID.link.word ? ["state it where the link stands in `links`"] : [])
    }
    if let nearest = Suggestion.nearest(to: key, among: allowed) {
      return error(
        "unknown-key", "unknown key `\(key)`; did you mean `\(nearest)`?", at: entry.key.place,
        helps: ["write `\(nearest)`"])
    }
    if !inside.isEmpty {
      return error(
        "unknown-key", "`\(key)` does not stand here", at: entry.key.place,
        helps: ["write " + inside.map { "`\(nested($0.path))`" }.joined(separator: " or ")])
    }
    let place = parent.map { "`\(schema.columns[$0].path)`" } ?? withArticle(kind.map { "\($0)" } ?? table.word)
    let own = parent == nil ? ["keys of your own start with `x_`"] : []
    error(
      "unknown-key", "unknown key `\(key)`", at: entry.key.place,
      helps: ["the keys of \(place) are \(allowed.map { "`\($0)`" }.joined(separator: ", "))"] + own)
  }

  /// What else has a key of exactly this name, if one kind of thing alone does.
  private func otherOwner(of key: String, table: TableID) -> String? {
    if key == "interfaces" || key == "operations" { return "\(PartyKind.service)" }
    let others: [TableID] = [.interface, .operation, .link, .dataSet, .workload].filter { $0 != table }
    let owners = others.filter { Schema.table($0).member(key, of: nil) != nil }
    return owners.count == 1 ? owners[0].word : nil
  }

  private func withArticle(_ noun: String) -> String { ("aeiou".contains(noun.first ?? " ") ? "an " : "a ") + noun }

  /// The advice for `replicas:3`, where YAML sees a single word.
  func spacedColon(_ text: String) -> String? {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, parts[0].utf8.allSatisfy(\.isNameByte), !parts[1].hasPrefix("/") else { return nil }
    return "put a space after the colon: `\(parts[0]): \(parts[1])`"
  }

  mutating func foreignField(_ entry: YAMLEntry, kinds: [PartyKind], kind: PartyKind) {
    let owners = kinds == PartyKind.components ? "a component" : kinds.map { "a \($0)" }.joined(separator: " or ")
    var helps: [String] = []
    if kind == .service, kinds.contains(.store) { helps = ["move what it describes to `stores`"] }
    if Schema.table(.link).member(entry.key.text, of: nil) != nil {
      helps = ["state it where the link stands in `links`"]
    }
    error(
      "unknown-key", "`\(entry.key.text)` is a key of \(owners); this is a \(kind)", at: entry.key.place, helps: helps)
  }

  private func isNested(_ column: ColumnSpec, _ key: String, _ kind: PartyKind?) -> Bool {
    column.field.name == key && column.parent != nil && kind.map { column.field.kinds?.contains($0) ?? true } ?? true
  }

  /// `retry.max_attempts` as `retry: {max_attempts: …}`.
  private func nested(_ path: String) -> String {
    let parts = path.split(separator: ".")
    return parts.dropLast().map { "\($0): {" }.joined() + "\(parts.last ?? ""): …"
      + String(repeating: "}", count: parts.count - 1)
  }

  mutating func readCustom(_ entry: YAMLEntry, _ entity: EntityID) {
    guard entity.row != Self.captureRow else { return }
    guard entry.value.isScalar, !entry.value.isNull else {
      return error(
        "wrong-type", "`\(entry.key.text)` must be a plain value",
        at: entry.value.place.isEmptySpan ? entry.key.place : entry.value.place,
        helps: ["attributes of your own are texts, numbers, flags or quantities"])
    }
    let fact = CustomFact(
      entity: entity, name: entry.key.text, text: entry.value.text, place: place(entry.key, entry.value))
    builder.add(fact)
  }

  /// The first line of a map, for messages about the map as a whole.
  func firstLine(_ node: YAMLNode) -> Span {
    guard let first = node.entries.first, node.style == .block else { return node.place }
    return first.span
  }

  func lowercasedFirst(_ text: String) -> String {
    let sentence = text.hasSuffix(".") ? String(text.dropLast()) : text
    return sentence.prefix(1).lowercased() + sentence.dropFirst()
  }
}
