internal import Diagnostics
internal import Topology
internal import YAMLTree

/// The `links` section.
extension NativeLoader {
  mutating func readLinks(_ entry: YAMLEntry) {
    let section = entry.value
    guard section.isSequence else {
      if section.isMapping, section.entries.isEmpty { return }
      if section.isNull || section.hasText("none") { return emptySection(entry) }
      return error(
        "wrong-type", "`links` holds a list", at: section.place, helps: ["write `- {from: caller, to: callee}`"])
    }
    for item in section.items { readLink(item) }
  }

  private mutating func readLink(_ node: YAMLNode) {
    guard node.isMapping else {
      return error(
        "wrong-type", "a link is a map", at: node.place, helps: [linkHelp(node)])
    }
    let (from, to) = (node.entry("from"), node.entry("to"))
    let substitutes = from == nil || to == nil ? reportMissingEnds(node) : []
    let source = from.flatMap { end($0) }
    let target = to.flatMap { end($0) }
    if let own = node["name"], !isName(own) { invalidName(own, keepsTitle: false) }
    guard let source, let target else {
      // The ends are wrong and said so; the rest of the map may hold more mistakes.
      let scratch = captured.count
      readFields(
        node, table: .link, row: Self.captureRow, parent: nil, kind: nil, structure: substitutes.union(["from", "to"]))
      captured.removeSubrange(scratch...)
      return
    }
    let name = node["name"].flatMap { isName($0) ? $0.text : nil } ?? ""
    let place = builder.addPlace { $0.add(key: node.place, value: node.span) }
    let row = builder.addLink(name: name, place: place)
    let (sourceEnd, targetEnd) = (ends(source), ends(target))
    builder.connect(
      link: row, source: sourceEnd.party, sourceOperation: sourceEnd.operation, target: targetEnd.party,
      targetOperation: targetEnd.operation)
    write(Facts.Link.from, row, source, from: from)
    write(Facts.Link.to, row, target, from: to)
    readFields(node, table: .link, row: row, parent: nil, kind: nil, structure: Self.endKeys)
  }

  private static let endKeys: Set<String> = ["from", "to"]

  /// An end that is resolved already.
  private mutating func write(_ column: ColumnID, _ row: Int, _ end: EntityID, from entry: YAMLEntry?) {
    guard let entry else { return }
    builder[column, row] = Cell(
      .value, basis: .stated, payload: Payload.entity(end), place: place(entry.key, entry.value))
  }

  private func linkHelp(_ node: YAMLNode) -> String {
    let parts = node.text.split(separator: ">", maxSplits: 1).map { $0.drop { $0 == " " } }
    guard node.isScalar, parts.count == 2, parts[0].hasSuffix("-") else {
      return "write `- {from: caller, to: callee}`"
    }
    let from = String(parts[0].dropLast()).split(separator: " ").joined()
    return "write `- {from: \(from), to: \(parts[1])}`"
  }

  private static let synonyms = [
    "from": ["source", "src", "caller"], "to": ["target", "dst", "dest", "callee", "destination"],
  ]

  /// Reports ends that are not there, and returns the keys that were written in their stead.
  private mutating func reportMissingEnds(_ node: YAMLNode) -> Set<String> {
    let missing = ["from", "to"].filter { node[$0] == nil }
    let instead = missing.map { end in node.entries.first { Self.synonyms[end]?.contains($0.key.text) == true } }
    if missing.count == 2, instead.allSatisfy({ $0 == nil }) {
      error("missing-key", "a link needs `from` and `to`", at: firstLine(node), helps: ["add `from: …` and `to: …`"])
      return []
    }
    for (end, instead) in zip(missing, instead) {
      error(
        "missing-key", "a link needs `from` and `to`; `\(end)` is missing", at: instead?.key.place ?? firstLine(node),
        helps: [instead.map { "write `\(end)` instead of `\($0.key.text)`" } ?? "add `\(end): …`"])
    }
    return Set(instead.compactMap { $0?.key.text })
  }

  private mutating func end(_ entry: YAMLEntry) -> EntityID? {
    let node = entry.value
    guard node.isScalar, !node.isNull, !node.hasText("none") else {
      error(
        "wrong-type", "`\(entry.key.text)` is the name of a client, component or operation", at: entry.shownPlace,
        helps: [
          node.isSequence
            ? "write one link for each"
            : "name who \(entry.key.hasText("from") ? "hands the work on" : "takes the work")"
        ])
      return nil
    }
    switch resolve(node, as: .endpoint) {
    case .success(let entity): return entity
    case .failure(let problem):
      bag.add(problem.diagnostic)
      return nil
    }
  }

  private func ends(_ entity: EntityID) -> (party: Int, operation: Int?) {
    entity.table == .operation ? (builder.topology.owner(entity), entity.row) : (entity.row, nil)
  }

  /// Links that share both ends and their access need a name.
  mutating func checkLinkIdentities() {
    let topology = builder.topology
    var seen = Dictionary<LinkIdentity, Int>(minimumCapacity: topology.count(.link))
    var named: [String: Int] = [:]
    for row in topology.rows(of: .link) {
      let name = topology.name(EntityID(.link, row))
      if name.isEmpty {
        let identity = LinkIdentity(topology, row)
        guard let first = seen[identity] else {
          seen[identity] = row
          continue
        }
        reportTie(row, first, message: "two links share both ends and their access", help: "give one of them a `name`")
      } else if let first = named[name] {
        reportTie(row, first, message: "the link name `\(name)` is given twice", help: "give one of them another name")
      } else {
        named[name] = row
      }
    }
  }

  private struct LinkIdentity: Hashable {
    var source: Int
    var sourceOperation: Int
    var target: Int
    var targetOperation: Int
    var access: Int

    init(_ topology: Topology, _ row: Int) {
      source = topology.source(ofLink: row)
      sourceOperation = topology.sourceOperation(ofLink: row) ?? -1
      target = topology.target(ofLink: row)
      targetOperation = topology.targetOperation(ofLink: row) ?? -1
      access = topology.ordinal(Facts.Link.access, row) ?? -1
    }
  }

  private mutating func reportTie(_ row: Int, _ first: Int, message: String, help: String) {
    let topology = builder.topology
    guard let here = topology.definition(EntityID(.link, row)), let there = topology.definition(EntityID(.link, first))
    else {
      return
    }
    error("duplicate-link", message, at: here.key, secondary: [Label(there.key, "the other one")], helps: [help])
  }
}
