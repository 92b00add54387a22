internal import Topology

/// The facts of one section of the reference page: those of a table, or those that the same kinds of party have.
struct ReferenceGroup {
  var title: String
  var doc: String
  var columns: [ColumnSpec]

  static var all: [ReferenceGroup] {
    TableID.allCases.flatMap { table in
      table == .party
        ? parties
        : [ReferenceGroup(title: title(table), doc: Schema.table(table).doc, columns: Schema.table(table).columns)]
    }
  }

  static func title(_ table: TableID) -> String {
    table == .system ? "System" : ReferencePage.sentenceCase(FieldWords.plural(table))
  }

  /// One group for each set of kinds, so that no fact is told twice.
  private static var parties: [ReferenceGroup] {
    var groups: [(kinds: [PartyKind], columns: [ColumnSpec])] = []
    for column in Schema.table(.party).columns {
      let kinds = column.field.kinds ?? PartyKind.allCases
      if let index = groups.firstIndex(where: { $0.kinds == kinds }) {
        groups[index].columns.append(column)
      } else {
        groups.append((kinds, [column]))
      }
    }
    return groups.map { ReferenceGroup(title: title($0.kinds), doc: doc($0.kinds), columns: $0.columns) }
  }

  private static func title(_ kinds: [PartyKind]) -> String {
    if kinds == PartyKind.allCases { return "Clients and components" }
    if kinds == PartyKind.components { return "Components" }
    return ReferencePage.sentenceCase(kinds.map(\.section).joined(separator: " and "))
  }

  private static func doc(_ kinds: [PartyKind]) -> String {
    switch kinds {
    case PartyKind.allCases: "What everything that calls or is called can state."
    case PartyKind.components: "What services, stores and queues can state; more for each of them below."
    case [.client]: "Who calls from outside. Section `clients`."
    case [.service]:
      "Components that work. Section `services`; their `interfaces` and `operations` are described below."
    case [.store]: "Components that keep data. Section `stores`."
    case [.queue]: "Components that hold messages until somebody takes them. Section `queues`."
    default: "What only \(kinds.map(\.section).joined(separator: " and ")) can state."
    }
  }
}
