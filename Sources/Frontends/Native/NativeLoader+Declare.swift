internal import Diagnostics
internal import Topology
internal import YAMLTree

/// First pass: which entities there are.
extension NativeLoader {
  static let sections = ["topolint", "system", "clients", "services", "stores", "queues", "links", "data", "workloads"]

  mutating func declare(_ native: NativeDocument) {
    if let problem = native.versionProblem() {
      bag.add(problem)
      return
    }
    for entry in native.document.root.entries { declareSection(entry) }
  }

  private mutating func declareSection(_ entry: YAMLEntry) {
    switch entry.key.text {
    case "topolint", "links": break
    case "system": declareSystem(entry)
    case "clients": each(entry) { $0.declareParty(.client, $1) }
    case "services": each(entry) { $0.declareParty(.service, $1) }
    case "stores": each(entry) { $0.declareParty(.store, $1) }
    case "queues": each(entry) { $0.declareParty(.queue, $1) }
    case "data": each(entry) { $0.declareDataSet($1) }
    case "workloads": each(entry) { $0.declareWorkload($1) }
    case let key: unknownSection(key, entry)
    }
  }

  func isCustom(_ key: String) -> Bool { key.hasPrefix("x_") }

  mutating func unknownSection(_ key: String, _ entry: YAMLEntry) {
    if isCustom(key) { return }
    let singular = [
      "service": "services", "client": "clients", "store": "stores", "databases": "stores", "queue": "queues",
      "topics": "queues", "link": "links", "edges": "links", "datasets": "data", "data_sets": "data",
      "workload": "workloads",
      "components": "services", "name": "system",
    ]
    let nearest = singular[key] ?? Suggestion.nearest(to: key, among: Self.sections)
    error(
      "unknown-key", "unknown section `\(key)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
      at: entry.key.place,
      helps: ["the sections are \(Self.sections.map { "`\($0)`" }.joined(separator: ", "))"])
  }

  /// Walks the names of a section.
  mutating func each(_ section: YAMLEntry, _ body: (inout NativeLoader, YAMLEntry) -> Void) {
    guard section.value.isMapping else {
      if section.value.isNull || section.value.hasText("none") { return emptySection(section) }
      error(
        "wrong-type", "`\(section.key.text)` holds a map from names to descriptions", at: section.value.place,
        helps: ["write `\(section.key.text): {name: {…}}`"])
      return
    }
    for entry in section.value.entries { body(&self, entry) }
  }

  mutating func emptySection(_ section: YAMLEntry) {
    error(
      "null-value", "`\(section.key.text)` is empty", at: section.shownPlace,
      helps: [
        "leave `\(section.key.text)` out, or write `\(section.key.text): \(section.key.hasText("links") ? "[]" : "{}")`"
      ])
  }

  private mutating func declareSystem(_ entry: YAMLEntry) {
    let value = entry.value
    guard value.isMapping else {
      systemName(entry)
      return
    }
    if let name = value.entry("name") { systemName(name) }
    if let map = value["defaults"] { declareDefaults(map) }
    declared.append(Declared(entity: EntityID(.system, 0), node: value, structure: ["name", "defaults"]))
  }

  private mutating func systemName(_ entry: YAMLEntry) {
    let name = entry.value
    if isName(name) { return defineSystem(name) }
    guard name.isScalar, !name.isNull, !name.text.isEmpty else {
      return error(
        name.isScalar ? "null-value" : "wrong-type", "`\(entry.key.text)` is the name of the system",
        at: entry.shownPlace,
        helps: ["write a name such as `corner-shop`"])
    }
    invalidName(name, keepsTitle: false)
  }

  private mutating func defineSystem(_ name: YAMLNode) {
    guard names.systemPlace == nil else { return }
    names.systemPlace = name.place
    builder.define(system: name.text, place: builder.addPlace { $0.add(key: name.place, value: name.place) })
  }

  private mutating func declareParty(_ kind: PartyKind, _ entry: YAMLEntry) {
    guard let name = newName(entry, in: \.parties, what: "client or component") else { return }
    let row = builder.addParty(kind, name: name, place: place(of: entry))
    names.parties[name] = NameTable.Entry(row: row, place: entry.key.place)
    names.partyKinds.append(kind)
    names.partyNames.append(name)
    guard let node = description(entry) else { return }
    declared.append(
      Declared(
        entity: EntityID(.party, row), kind: kind, node: node,
        structure: kind == .service ? ["interfaces", "operations"] : []))
    guard kind == .service else { return }
    declareOperations(node, party: row, partyName: name, interface: nil)
    guard let interfaces = node.entry("interfaces") else { return }
    each(interfaces) { $0.declareInterface($1, party: row, partyName: name) }
  }

  private mutating func declareInterface(_ entry: YAMLEntry, party: Int, partyName: String) {
    if !isName(entry.key) { invalidName(entry.key) }
    let name = entry.key.text
    let row = builder.addInterface(name: name, of: party, place: place(of: entry))
    names.interfaces["\(partyName)/\(name)"] = row
    guard let node = description(entry) else { return }
    declared.append(Declared(entity: EntityID(.interface, row), node: node, structure: ["operations"]))
    declareOperations(node, party: party, partyName: partyName, interface: (row, name))
  }

