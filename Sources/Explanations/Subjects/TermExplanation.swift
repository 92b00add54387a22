internal import Topology

/// Explains a word of the language: a field, a value of a field, or a kind of entity.
struct TermExplanation {
  let term: String

  /// `nil` if the language has no such word.
  func explanation() -> Explanation? {
    let sections = entitySections + fieldSections + valueSections
    guard !sections.isEmpty else { return nil }
    return Explanation(subject: term, kind: .term, title: "`\(term)` in the language", sections: sections)
  }

  /// Every word that can be asked for.
  static let all: [String] = {
    var found: [String] = PartyKind.allCases.map { "\($0)" } + TableID.allCases.map(\.word)
    for table in Schema.tables {
      for column in table.columns {
        found += [column.field.name, column.path]
        if case .enumeration(let enumeration) = column.field.type { found += enumeration.names }
      }
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0).inserted }
  }()

  // MARK: Entities

  private var entitySections: [Explanation.Section] {
    let tables = TableID.allCases.filter { $0.word == term || "\($0)" == term }
    let kinds = PartyKind.allCases.filter { "\($0)" == term || $0.section == term }
    return tables.map(section) + kinds.map(section)
  }

  private func section(_ table: TableID) -> Explanation.Section {
    let schema = Schema.table(table)
    return Explanation.Section(
      "Entity", [.paragraph(schema.doc), .table(Self.table(schema.members(of: nil).map(\.field)))])
  }

  private func section(_ kind: PartyKind) -> Explanation.Section {
    let fields = Schema.table(.party).members(of: nil).map(\.field).filter { $0.kinds?.contains(kind) ?? true }
    return Explanation.Section(
      "Kind of component",
      [.paragraph("Stands under `\(kind.section)` and has these fields:"), .table(Self.table(fields))])
  }

  // MARK: Fields

  private struct Owned {
    var column: ColumnSpec
    var owners: [String]
  }

  private var fieldSections: [Explanation.Section] {
    columns.map { owned in
      let (column, field) = (owned.column, owned.column.field)
      return Explanation.Section(
        "Field `\(column.path)` of \(owned.owners.joined(separator: ", "))",
        [
          .paragraph(field.doc), .facts([Explanation.FactLine("type", TypeText.words(field.type))] + required(field)),
          .table(TypeText.values(field.type).map(TypeText.table) ?? Explanation.Table([], [])),
          .table(Self.fields(of: field.type)),
        ])
    }
  }

  private func required(_ field: Field) -> [Explanation.FactLine] {
    field.isRequired ? [Explanation.FactLine("required", "yes")] : []
  }

  /// Fields of the name, those that say the same of several entities together.
  private var columns: [Owned] {
    var found: [Owned] = []
    for table in Schema.tables {
      for column in table.columns where column.path == term || column.field.name == term {
        let owners =
          column.field.kinds.map { $0.map { "\($0)" } } ?? [
            table.id == .party ? "every component and client" : table.id.word
          ]
        if let index = found.firstIndex(where: {
          $0.column.path == column.path && $0.column.field.doc == column.field.doc
        }) {
          found[index].owners += owners.filter { !found[index].owners.contains($0) }
        } else {
          found.append(Owned(column: column, owners: owners))
        }
      }
    }
    return found
  }

  /// The fields of a map; no rows for other types.
  static func fields(of type: FieldType) -> Explanation.Table {
    switch type {
    case .record(let shape): table(shape.fields)
    case .rows(let table): Self.table(Schema.table(table).members(of: nil).map(\.field))
    default: Explanation.Table([], [])
    }
  }

  private static func table(_ fields: [Field]) -> Explanation.Table {
    Explanation.Table(["field", "meaning"], fields.map { ["`\($0.name)`", $0.doc] })
  }

  // MARK: Values

  private var valueSections: [Explanation.Section] {
    var seen: Set<String> = []
    return Schema.tables.flatMap(\.columns).compactMap { column in
      guard case .enumeration(let enumeration) = column.field.type,
        enumeration.name == term || enumeration.ordinal(of: term) != nil, seen.insert(enumeration.name).inserted
      else { return nil }
      return section(enumeration)
    }
  }

  private func section(_ enumeration: Enumeration) -> Explanation.Section {
    let meaning = enumeration.ordinal(of: term).map { enumeration.values[$0].doc } ?? "a set of words"
    let order = enumeration.isOrdered ? "The values are in order: a later one is more than an earlier one." : ""
    return Explanation.Section(
      "Value of \(users(of: enumeration).joined(separator: ", "))",
      [.paragraph("`\(term)`: \(meaning)."), .table(TypeText.table(enumeration)), .paragraph(order)])
  }

  /// The fields that take the values, e.g. "`delivery` of queue".
  private func users(of enumeration: Enumeration) -> [String] {
    var seen: Set<String> = []
    return Schema.tables.flatMap(\.columns).compactMap { column in
      guard case .enumeration(let other) = column.field.type, other === enumeration else { return nil }
      let owner = column.field.kinds.map { $0.map { "\($0)" }.joined(separator: "/") } ?? column.id.table.word
      let words = "`\(column.path)` of \(owner)"
      return seen.insert(words).inserted ? words : nil
    }
  }
}
