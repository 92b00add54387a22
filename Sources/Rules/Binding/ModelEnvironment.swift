internal import Analysis
public import Expressions
internal import Topology

/// Binds the rule language to the schema table: which types there are, which fields they have, where values come from.
///
/// Built once; the same for every model.
public struct ModelEnvironment: Sendable {
  public internal(set) var environment: Environment
  var bindings: [FieldBinding]
  let types: ModelTypes
  /// The fields of a ring, for the type that `cycles` declares.
  let ringFields: [ObjectField]

  public static let shared = ModelEnvironment()

  private init() {
    var assembly = EnvironmentAssembly()
    environment = assembly.assemble()
    ringFields = assembly.ringFields()
    bindings = assembly.bindings
    types = assembly.types
  }

  /// The entity types that a rule may be `for`, with the rows that belong to each.
  static let subjects: [String] = [
    "system", "element", "party", "component", "client", "service", "store", "queue", "interface", "operation", "link",
    "data", "workload",
  ]
}

/// Collects types and bindings.
private struct EnvironmentAssembly {
  var bindings: [FieldBinding] = []
  let types = ModelTypes()
  private var objectTypes: [ObjectType] = []

  mutating func assemble() -> Environment {
    addParties()
    addTables()
    addRecords()
    var environment = Environment(mode: .rule)
    environment.objectTypes = objectTypes
    environment.enumerations = enumerations()
    environment.functions = NamedEntity.allCases.map { entity in
      Function(
        entity.rawValue, parameters: [.string], result: .nullable(.object(entity.rawValue)), handle: entity.handle,
        doc: "The \(entity.rawValue) with this id; null if there is none.")
    }
    environment.quantityLiteral = { text in Quantity.parse(text).map { ($0.value, $0.kind.dimension) } }
    environment.formatQuantity = { value, dimension in
      QuantityKind.allCases.first { $0.dimension == dimension && dimension != .none }
        .map { Quantity.format(value, as: $0) } ?? Quantity.trimmed(value)
    }
    return environment
  }

  private func enumerations() -> [Expressions.Enumeration] {
    var found: [String: Expressions.Enumeration] = [:]
    var order: [String] = []
    for table in Schema.tables {
      for column in table.columns {
        guard case .enumeration(let enumeration) = column.field.type, found[enumeration.name] == nil else { continue }
        found[enumeration.name] = Expressions.Enumeration(
          enumeration.name, values: enumeration.names, isOrdered: enumeration.isOrdered)
        order.append(enumeration.name)
      }
    }
    return [Expressions.Enumeration("kind", values: Self.kinds)] + order.compactMap { found[$0] }
  }

  static let kinds = PartyKind.allCases.map { "\($0)" } + ["data"]

  // MARK: Parties

  private mutating func addParties() {
    let elementFields = navigation([
      ("id", .string, .id, .constant), ("name", .string, .name, .constant),
      ("kind", .enumeration("kind"), .kind, .constant),
      ("incoming", .list(.object("link")), .incoming, .degree),
      ("outgoing", .list(.object("link")), .outgoing, .degree),
      ("links", .list(.object("link")), .links, .degree), ("referrers", .number, .referrers, .constant),
      ("places", .list(.object("component")), .places, .degree),
    ])
    let componentFields =
      navigation(
        [
          ("interfaces", .list(.object("interface")), .interfaces, .degree),
          ("operations", .list(.object("operation")), .operations, .degree),
          ("workloads", .list(.object("workload")), .workloads, .degree),
          ("data", .list(.object("data")), .data, .degree),
        ] + PathRelation.fields(of: .party) + DataRelation.fields(of: .party))
      + figures(of: .party, kinds: PartyKind.components)
    let storeFields =
      navigation([
        ("readers", .list(.object("link")), .readers, .degree), ("writers", .list(.object("link")), .writers, .degree),
      ])
      + figures(of: .party, kinds: [.store])
    let queueFields =
      navigation([
        ("producers", .list(.object("link")), .producers, .degree),
        ("consumers", .list(.object("link")), .consumers, .degree),
        ("is_dead_letter", .bool, .isDeadLetter, .constant),
      ]) + figures(of: .party, kinds: [.queue])
    let own: [PartyKind: [ObjectField]] = [.store: storeFields, .queue: queueFields]
    let facts = factFields(of: .party, parent: nil)

    objectTypes.append(
      ObjectType("element", fields: elementFields + nullable(componentFields + storeFields + queueFields)))
    objectTypes.append(
      ObjectType(
        "party", supertypes: ["element"],
        fields: identified(elementFields, among: "party") + union(facts, over: PartyKind.allCases)
          + nullable(componentFields + storeFields + queueFields)))
    objectTypes.append(
      ObjectType(
        "component", supertypes: ["party"],
        fields: union(facts, over: PartyKind.components) + componentFields + nullable(storeFields + queueFields)))
    let special = (storeFields + queueFields + facts.map(\.field)).map(\.name)
    for kind in PartyKind.allCases {
      let fields = facts.filter { $0.kinds.contains(kind) }.map(\.field) + (own[kind] ?? [])
      let foreign = special + (kind == .client ? componentFields.map(\.name) : [])
      objectTypes.append(
        ObjectType(
          "\(kind)", supertypes: [kind == .client ? "party" : "component"], fields: fields,
          lacking: Set(foreign).subtracting(fields.map(\.name))))
    }
  }