  private mutating func declareOperations(
    _ node: YAMLNode, party: Int, partyName: String, interface: (row: Int, name: String)?
  ) {
    guard let operations = node.entry("operations") else { return }
    each(operations) { loader, entry in
      if !loader.isName(entry.key) { loader.invalidName(entry.key) }
      let name = entry.key.text
      if interface != nil, let twin = loader.names.bareOperations["\(partyName).\(name)"] {
        // No reference could mean the one without an interface.
        return loader.error(
          "duplicate-name", "the operation `\(name)` stands both inside and outside the interfaces of `\(partyName)`",
          at: entry.key.place, secondary: [Label(twin, "outside, here")], helps: ["give one of them another name"])
      }
      if interface == nil { loader.names.bareOperations["\(partyName).\(name)"] = entry.key.place }
      let row = loader.builder.addOperation(
        name: name, of: party, interface: interface?.row, place: loader.place(of: entry))
      loader.names.addOperation(row, name: name, party: partyName, interface: interface?.name)
      guard let description = loader.description(entry) else { return }
      loader.declared.append(Declared(entity: EntityID(.operation, row), node: description))
    }
  }

  private mutating func declareDataSet(_ entry: YAMLEntry) {
    guard let name = newName(entry, in: \.dataSets, what: "data set") else { return }
    let row = builder.addDataSet(name: name, place: place(of: entry))
    names.dataSets[name] = NameTable.Entry(row: row, place: entry.key.place)
    guard let node = description(entry) else { return }
    declared.append(Declared(entity: EntityID(.dataSet, row), node: node))
  }

  private mutating func declareWorkload(_ entry: YAMLEntry) {
    guard let name = newName(entry, in: \.workloads, what: "workload") else { return }
    let row = builder.addWorkload(name: name, place: place(of: entry))
    names.workloads[name] = NameTable.Entry(row: row, place: entry.key.place)
    guard let node = description(entry) else { return }
    declared.append(Declared(entity: EntityID(.workload, row), node: node))
  }

  // MARK: Names

  /// The name of a new entity, or `nil` after a message if it is taken.
  ///
  /// What cannot be a name is reported, but kept: links to it are not wrong as well.
  private mutating func newName(
    _ entry: YAMLEntry, in taken: KeyPath<NameTable, [String: NameTable.Entry]>, what: String
  ) -> String? {
    if !isName(entry.key) { invalidName(entry.key) }
    let name = entry.key.text
    guard let other = names[keyPath: taken][name] else { return name }
    error(
      "duplicate-name", "the name `\(name)` is given twice", at: entry.key.place, "a second \(what) of this name",
      secondary: [Label(other.place, "first defined here")], helps: ["give one of them another name"])
    return nil
  }

  func isName(_ node: YAMLNode) -> Bool {
    guard node.isScalar else { return false }
    return node.withTextBytes { bytes in
      guard let first = bytes.first, first != UInt8(ascii: "-") else { return false }
      return bytes.allSatisfy(\.isNameByte)
    } && !node.hasText("none")
  }

  /// - Parameter keepsTitle: Whether what has the name also has a `title`.
  mutating func invalidName(_ node: YAMLNode, keepsTitle: Bool = true) {
    let text = node.isScalar ? node.text : ""
    error(
      "invalid-name", node.isScalar ? "`\(text)` cannot be a name" : "a name is a single word", at: node.place,
      "names are letters, digits, `_` and `-`",
      helps: [nameHelp(text) + (keepsTitle ? ", and keep the original as `title`" : "")])
  }

  private func nameHelp(_ text: String) -> String {
    guard text != "none", text.contains(where: \.isASCII) else { return "use another name" }
    guard text.allSatisfy({ $0.isASCII || !$0.isLetter }) else { return "write it with the letters a to z" }
    let mended = String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") ? $0 : "-" })
    let words = mended.split(separator: "-").joined(separator: "-")
    return words.isEmpty ? "use another name" : "write `\(words)`"
  }

  /// The map of an entity; an empty value is an entity of which nothing is stated only if written `{}`.
  mutating func description(_ entry: YAMLEntry) -> YAMLNode? {
    if entry.value.isMapping { return entry.value }
    let name = entry.key.text
    if entry.value.isNull {
      error(
        "null-value", "`\(name)` has no description", at: entry.key.place,
        helps: ["write `\(name): {}` if nothing is known of it"])
    } else if entry.value.isScalar, let mended = spacedColon(entry.value.text) {
      error("wrong-type", "`\(name)` is described by a map", at: entry.value.place, helps: [mended])
    } else {
      error(
        "wrong-type", "`\(name)` is described by a map", at: entry.value.place,
        helps: ["write `\(name): {field: value}`"])
    }
    return nil
  }

  mutating func place(of entry: YAMLEntry) -> PlaceID {
    let remark = entry.value.via.map { Remark(via: $0) }
    return builder.addPlace { $0.add(key: entry.key.place, value: entry.value.span, remark: remark) }
  }
}

extension UInt8 {
  /// `[A-Za-z0-9_-]`.
  var isNameByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension Span {
  var isEmptySpan: Bool { start == end }
}

extension YAMLEntry {
  /// The value, or the key where there is nothing to see of the value.
  var shownPlace: Span { value.place.isEmptySpan ? key.place : value.place }
}
