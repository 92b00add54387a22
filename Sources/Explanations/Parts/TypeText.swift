internal import Topology

/// Types of the language in words.
enum TypeText {
  static func words(_ type: FieldType) -> String {
    switch type {
    case .text: "text"
    case .flag: "`true` or `false`"
    case .integer(let minimum, let unlimited):
      "whole number, at least \(minimum)" + (unlimited ? ", or `unlimited`" : "")
    case .number(let minimum): "number, at least \(Quantity.trimmed(minimum))"
    case .quantity(let kind, let domain): quantity(kind, domain)
    case .date: "date, like `2027-06-30`"
    case .enumeration(let enumeration): "one of " + enumeration.names.map { "`\($0)`" }.joined(separator: ", ")
    case .reference(let target): "name of \(article(target)) \(target == .data ? "data set" : target.rawValue)"
    case .list(let item): "list, each \(words(item))"
    case .record(let shape): record(shape)
    case .rows(let table): "list of maps, each \(Schema.table(table).doc.lowercasedFirst.droppingStop)"
    }
  }

  private static func quantity(_ kind: QuantityKind, _ domain: QuantityDomain) -> String {
    let example = Quantity.format(sample(kind), as: kind)
    return "\(kind.rawValue), like `\(example)`, \(domain.words); canonical unit \(kind.canonicalUnit)"
  }

  private static func sample(_ kind: QuantityKind) -> Double {
    switch kind {
    case .duration: 0.8
    case .rate: 120
    case .size: 65_536
    case .bandwidth: 125_000_000
    case .fraction: 0.995
    case .growth: 0.05
    }
  }

  private static func record(_ shape: RecordShape) -> String {
    let fields = shape.fields.map { "`\($0.name)`" }.joined(separator: ", ")
    guard !shape.mainFields.isEmpty else { return "map of \(fields)" }
    let main = shape.mainFields.map { "`\($0)`" }.joined(separator: shape.fillsAllMainFields ? " and " : " or ")
    return "map of \(fields); a plain value stands for \(main)"
  }

  private static func article(_ target: ReferenceTarget) -> String {
    ["a", "e", "i", "o", "u"].contains(target.rawValue.prefix(1)) ? "an" : "a"
  }

  /// The values of a field with their meanings; of a record, those of its main field.
  static func values(_ type: FieldType) -> Enumeration? {
    switch type {
    case .enumeration(let enumeration): enumeration
    case .list(let item): values(item)
    case .record(let shape): shape.mainFields.first.flatMap { shape.field($0) }.flatMap { values($0.type) }
    default: nil
    }
  }

  static func table(_ enumeration: Enumeration) -> Explanation.Table {
    Explanation.Table(["value", "meaning"], enumeration.values.map { ["`\($0.name)`", $0.doc] })
  }
}

extension String {
  /// For words of a sentence put into another.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }

  var droppingStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