  private typealias KindedField = (field: ObjectField, kinds: [PartyKind])

  private mutating func factFields(of table: TableID, parent: Int?) -> [KindedField] {
    Schema.table(table).members(of: parent).compactMap { column in
      objectField(column).map { ($0, column.field.kinds ?? PartyKind.allCases) }
    }
  }

  /// A field that some of the kinds lack reads null there.
  private func union(_ fields: [KindedField], over kinds: [PartyKind]) -> [ObjectField] {
    fields.filter { item in item.kinds.contains(where: kinds.contains) }
      .map { item in kinds.allSatisfy(item.kinds.contains) ? item.field : nullable(item.field) }
  }

  // MARK: Other tables

  private mutating func addTables() {
    let common: [(String, ExpressionType, Navigation, Cost)] = [
      ("id", .string, .id, .constant), ("name", .string, .name, .constant),
    ]
    objectTypes.append(
      ObjectType(
        "endpoint",
        fields: navigation(
          common + [
            ("component", .object("party"), .component, .constant),
            ("operation", .nullable(.object("operation")), .endpointOperation, .constant),
          ])))
    for table in TableID.allCases where table != .party {
      let fields = factFields(of: table, parent: nil).map(\.field)
      let relations = identified(
        navigation(common + relations(of: table) + PathRelation.fields(of: table) + DataRelation.fields(of: table)),
        among: identitySpace(of: table))
      let figures = figures(of: table)
      let shadowed = Set((relations + figures).map(\.name))
      let supertypes = table == .dataSet ? ["element"] : table == .operation ? ["endpoint"] : []
      objectTypes.append(
        ObjectType(
          ModelTypes.name(of: table), supertypes: supertypes,
          fields: relations
            + fields.filter {
              !shadowed.contains($0.name) && (table != .link || !["from", "to"].contains($0.name))
            } + figures))
    }
  }

  private func relations(of table: TableID) -> [(String, ExpressionType, Navigation, Cost)] {
    switch table {
    case .interface:
      [
        ("component", .object("service"), .component, .constant),
        ("operations", .list(.object("operation")), .operations, .degree),
        ("incoming", .list(.object("link")), .incoming, .degree),
      ]
    case .operation:
      [
        ("component", .object("service"), .component, .constant),
        ("interface", .nullable(.object("interface")), .interface, .constant),
        ("incoming", .list(.object("link")), .incoming, .degree),
        ("outgoing", .list(.object("link")), .outgoing, .degree),
        ("writes", .list(.object("link")), .writes, .degree),
      ]
    case .link:
      [
        ("source", .object("party"), .source, .constant), ("target", .object("party"), .target, .constant),
        ("source_operation", .nullable(.object("operation")), .sourceOperation, .constant),
        ("target_operation", .nullable(.object("operation")), .targetOperation, .constant),
        ("target_interface", .nullable(.object("interface")), .targetInterface, .constant),
      ]
    case .dataSet: [("places", .list(.object("component")), .places, .degree)]
    case .workload: [("parties", .list(.object("party")), .parties, .degree)]
    default: []
    }
  }

  private mutating func addRecords() {
    for table in TableID.allCases {
      for column in Schema.table(table).columns {
        guard case .record(let shape) = column.field.type else { continue }
        let fields = factFields(of: table, parent: column.id.index).map(\.field)
        objectTypes.append(ObjectType(ModelTypes.recordName(column), fields: fields, doc: shape.name))
      }
    }
  }

  // MARK: Fields

  /// The ids among the fields, as names of a space; of parties they stand beside those of elements in general, because a
  /// party and a data set may have the same.
  private func identified(_ fields: [ObjectField], among space: String?) -> [ObjectField] {
    fields.map { field in
      var copy = field
      if field.name == "id" { copy.identitySpace = space }
      return copy
    }
  }

  /// Links may share their ends, and so their ids; rows of records have no id of their own.
  private func identitySpace(of table: TableID) -> String? {
    switch table {
    case .interface, .operation, .dataSet, .workload: ModelTypes.name(of: table)
    default: nil
    }
  }

  private mutating func handle(_ binding: FieldBinding) -> Int32 {
    bindings.append(binding)
    return Int32(bindings.count - 1)
  }

  private mutating func navigation(_ rows: [(String, ExpressionType, Navigation, Cost)]) -> [ObjectField] {
    rows.map { ObjectField($0.0, $0.1, handle: handle(.navigation($0.2)), cost: $0.3) }
  }

