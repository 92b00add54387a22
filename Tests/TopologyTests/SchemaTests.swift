import Testing
import Topology

@Suite("The schema table")
struct SchemaTests {
  static let columns = Schema.tables.flatMap(\.columns)

  static let enumerations: [Enumeration] = columns.reduce(into: []) { found, column in
    if case .enumeration(let enumeration) = column.field.type, !found.contains(where: { $0 === enumeration }) {
      found.append(enumeration)
    }
  }

  static let shapes: [RecordShape] = columns.reduce(into: []) { found, column in
    if case .record(let shape) = column.field.type, !found.contains(where: { $0 === shape }) { found.append(shape) }
  }

  @Test("stands in the order of the table identities")
  func order() {
    #expect(Schema.tables.map(\.id) == TableID.allCases)
    for column in Self.columns { #expect(Schema.column(column.id).path == column.path) }
  }

  @Test("names each field once, in snake_case", arguments: TableID.allCases)
  func names(_ table: TableID) {
    let paths = Schema.table(table).columns.map(\.path)
    #expect(Set(paths).count == paths.count, "\(paths)")
    for column in Schema.table(table).columns {
      #expect(Self.isWord(column.field.name, joiner: "_"), "\(column.path)")
      #expect(Schema.table(table).column(column.path) == column.id)
      #expect(column.path.split(separator: ".").last.map(String.init) == column.field.name)
    }
  }

  @Test("describes each field by a sentence")
  func docs() {
    for (name, doc) in Self.columns.map({ ($0.path, $0.field.doc) }) + Schema.tables.map({ ("\($0.id)", $0.doc) }) {
      #expect(doc.hasSuffix(".") && !doc.hasSuffix(".."), "\(name): \(doc)")
      #expect(doc.first.map { $0.isUppercase || $0.isNumber } == true, "\(name): \(doc)")
      #expect(!doc.contains("  ") && doc.count <= 120, "\(name): \(doc)")
    }
  }

  @Test("has words in kebab-case, each with a few words about it, in sets of at least two")
  func words() {
    for enumeration in Self.enumerations {
      #expect(enumeration.values.count >= 2, "\(enumeration.name)")
      #expect(Set(enumeration.names).count == enumeration.values.count, "\(enumeration.name)")
      for (rank, value) in enumeration.values.enumerated() {
        #expect(Self.isWord(value.name, joiner: "-"), "\(enumeration.name): \(value.name)")
        #expect(!value.doc.isEmpty && !value.doc.hasSuffix("."), "\(enumeration.name): \(value.name)")
        #expect(enumeration.ordinal(of: value.name) == rank)
      }
    }
  }

  @Test("names sets of words and maps uniquely: they are headings and definitions")
  func titles() {
    let words = Self.enumerations.map(\.name)
    #expect(Set(words).count == words.count, "\(words)")
    let maps = Self.shapes.map(\.name)
    #expect(Set(maps).count == maps.count, "\(maps)")
  }

  @Test("has short forms that lead to fields of the map, by type where there are several")
  func shortForms() {
    for shape in Self.shapes {
      for main in shape.mainFields { #expect(shape.field(main) != nil, "\(shape.name): \(main)") }
      if shape.mainFields.isEmpty { continue }
      #expect(shape.field("value") == nil, "`value` of \(shape.name) would hide the provenance wrapper")
    }
  }

  @Test("keeps records directly before their fields, with the right parents")
  func parents() {
    for column in Self.columns {
      guard let parent = column.parent else { continue }
      let record = Schema.table(column.id.table).columns[parent]
      #expect(column.path == "\(record.path).\(column.field.name)")
      #expect(Schema.table(column.id.table).ancestors(of: column.id.index).contains(parent))
      #expect(Schema.table(column.id.table).member(column.field.name, of: parent)?.id == column.id)
    }
  }

  @Test("gives every field of a party its kinds")
  func kinds() {
    for column in Schema.table(.party).columns {
      #expect(column.field.kinds?.isEmpty == false, "\(column.path)")
    }
    for column in Self.columns where column.id.table != .party { #expect(column.field.kinds == nil, "\(column.path)") }
  }

  /// Lower-case letters and digits, joined by single joiners.
  private static func isWord(_ text: String, joiner: Character) -> Bool {
    let parts = text.split(separator: joiner, omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) }
    }
  }
}
