internal import Diagnostics
internal import Topology
internal import YAMLTree

/// An overlay lays an environment's values over entities that exist; it defines none.
extension NativeLoader {
  mutating func overlay(_ native: NativeDocument) {
    if let problem = native.versionProblem() { return bag.add(problem) }
    for entry in native.document.root.entries {
      switch entry.key.text {
      case "topolint", "overlay": break
      case "system": overlaySystem(entry.value)
      case "links": overlayLinks(entry)
      case "clients", "services", "stores", "queues": overlayParties(entry)
      case "data": overlayNamed(entry, names.dataSets, .dataSet, "data set")
      case "workloads": overlayNamed(entry, names.workloads, .workload, "workload")
      case let key where isCustom(key): break
      case let key: unknownSection(key, entry)
      }
    }
  }

  private mutating func overlaySystem(_ node: YAMLNode) {
    // A plain value is the name of the system that the overlay is for.
    guard node.isMapping else { return }
    readFields(node, table: .system, row: 0, parent: nil, kind: nil, structure: ["name", "defaults"])
  }

  private mutating func overlayNamed(
    _ section: YAMLEntry, _ known: [String: NameTable.Entry], _ table: TableID, _ what: String
  ) {
    for entry in overlaid(section) {
      guard let target = known[entry.key.text] else {
        notThere(entry.key, what, known.keys)
        continue
      }
      guard let node = description(entry) else { continue }
      readFields(node, table: table, row: target.row, parent: nil, kind: nil)
    }
  }

  /// The names of a section, after a message if it holds none.
  private mutating func overlaid(_ section: YAMLEntry) -> [YAMLEntry] {
    var entries: [YAMLEntry] = []
    each(section) { entries.append($1) }
    return entries
  }

  private mutating func overlayParties(_ section: YAMLEntry) {
    for entry in overlaid(section) {
      let name = entry.key.text
      guard let target = names.parties[name] else {
        notThere(entry.key, "client or component", names.parties.keys)
        continue
      }
      let kind = names.partyKinds[target.row]
      guard kind.section == section.key.text else {
        error(
          "wrong-reference", "`\(name)` is a \(kind)", at: entry.key.place,
          secondary: [Label(target.place, "defined here")],
          helps: ["move it to `\(kind.section)`"])
        continue
      }
      guard let node = description(entry) else { continue }
      let structure: Set<String> = kind == .service ? ["interfaces", "operations"] : []
      readFields(node, table: .party, row: target.row, parent: nil, kind: kind, structure: structure)
      guard kind == .service else { continue }
      overlayOperations(node.entry("operations"), prefix: "\(name).")
      for interface in node.entry("interfaces").map({ overlaid($0) }) ?? [] { overlayInterface(interface, of: name) }
    }
  }

  private mutating func overlayInterface(_ entry: YAMLEntry, of party: String) {
    let id = "\(party)/\(entry.key.text)"
    guard let row = names.interfaces[id] else {
      return notThere(
        entry.key, "interface of `\(party)`",
        names.interfaces.keys.filter { $0.hasPrefix("\(party)/") }.map { String($0.dropFirst(party.count + 1)) })
    }
    guard let node = description(entry) else { return }
    readFields(node, table: .interface, row: row, parent: nil, kind: nil, structure: ["operations"])
    overlayOperations(node.entry("operations"), prefix: "\(id).")
  }

  private mutating func overlayOperations(_ section: YAMLEntry?, prefix: String) {
    guard let section else { return }
    for entry in overlaid(section) {
      guard let row = names.operations[prefix + entry.key.text], row >= 0 else {
        let known = names.operations.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
        notThere(entry.key, "operation", known)
        continue
      }
      guard let node = description(entry) else { continue }
      readFields(node, table: .operation, row: row, parent: nil, kind: nil)
    }
  }

  private mutating func overlayLinks(_ section: YAMLEntry) {
    guard section.value.isSequence else {
      if section.value.isNull || section.value.hasText("none") { return emptySection(section) }
      return error(
        "wrong-type", "`links` holds a list", at: section.value.place,
        helps: ["write `- {from: caller, to: callee, timeout: …}`"])
    }
    for item in section.value.items {
      guard item.isMapping else {
        error(
          "wrong-type", "a link is a map", at: item.place, helps: ["write `- {from: caller, to: callee, timeout: …}`"])
        continue
      }
      guard let row = linkMeant(by: item) else {
        error(
          "dangling-reference", "the overlay names a link that is not there", at: firstLine(item),
          helps: ["name it by its `from` and `to` as in the topology, or by its `name`"])
        continue
      }
      readFields(item, table: .link, row: row, parent: nil, kind: nil, structure: ["from", "to", "name"])
    }
  }

  private func linkMeant(by node: YAMLNode) -> Int? {
    let topology = builder.topology
    if let name = node["name"]?.text {
      return topology.rows(of: .link).first { topology.name(EntityID(.link, $0)) == name }
    }
    guard let from = node["from"], let to = node["to"], case .success(let source) = resolve(from, as: .endpoint),
      case .success(let target) = resolve(to, as: .endpoint)
    else { return nil }
    let access = node["access"].flatMap { Vocabulary.access.ordinal(of: $0.text) }
    let matches = topology.rows(of: .link).filter { row in
      builder[Facts.Link.from, row].payload == Payload.entity(source)
        && builder[Facts.Link.to, row].payload == Payload.entity(target)
    }
    return matches.count == 1
      ? matches.first : matches.first { access != nil && topology.ordinal(Facts.Link.access, $0) == access }
  }

  private mutating func notThere(_ key: YAMLNode, _ what: String, _ known: some Sequence<String>) {
    let nearest = Suggestion.nearest(to: key.text, among: known.sorted())
    error(
      "dangling-reference",
      "the overlay names `\(key.text)`, but there is no such \(what)"
        + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
      at: key.place, helps: ["an overlay changes values of what the topology defines"])
  }
}
