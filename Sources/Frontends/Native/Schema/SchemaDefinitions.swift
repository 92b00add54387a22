internal import Topology

/// Collects the definitions of the JSON Schema: `entity.…`, the facts of each (`link.timeout`), `map.…`,
/// `value.…` (with provenance), `bare.…` (without), `single.…` (without ranges) and `word.…`.
struct SchemaDefinitions {
  private(set) var members: [JSONValue.Member] = []
  private var known: Set<String> = []

  /// Adds a definition unless it is there already.
  mutating func add(_ name: String, _ make: (inout SchemaDefinitions) -> JSONValue) {
    guard known.insert(name).inserted else { return }
    // Keeps the place of the definition before those that it needs in turn.
    let index = members.count
    members.append((name, .object([])))
    let value = make(&self)
    members[index].value = value
  }

  // MARK: Entities

  mutating func addEntity(_ table: TableID, kind: PartyKind?) {
    let name = kind.map { "\($0)" } ?? FieldWords.kebab(table.word)
    add("entity.\(name)") { $0.entity(table, kind: kind) }
  }

  private mutating func entity(_ table: TableID, kind: PartyKind?) -> JSONValue {
    let columns = Schema.table(table).members(of: nil).filter { column in
      kind.map { column.field.kinds?.contains($0) ?? true } ?? true
    }
    let own = structure(table, kind: kind)
    let required = columns.filter(\.field.isRequired).map(\.field.name)
    return .object(
      [
        ("description", .string(kind.map { "A \($0)." } ?? Schema.table(table).doc)),
        ("type", .string("object")),
      ] + requirement(table, required) + [
        ("properties", .object(own + columns.map { ($0.field.name, fact($0)) })),
        ("patternProperties", NativeJSONSchema.ownKeys),
        ("additionalProperties", .flag(false)),
      ])
  }

  /// An overlay may name a link by its `name` alone.
  private func requirement(_ table: TableID, _ required: [String]) -> [JSONValue.Member] {
    if required.isEmpty { return [] }
    if table != .link { return [("required", .strings(required))] }
    let ways = [required, ["name"]]
    return [("anyOf", .array(ways.map { .object([("required", .strings($0))]) }))]
  }

  /// Keys that are no facts.
  private mutating func structure(_ table: TableID, kind: PartyKind?) -> [JSONValue.Member] {
    switch (table, kind) {
    case (.party, .service):
      [named("interfaces", "Contracts that the service offers, by name.", "interface"), operations]
    case (.interface, _): [operations]
    case (.system, _):
      [
        (
          "name",
          .object([
            ("description", .string("The name of the system.")), ("allOf", .array([NativeJSONSchema.entityName])),
          ])
        ),
        (
          "defaults",
          .object([
            ("description", .string("Facts of every entity of a kind that does not state its own.")),
            ("allOf", .array([NativeJSONSchema.ref("entity.defaults")])),
          ])
        ),
      ]
    default: []
    }
  }

  private var operations: JSONValue.Member { named("operations", "What can be asked of it, by name.", "operation") }

  private func named(_ key: String, _ doc: String, _ entity: String) -> JSONValue.Member {
    (
      key,
      .object([
        ("description", .string(doc)),
        ("type", .string("object")),
        ("propertyNames", NativeJSONSchema.entityName),
        ("additionalProperties", NativeJSONSchema.ref("entity.\(entity)")),
      ])
    )
  }

  // MARK: Defaults

  mutating func addDefaults() {
    add("entity.defaults") { definitions in
      let kinds = NativeLoader.defaultKinds.map { item -> JSONValue.Member in
        (item.name, definitions.defaults(item.name, item.table, item.kinds))
      }
      return .object([
        ("type", .string("object")), ("properties", .object(kinds)), ("additionalProperties", .flag(false)),
      ])
    }
  }

  private mutating func defaults(_ name: String, _ table: TableID, _ kinds: [PartyKind]) -> JSONValue {
    let columns = Schema.table(table).members(of: nil).filter { NativeLoader.mayHaveDefault($0.field, of: kinds) }
    let what = name == "data" ? "data set" : name
    return .object([
      ("description", .string("Facts of every \(what) that does not state its own.")),
      ("type", .string("object")),
      ("properties", .object(columns.map { ($0.field.name, fact($0)) })),
      ("additionalProperties", .flag(false)),
    ])
  }

  // MARK: Properties

  /// A fact of an entity. One definition serves all kinds of party and their defaults.
  private mutating func fact(_ column: ColumnSpec) -> JSONValue {
    let table = column.id.table == .party ? "party" : FieldWords.kebab(column.id.table.word)
    let name = "\(table).\(column.field.name)"
    add(name) { $0.property(column.field) }
    return NativeJSONSchema.ref(name)
  }

  mutating func property(_ field: Field) -> JSONValue {
    let value = schema(of: field.type)
    var members: [JSONValue.Member] = [("description", .string(description(field)))]
    if case .object(let inner) = value, inner.first?.key != "$ref" {
      members += inner
    } else {
      // Draft-07 ignores what stands beside `$ref`.
      members.append(("allOf", .array([value])))
    }
    return .object(members)
  }

  private func description(_ field: Field) -> String {
    switch field.type {
    case .quantity(let kind, let domain):
      let limits = domain.words == "any" ? "" : ", \(domain.words)"
      return "\(field.doc) A \(kind.rawValue)\(limits), such as `\(kind.example)`."
    case .enumeration(let enumeration) where enumeration.isOrdered:
      return "\(field.doc) Ordered: \(enumeration.names.map { "`\($0)`" }.joined(separator: " < "))."
    case .reference(let target): return "\(field.doc) The name of \(FieldWords.reference(target))."
    default: return field.doc
    }
  }
}
