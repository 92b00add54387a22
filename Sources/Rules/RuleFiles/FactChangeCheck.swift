internal import Diagnostics
internal import Expressions
internal import Topology
internal import YAMLTree

/// Checks the `set` of a fix against the schema table: a change that cannot be made is a mistake of the rule, and not
/// to be found out by whoever applies it.
struct FactChangeCheck {
  /// Where the facts of a map would stand: a table, a record in it, and the kinds of party that may be meant.
  struct Place {
    let table: TableID
    let parent: Int?
    let kinds: [PartyKind]?
  }

  private(set) var problems: [Diagnostic] = []

  /// Checks the facts that `map` states of an object of the rule language's type `type`.
  mutating func check(_ map: YAMLNode, of type: String) {
    let places = Self.places(type)
    if !places.isEmpty { facts(map, places, owner: "\(type)") }
  }

  /// The places of an entity type; none for what cannot be changed.
  private static func places(_ type: String) -> [Place] {
    let kinds: [PartyKind]? =
      switch type {
      case "element", "party", "endpoint": PartyKind.allCases
      case "component": PartyKind.components
      default: PartyKind.allCases.first { "\($0)" == type }.map { [$0] }
      }
    var places = kinds.map { [Place(table: .party, parent: nil, kinds: $0)] } ?? []
    if type == "element" { places.append(Place(table: .dataSet, parent: nil, kinds: nil)) }
    if type == "endpoint" { places.append(Place(table: .operation, parent: nil, kinds: nil)) }
    if let table = TableID.allCases.first(where: { ModelTypes.name(of: $0) == type && $0 != .party }) {
      places.append(Place(table: table, parent: nil, kinds: nil))
    }
    return places
  }

  // MARK: Facts

  private mutating func facts(_ map: YAMLNode, _ places: [Place], owner: String) {
    for entry in map.entries where !entry.key.text.hasPrefix("x-") {
      let found = places.compactMap { place in Self.column(entry.key.text, place).map { (place, $0) } }
      guard let (place, column) = found.first else {
        unknownFact(entry.key, places, owner)
        continue
      }
      value(entry.value, column.field.type, column, place)
    }
  }

  private static func column(_ name: String, _ place: Place) -> ColumnSpec? {
    guard let column = Schema.table(place.table).member(name, of: place.parent) else { return nil }
    guard let kinds = place.kinds, let own = column.field.kinds else { return column }
    return own.contains(where: kinds.contains) ? column : nil
  }

  private mutating func unknownFact(_ key: YAMLNode, _ places: [Place], _ owner: String) {
    let names = places.flatMap { place in
      Schema.table(place.table).members(of: place.parent).map(\.field.name).filter { Self.column($0, place) != nil }
    }
    let others = places.compactMap { Schema.table($0.table).member(key.text, of: $0.parent)?.field.kinds }.first ?? []
    let nearest = others.isEmpty ? Suggestion.nearest(to: key.text, among: names) : nil
    let elsewhere = others.map { "`\($0)`" }.joined(separator: ", ")
    problem(
      "unknown-key", "\(owner) has no fact `\(key.text)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""), key,
      nearest != nil ? nil : elsewhere.isEmpty ? Self.listed(names) : "`\(key.text)` is a fact of \(elsewhere)")
  }

  private static func listed(_ names: [String]) -> String? {
    guard !names.isEmpty, names.count <= 20 else { return nil }
    return "its facts: " + names.map { "`\($0)`" }.joined(separator: ", ")
  }

  // MARK: Values

  private mutating func value(_ node: YAMLNode, _ type: FieldType, _ column: ColumnSpec, _ place: Place) {
    if node.isMapping, let inner = node["value"], column.field.type.isScalar {
      return value(inner, type, column, place)
    }
    if node.isScalar, node.hasText("none") { return }
    switch type {
    case .record(let shape): record(node, shape, column, place)
    case .list(let item):
      for element in node.isSequence ? Array(node.items) : [node] { value(element, item, column, place) }
    case .rows: return
    default: if node.isScalar { scalar(node, type) }
    }
  }

  private mutating func record(_ node: YAMLNode, _ shape: RecordShape, _ column: ColumnSpec, _ place: Place) {
    if node.isMapping {
      let inner = Place(table: place.table, parent: column.id.index, kinds: place.kinds)
      return facts(node, [inner], owner: "`\(column.path)`")
    }
    guard node.isScalar, let main = shape.mainFields.first.flatMap({ shape.field($0) }) else {
      return problem("wrong-type", "`\(column.path)` is a map", node, "write `{\(shape.fields.first?.name ?? ""): …}`")
    }
    if shape.mainFields.count == 1 { scalar(node, main.type) }
  }

  private mutating func scalar(_ node: YAMLNode, _ type: FieldType) {
    let text = node.text
    switch type {
    case .enumeration(let enumeration) where enumeration.ordinal(of: text) == nil:
      let nearest = Suggestion.nearest(to: text, among: enumeration.names)
      problem(
        "wrong-value",
        "`\(text)` is not a value of `\(enumeration.name)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
        node, "its values: \(enumeration.names.map { "`\($0)`" }.joined(separator: ", "))")
    case .quantity(let kind, _):
      do {
        _ = try Quantity.parse(text, as: kind)
      } catch {
        problem("wrong-value", error.message, node, error.help)
      }
    case .flag where text != "true" && text != "false":
      problem("wrong-value", "`\(text)` is neither `true` nor `false`", node, nil)
    case .integer(_, let unlimited) where Int(text) == nil && !(unlimited && text == "unlimited"):
      problem("wrong-value", "`\(text)` is not a whole number", node, nil)
    case .number where Double(text) == nil: problem("wrong-value", "`\(text)` is not a number", node, nil)
    default: return
    }
  }

  private mutating func problem(_ code: String, _ message: String, _ node: YAMLNode, _ help: String?) {
    problems.append(.error(code, message, at: node.place, helps: help.map { [$0] } ?? []))
  }
}
