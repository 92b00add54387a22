/// One row of the schema table: a fact that people can state. A class, because loaders hand millions of them around.
public final class Field: Sendable {
  /// In snake_case; also the identifier in rules.
  public let name: String
  public let type: FieldType
  /// One sentence that says what is true when the fact is stated.
  public let doc: String
  /// Without it the entity means nothing (`from` of a link).
  public let isRequired: Bool
  /// The kinds of party that have the field; `nil` for tables other than `party`.
  public let kinds: [PartyKind]?

  public init(_ name: String, _ type: FieldType, _ doc: String, required: Bool = false, kinds: [PartyKind]? = nil) {
    self.name = name
    self.type = type
    self.doc = doc
    self.isRequired = required
    self.kinds = kinds
  }

  func limited(to kinds: [PartyKind]) -> Field { Field(name, type, doc, required: isRequired, kinds: kinds) }
}

/// The fields of a map.
public final class RecordShape: Sendable {
  /// The name that the reference page uses.
  public let name: String
  public let fields: [Field]
  /// The fields that a plain value in place of the map stands for.
  public let mainFields: [String]
  /// Whether a plain value is stated for all main fields (`replicas: 4`), rather than for the first whose type takes it.
  public let fillsAllMainFields: Bool
  /// Whether there can be none of it; every component takes some time to serve, so `service_time: none` is a mistake.
  public let canBeNone: Bool

  public init(
    _ name: String, main: [String] = [], fillsAll: Bool = false, canBeNone: Bool = true, _ fields: [Field]
  ) {
    self.name = name
    self.mainFields = main
    self.fillsAllMainFields = fillsAll
    self.canBeNone = canBeNone
    self.fields = fields
  }

  public func field(_ name: String) -> Field? { fields.first { $0.name == name } }

  /// Whether `none` in place of the map is the value `none` of its main field rather than "there is none".
  public var noneIsMainValue: Bool {
    guard let main = mainFields.first, case .enumeration(let enumeration)? = field(main)?.type else { return false }
    return enumeration.ordinal(of: "none") != nil
  }

  /// Whether rules may select its fields without asking first whether it is there.
  public var isAlwaysThere: Bool { noneIsMainValue || !canBeNone }
}
