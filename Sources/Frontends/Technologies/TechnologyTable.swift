public import Diagnostics
internal import Topology
public import YAMLTree

/// What is known of technologies in general, as assumed facts.
public struct TechnologyTable: Sendable {
  struct Technology: Sendable {
    var name: String
    var kind: String
    var facts: YAMLNode
    var source: String
    var span: Span
  }

  private(set) var technologies: [Technology] = []
  private(set) var byName: [String: Int] = [:]

  public init() {}

  /// Adds the technologies of a file (`technologies: {kafka: {kind: queue, aliases: […], facts: {…}, source: …}}`); a
  /// technology that is already known is replaced. Returns what is wrong with the file.
  public mutating func add(_ document: YAMLDocument) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    guard let section = document.root["technologies"], section.isMapping else {
      return [.error("wrong-type", "a technology table has the key `technologies`", at: document.root.place)]
    }
    for entry in section.entries {
      if let problem = add(entry) { problems.append(problem) }
    }
    return problems
  }

  private mutating func add(_ entry: YAMLEntry) -> Diagnostic? {
    let name = entry.key.text
    for field in entry.value.entries where !["kind", "aliases", "facts", "source"].contains(field.key.text) {
      return .error(
        "unknown-key", "unknown key `\(field.key.text)`", at: field.key.place,
        helps: ["the keys are `kind`, `aliases`, `facts`, `source`"])
    }
    guard let kind = entry.value["kind"]?.text, ["service", "store", "queue"].contains(kind) else {
      return .error("missing-key", "`\(name)` needs a `kind`: `service`, `store` or `queue`", at: entry.key.place)
    }
    guard let facts = entry.value["facts"], facts.isMapping, let source = entry.value["source"]?.text else {
      return .error("missing-key", "`\(name)` needs `facts` and the `source` that says so", at: entry.key.place)
    }
    let index = technologies.count
    technologies.append(Technology(name: name, kind: kind, facts: facts, source: source, span: entry.key.place))
    for alias in [name] + (entry.value["aliases"]?.items.map(\.text) ?? []) {
      byName["\(kind) \(alias.lowercased())"] = index
    }
    return nil
  }

  /// The technology that a component of a kind names.
  func technology(_ name: String, kind: String) -> Int? { byName["\(kind) \(name.lowercased())"] }

  /// Reads every entry against the schema table and returns what is wrong; for tests and for users' own tables.
  public func problems() -> [Diagnostic] {
    var loader = NativeLoader(bag: DiagnosticBag(), system: nil)
    for technology in technologies { _ = loader.facts(of: technology) }
    return loader.bag.sorted()
  }
}

extension NativeLoader {
  /// Gives components the assumed facts of their technology where nothing better is known.
  mutating func apply(_ table: TechnologyTable) {
    var read: [Int: [(ColumnID, Cell)]] = [:]
    for row in builder.topology.rows(of: .party) {
      guard let name = builder.topology.text(Facts.Party.technology, row),
        let index = table.technology(name, kind: "\(builder.topology.kind(ofParty: row))")
      else { continue }
      let facts = read[index] ?? facts(of: table.technologies[index])
      read[index] = facts
      let technologyPlace = builder[Facts.Party.technology, row].place
      let why = Remark(reason: "\(table.technologies[index].name): \(table.technologies[index].source)")
      let place = builder.topology.places[technologyPlace].map { place in
        builder.addPlace { $0.add(key: place.key, value: place.value, remark: why) }
      }
      fill(facts.map { ($0.0, $0.1.placed(at: place ?? .none)) }, row)
    }
  }

  fileprivate mutating func facts(of technology: TechnologyTable.Technology) -> [(ColumnID, Cell)] {
    let kind = PartyKind.allCases.first { "\($0)" == technology.kind }
    return capture(technology.facts, table: .party, kind: kind, basis: .assumed)
  }
}

extension Cell {
  /// The fact as if written elsewhere: at the line that names the technology.
  fileprivate func placed(at place: PlaceID) -> Cell {
    var copy = self
    copy.place = place
    return copy
  }
}
