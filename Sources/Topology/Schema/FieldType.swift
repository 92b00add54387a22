/// What may stand as the value of a field.
public indirect enum FieldType: Sendable {
  case text
  /// `true` or `false`; `none` is read as `false`.
  case flag
  /// A whole number of at least `minimum`; `unlimited` is read as infinity where allowed.
  case integer(minimum: Int, unlimited: Bool)
  /// A number without a unit, at least `minimum`.
  case number(minimum: Double)
  case quantity(QuantityKind, QuantityDomain)
  /// ISO 8601, e.g. `2027-06-30`.
  case date
  case enumeration(Enumeration)
  case reference(ReferenceTarget)
  case list(FieldType)
  /// A map with fields of its own, flattened into columns of the same table.
  case record(RecordShape)
  /// Maps with fields of their own, each a row of another table.
  case rows(TableID)

  /// `true` for the types that are one value in one column.
  public var isScalar: Bool {
    switch self {
    case .record, .rows, .list: false
    default: true
    }
  }
}

/// Which quantities of a kind make sense for a field.
public enum QuantityDomain: Sendable {
  /// Zero is fine.
  case nonNegative
  /// Zero is a mistake.
  case positive
  /// Between 0 and 1, both included.
  case share
  /// May be negative (growth).
  case any

  public func contains(_ value: Double) -> Bool {
    switch self {
    case .nonNegative: value >= 0
    case .positive: value > 0
    case .share: (0...1).contains(value)
    case .any: value.isFinite
    }
  }

  /// For reference pages and messages, e.g. `at least 0`.
  public var words: String {
    switch self {
    case .nonNegative: "at least 0"
    case .positive: "above 0"
    case .share: "0% to 100%"
    case .any: "any"
    }
  }
}

/// What a reference may point to.
public enum ReferenceTarget: String, Sendable {
  case client, component, store, queue, operation, data
  /// A client, component or operation: the end of a link.
  case endpoint
  /// A component, or one of its operations.
  case entry
}

/// A closed set of words.
public final class Enumeration: Sendable {
  /// The name that the reference page and messages use, in kebab-case.
  public let name: String
  public let values: [Value]
  /// Whether rules may compare by rank: a later value is more than an earlier one.
  public let isOrdered: Bool
  private let ordinals: [String: Int]

  /// One word of an enumeration.
  public struct Value: Sendable {
    public let name: String
    public let doc: String
  }

  public init(_ name: String, ordered: Bool = false, _ values: KeyValuePairs<String, String>) {
    self.name = name
    self.isOrdered = ordered
    self.values = values.map { Value(name: $0.key, doc: $0.value) }
    ordinals = Dictionary(values.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The rank of a word, `nil` if it is not in the set. O(1).
  public func ordinal(of name: String) -> Int? { ordinals[name] }

  public var names: [String] { values.map(\.name) }
}
