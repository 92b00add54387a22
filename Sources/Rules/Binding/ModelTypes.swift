internal import Analysis
internal import Expressions
internal import Topology

/// The object types of the rule language, numbered: an object reference is a number of this list and a row.
struct ModelTypes: Sendable {
  /// In the order of their numbers. Entities first, then one for each record of the schema table (`link.retry`), then
  /// one for each group of figures (`workload.latency`).
  let names: [String]
  private let numbers: [String: UInt32]

  init() {
    var names = PartyKind.allCases.map { "\($0)" }
    names += TableID.allCases.map(Self.name(of:))
    for table in TableID.allCases {
      for column in Schema.table(table).columns {
        if case .record = column.field.type { names.append(Self.recordName(column)) }
      }
    }
    names += Self.figureGroups.map { Self.groupName($0.name, of: $0.table) }
    self.names = names
    numbers = Dictionary(names.enumerated().map { ($1, UInt32($0)) }, uniquingKeysWith: { first, _ in first })
  }

  static func name(of table: TableID) -> String { table == .dataSet ? "data" : "\(table)" }

  static func recordName(_ column: ColumnSpec) -> String { "\(name(of: column.id.table)).\(column.path)" }

  /// The groups of figures with the table of their subjects, in the order of the catalogue.
  static let figureGroups: [(table: TableID, name: String)] = {
    var groups: [(table: TableID, name: String)] = []
    for figure in FigureCatalog.all {
      guard let group = figure.group, !groups.contains(where: { $0 == (figure.table, group) }) else { continue }
      groups.append((figure.table, group))
    }
    return groups
  }()

  static func groupName(_ group: String, of table: TableID) -> String { "\(name(of: table)).\(group)" }

  func number(of name: String) -> UInt32 { numbers[name] ?? 0 }

  /// The number of a table's rows; parties are numbered by kind.
  static func number(of table: TableID) -> UInt32 { kinds + UInt32(table.rawValue) }

  /// How many kinds of party there are; their numbers are those below it.
  static let kinds = UInt32(PartyKind.allCases.count)

  /// The table whose rows an object of the type is one of, records and groups of figures included. O(1).
  func table(of type: UInt32) -> TableID { tables[Int(type)] }

  /// By the number of the type.
  private let tables: [TableID] =
    PartyKind.allCases.map { _ in .party } + TableID.allCases
    + TableID.allCases.flatMap { table in
      Schema.table(table).columns.compactMap { column in
        if case .record = column.field.type { table } else { nil }
      }
    } + figureGroups.map(\.table)
}

extension Topology {
  /// An entity as an object of the rule language.
  func object(_ entity: EntityID) -> ObjectRef {
    let type = entity.table == .party ? UInt32(kind(ofParty: entity.row).rawValue) : ModelTypes.number(of: entity.table)
    return ObjectRef(type: type, row: UInt32(entity.row))
  }
}
