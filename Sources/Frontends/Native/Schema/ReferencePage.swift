internal import Topology

/// The page `docs/reference.md`: every fact, word and unit of the language, generated from the schema table.
public enum ReferencePage {
  /// The whole page as Markdown; ends with a line break. O(fields).
  public static func markdown() -> String {
    let groups = ReferenceGroup.all
    let parts =
      [introduction, contents(groups)] + groups.map(section) + [units] + ["## Words\n\n" + wordsIntroduction]
      + words(used: Self.uses())
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static let introduction = """
    <!-- Generated from the schema table under Sources/Topology/Vocabulary; TOPOLINT_UPDATE_SNAPSHOTS=1 swift test rewrites it. -->

    # Reference

    Every fact that a topology can state. [The guide](language.md) says what a file looks like and what its parts mean.

    - A dotted name is a key inside a map: `retry.max_attempts` is written `retry: {max_attempts: 3}`. Where a map has a
      *short form*, a plain value in its place stands for the named key.
    - A fact that is not written is unknown. `none` says that there is none; it may stand for every fact that is not
      required, and where nothing else is said.
    - Every single value may also be written with its provenance (`{value: 120/s, basis: measured}`), and every number and
      quantity as a range (`{low: 1s, likely: 2s, high: 5s}` or `{mean: 20ms, p99: 90ms}`).
    - The unit in parentheses is the one that reports and the JSON output use.
    """

  private static func contents(_ groups: [ReferenceGroup]) -> String {
    let links = groups.map { "[\($0.title)](#\(anchor($0.title)))" } + ["[Units](#units)", "[Words](#words)"]
    return links.joined(separator: " · ")
  }

  static func anchor(_ title: String) -> String {
    String(FieldWords.kebab(title).filter { $0.isLetter || $0.isNumber || $0 == "-" })
  }

  // MARK: Facts

  private static func section(_ group: ReferenceGroup) -> String {
    let header = "## \(group.title)\n\n\(group.doc)"
    return header + "\n\n" + table(["Fact", "Value", "Meaning"], group.columns.map(row))
  }

  private static func row(_ column: ColumnSpec) -> [String] {
    let field = column.field
    return ["`\(column.path)`" + (field.isRequired ? " (required)" : ""), value(field.type), field.doc]
  }

  private static func value(_ type: FieldType) -> String {
    switch type {
    case .quantity(let kind, let domain):
      return "[\(kind.rawValue)](#units) (\(kind.canonicalUnit))" + (domain.words == "any" ? "" : ", \(domain.words)")
    case .enumeration(let enumeration): return wordsLink(enumeration)
    case .rows(let table):
      return "one or several [\(FieldWords.plural(table))](#\(anchor(ReferenceGroup.title(table))))"
    case .record(let shape): return "map" + shortForm(shape) + (shape.canBeNone ? "" : "; cannot be `none`")
    default: return FieldWords.type(type)
    }
  }

  private static func wordsLink(_ enumeration: Enumeration) -> String {
    "[\(enumeration.name)](#\(anchor(enumeration.name))): "
      + enumeration.names.map { "`\($0)`" }.joined(separator: enumeration.isOrdered ? " < " : ", ")
  }

  private static func shortForm(_ shape: RecordShape) -> String {
    if shape.mainFields.isEmpty { return "" }
    let names = shape.mainFields.map { "`\($0)`" }
    return "; short form: " + names.joined(separator: shape.fillsAllMainFields ? " and " : " or ")
  }

  // MARK: Units and words

  private static var units: String {
    let rows = QuantityKind.allCases.map { kind in
      [
        kind.rawValue, kind.unitNames.map { "`\($0)`" }.joined(separator: ", "), "`\(kind.canonicalUnit)`",
        "`\(kind.example)`",
      ]
    }
    return "## Units\n\n" + table(["Quantity", "Units", "In reports", "Example"], rows)
      + "\n\nA month has 30.4375 days. Growth compounds: 12%/year is the rate that gives 12% more after twelve months."
  }

  private static let wordsIntroduction =
    "The closed sets of values. Rules may compare the ordered ones by rank; each value is more than the one before."

  /// The paths at which each enumeration stands.
  private static func uses() -> [(enumeration: Enumeration, paths: [String])] {
    var result: [(enumeration: Enumeration, paths: [String])] = []
    for column in Schema.tables.flatMap(\.columns) {
      guard case .enumeration(let enumeration) = column.field.type else { continue }
      let path = "\(owner(column)) `\(column.path)`"
      if let index = result.firstIndex(where: { $0.enumeration === enumeration }) {
        result[index].paths.append(path)
      } else {
        result.append((enumeration, [path]))
      }
    }
    return result.sorted { $0.enumeration.name < $1.enumeration.name }
  }

  private static func owner(_ column: ColumnSpec) -> String {
    guard let kinds = column.field.kinds else { return column.id.table.word }
    if kinds == PartyKind.components { return "component" }
    return kinds.map { "\($0)" }.joined(separator: ", ")
  }

  private static func words(used: [(enumeration: Enumeration, paths: [String])]) -> [String] {
    used.map { enumeration, paths in
      let order = enumeration.isOrdered ? "Ordered. " : ""
      return "### \(sentenceCase(enumeration.name))\n\n\(order)Used by \(paths.joined(separator: "; ")).\n\n"
        + table(["Value", "Meaning"], enumeration.values.map { ["`\($0.name)`", $0.doc] })
    }
  }

  static func sentenceCase(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  // MARK: Markdown

  private static func table(_ header: [String], _ rows: [[String]]) -> String {
    ([header, header.map { _ in "---" }] + rows).map { "| " + $0.map(escaped).joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  private static func escaped(_ cell: String) -> String { cell.split(separator: "|").joined(separator: "\\|") }
}