  /// The figures that exactly these kinds of parties have, or those of another table; a group is one field.
  private mutating func figures(of table: TableID, kinds: [PartyKind] = PartyKind.components) -> [ObjectField] {
    let rows = FigureCatalog.all.enumerated().filter { $1.table == table && (table != .party || $1.kinds == kinds) }
    let groups = Set(rows.compactMap(\.element.group))
    var fields: [ObjectField] = []
    var members: [String: [ObjectField]] = [:]
    for (position, figure) in rows where !groups.contains(figure.name) {
      let field = ObjectField(
        figure.member, .nullable(figure.unit.type), handle: handle(.figure(position)), minimum: 0, doc: figure.doc)
      if let group = figure.group { members[group, default: []].append(field) } else { fields.append(field) }
    }
    for group in ModelTypes.figureGroups where group.table == table {
      guard let members = members[group.name] else { continue }
      let type = ModelTypes.groupName(group.name, of: table)
      objectTypes.append(ObjectType(type, fields: members))
      fields.append(
        ObjectField(group.name, .object(type), handle: handle(.figureGroup(type: types.number(of: type)))))
    }
    return fields
  }

  mutating func ringFields() -> [ObjectField] {
    let rows: [(String, ExpressionType, RingField, Cost)] = [
      ("id", .string, .id, .constant), ("members", .list(.object("endpoint")), .members, .degree),
      ("components", .list(.object("party")), .components, .degree), ("path", .list(.object("link")), .path, .degree),
    ]
    return rows.map { ObjectField($0.0, $0.1, handle: handle(.ring($0.2)), cost: $0.3) }
  }

  private mutating func objectField(_ column: ColumnSpec) -> ObjectField? {
    let (name, doc) = (column.field.name, column.field.doc)
    switch column.field.type {
    case .record(let shape):
      let type = ModelTypes.recordName(column)
      return ObjectField(
        name, shape.isAlwaysThere ? .object(type) : .nullable(.object(type)),
        handle: handle(.record(column.id, type: types.number(of: type))), requiresGuard: !shape.isAlwaysThere, doc: doc)
    case .rows(let table):
      return ObjectField(
        name, .list(.object(ModelTypes.name(of: table))),
        handle: handle(.rows(column.id, type: ModelTypes.number(of: table))), cost: .degree, doc: doc)
    case .list(let item):
      guard let (type, reader) = scalar(item) else { return nil }
      return ObjectField(name, .list(type), handle: handle(.list(column.id, item: reader)), cost: .degree, doc: doc)
    default:
      guard let (type, reader) = scalar(column.field.type) else { return nil }
      let bound = handle(.fact(column.id, reader))
      return ObjectField(
        name, canBeNone(column.field) ? .nullable(type) : type, handle: bound,
        minimum: minimum(of: column.field.type), doc: doc)
    }
  }

  /// The least that an unstated number can be, so that sums keep a lower bound.
  private func minimum(of type: FieldType) -> Double {
    switch type {
    case .quantity(_, .any): -.infinity
    case .integer, .number, .quantity: 0
    default: -.infinity
    }
  }

  /// Whether a fact can be declared none in a way that is not one of its values.
  private func canBeNone(_ field: Field) -> Bool {
    if field.isRequired { return false }
    switch field.type {
    case .flag: return false
    case .enumeration(let enumeration): return enumeration.ordinal(of: "none") == nil
    default: return true
    }
  }

  private func scalar(_ type: FieldType) -> (ExpressionType, FactReader)? {
    switch type {
    case .text, .date: (.string, .text)
    case .flag: (.bool, .flag)
    case .integer, .number: (.number, .number)
    case .quantity(let kind, _): (.quantity(kind.dimension), .number)
    case .enumeration(let enumeration): (.enumeration(enumeration.name), .symbol)
    case .reference(let target): (.object(objectType(of: target)), .entity)
    case .list, .record, .rows: nil
    }
  }

  private func objectType(of target: ReferenceTarget) -> String {
    switch target {
    case .client, .component, .store, .queue, .operation, .data: target.rawValue
    case .endpoint, .entry: "endpoint"
    }
  }

  private func nullable(_ field: ObjectField) -> ObjectField {
    var copy = field
    if !field.type.isNullable { copy.type = .nullable(field.type) }
    return copy
  }

  private func nullable(_ fields: [ObjectField]) -> [ObjectField] {
    // An element that is no component has no operations: an empty list, not null.
    fields.map { field in
      if case .list = field.type { field } else { nullable(field) }
    }
  }
}

extension QuantityKind {
  /// The dimension in which expressions compute with the kind; shares and growth are plain numbers there.
  var dimension: Dimension {
    switch self {
    case .duration: .duration
    case .rate: .rate
    case .size: .size
    case .bandwidth: .bandwidth
    case .fraction, .growth: .none
    }
  }
}

extension FigureUnit {
  /// The type of the figure in expressions.
  var type: ExpressionType {
    switch self {
    case .rate: .quantity(.rate)
    case .duration: .quantity(.duration)
    case .size: .quantity(.size)
    case .bandwidth: .quantity(.bandwidth)
    case .fraction, .count, .factor: .number
    case .flag: .bool
    }
  }
}
