internal import Topology

/// What may stand as the value of a field: plain, `none`, with its provenance, as a range, in a list, in a map.
extension SchemaDefinitions {
  mutating func schema(of type: FieldType) -> JSONValue {
    switch type {
    case .list(let item): return list(item)
    case .rows(let table):
      let entity = NativeJSONSchema.ref("entity.\(FieldWords.kebab(table.word))")
      return .object([("anyOf", .array([Self.none, entity, Self.array(of: entity)]))])
    case .record(let shape):
      let name = "map.\(FieldWords.kebab(shape.name))"
      add(name) { $0.record(shape) }
      return NativeJSONSchema.ref(name)
    default:
      let name = "value.\(Self.name(of: type))"
      add(name) { $0.value(type) }
      return NativeJSONSchema.ref(name)
    }
  }

  private mutating func list(_ item: FieldType) -> JSONValue {
    let value = plain(item)
    return .object([("anyOf", .array([Self.none, value, Self.array(of: value)]))])
  }

  private static func array(of item: JSONValue) -> JSONValue {
    .object([("type", .string("array")), ("items", item)])
  }

  static let none: JSONValue = .object([("description", .string("There is none.")), ("const", .string("none"))])

  // MARK: Maps

  /// A map, its short form, or `none`.
  private mutating func record(_ shape: RecordShape) -> JSONValue {
    let mains = shape.mainFields.compactMap { shape.field($0) }
    let shortForms = (shape.fillsAllMainFields ? Array(mains.prefix(1)) : mains).map { schema(of: $0.type) }
    let map: JSONValue = .object([
      ("type", .string("object")),
      ("properties", .object(shape.fields.map { ($0.name, property($0)) })),
      ("additionalProperties", .flag(false)),
    ])
    return .object([("anyOf", .array([map] + (shape.canBeNone ? [Self.none] : []) + shortForms))])
  }

  // MARK: Single values

  /// A value with or without its provenance.
  private mutating func value(_ type: FieldType) -> JSONValue {
    let bare = "bare.\(Self.name(of: type))"
    add(bare) { $0.bareValue(type) }
    let value = NativeJSONSchema.ref(bare)
    return .object([("anyOf", .array([value, Self.provenance(of: value)]))])
  }

  /// A value, `none`, or a range.
  private mutating func bareValue(_ type: FieldType) -> JSONValue {
    let value = plain(type)
    let none = Self.allowsNone(type) ? [] : [Self.none]
    guard Self.mayBeRange(type) else {
      return none.isEmpty ? value : .object([("anyOf", .array([value] + none))])
    }
    let single = "single.\(Self.name(of: type))"
    add(single) { _ in value }
    let reference = NativeJSONSchema.ref(single)
    return .object([("anyOf", .array([reference] + none + Self.ranges(of: reference)))])
  }

  /// The value alone.
  private mutating func plain(_ type: FieldType) -> JSONValue {
    switch type {
    case .text: return .object([("type", .strings(["string", "number", "boolean"]))])
    case .flag: return .object([("type", .string("boolean"))])
    case .integer(let minimum, let unlimited): return Self.integer(minimum, unlimited)
    case .number(let minimum):
      return .object([("type", .string("number")), ("minimum", .integer(Int(minimum)))])
    case .quantity(let kind, let domain): return Self.quantity(kind, domain)
    case .date:
      return .object([("type", .string("string")), ("pattern", .string("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))])
    case .enumeration(let enumeration):
      let name = "word.\(FieldWords.kebab(enumeration.name))"
      add(name) { _ in Self.words(nil, enumeration.values.map { ($0.name, $0.doc) }) }
      return NativeJSONSchema.ref(name)
    case .reference(let target):
      return .object([
        ("description", .string("The name of \(FieldWords.reference(target)).")),
        ("type", .strings(["string", "integer"])),
      ])
    case .list, .record, .rows: return schema(of: type)
    }
  }

  /// A closed set of words.
  private static func words(_ doc: String?, _ values: [(name: String, doc: String)]) -> JSONValue {
    .object(
      (doc.map { [("description", .string($0))] } ?? []) + [
        ("oneOf", .array(values.map { .object([("const", .string($0.name)), ("description", .string($0.doc))]) }))
      ])
  }

  private static func integer(_ minimum: Int, _ unlimited: Bool) -> JSONValue {
    let number: JSONValue = .object([("type", .string("integer")), ("minimum", .integer(minimum))])
    guard unlimited else { return number }
    let word: JSONValue = .object([("const", .string("unlimited")), ("description", .string("There is no limit."))])
    return .object([("anyOf", .array([number, word]))])
  }

  /// A number with one of the units; whether zero makes sense is for the loader.
  private static func quantity(_ kind: QuantityKind, _ domain: QuantityDomain) -> JSONValue {
    let sign = if case .any = domain { "[+-]?" } else { "" }
    let amount = "\(sign)[0-9]*[.]?[0-9]+ *(\(kind.unitNames.joined(separator: "|")))"
    // Only durations may be compound, such as `1h30m`.
    let pattern = kind == .duration ? "^(\(amount))+$" : "^\(amount)$"
    return .object([
      ("type", .string("string")), ("pattern", .string(pattern)), ("examples", .strings([kind.example])),
    ])
  }

  /// Where the type itself takes the word `none`.
  private static func allowsNone(_ type: FieldType) -> Bool {
    switch type {
    case .text, .reference: true
    case .enumeration(let enumeration): enumeration.ordinal(of: "none") != nil
    default: false
    }
  }

  // MARK: Ranges and provenance

  private static func mayBeRange(_ type: FieldType) -> Bool {
    switch type {
    case .quantity, .number, .integer: true
    default: false
    }
  }

  private static func ranges(of value: JSONValue) -> [JSONValue] {
    func map(_ doc: String, _ keys: [(String, String)], required: [String]) -> JSONValue {
      let properties = keys.map { key, doc -> JSONValue.Member in
        (key, .object([("description", .string(doc)), ("allOf", .array([value]))]))
      }
      return .object(
        [("description", .string(doc)), ("type", .string("object"))]
          + (required.isEmpty ? [("minProperties", .integer(1))] : [("required", .strings(required))])
          + [("properties", .object(properties)), ("additionalProperties", .flag(false))])
    }
    return [
      map(
        "A figure that is not known exactly.",
        [
          ("low", "It is hardly less (5th percentile)."), ("likely", "The most likely value."),
          ("high", "It is hardly more (95th percentile)."),
        ],
        required: RangeForm.ends),
      map(
        "A figure that differs from request to request.",
        [
          ("mean", "The mean."), ("p50", "The median."), ("p95", "The 95th percentile."),
          ("p99", "The 99th percentile."),
        ],
        required: []),
    ]
  }

  private static func provenance(of value: JSONValue) -> JSONValue {
    let remarks = Remark.keys.map { key -> JSONValue.Member in
      (key, NativeJSONSchema.ref("provenance.\(key)"))
    }
    return .object([
      ("description", .string("A value with where it comes from.")),
      ("type", .string("object")),
      ("required", .strings(["value"])),
      ("properties", .object([("value", value)] + remarks)),
      ("additionalProperties", .flag(false)),
    ])
  }

  /// What may stand beside `value`.
  mutating func addProvenance() {
    func text(_ doc: String) -> JSONValue {
      .object([("description", .string(doc)), ("type", .strings(["string", "number"]))])
    }
    add("provenance.basis") { _ in Self.basis }
    add("provenance.evidence") { _ in text("Where the value can be looked up.") }
    add("provenance.date") { _ in
      .object([("description", .string("The day it was found, such as `2026-10-01`.")), ("type", .string("string"))])
    }
    add("provenance.until") { _ in
      .object([
        ("description", .string("The last day on which it is relied on, such as `2027-10-01`.")),
        ("type", .string("string")),
      ])
    }
    add("provenance.reason") { _ in text("Why it is believed.") }
  }

  private static var basis: JSONValue {
    words(
      "How the value came to be known.",
      Basis.writable.map { basis in
        switch basis {
        case .measured: (basis.word, "taken from a running system")
        case .stated, .definition: (basis.word, "simply written")
        case .inferred: (basis.word, "concluded from something else")
        case .default: (basis.word, "what the technology does unless told otherwise")
        case .assumed: (basis.word, "believed")
        }
      })
  }

  /// `duration`, `positive-duration`, `whole-number-from-1`, …
  private static func name(of type: FieldType) -> String {
    switch type {
    case .quantity(let kind, .positive): "positive-\(kind.rawValue)"
    case .quantity(let kind, _): kind.rawValue
    case .integer(let minimum, let unlimited): "whole-number-from-\(minimum)" + (unlimited ? "-or-unlimited" : "")
    case .reference(let target): "name-of-\(target.rawValue)"
    case .flag: "flag"
    default: FieldWords.kebab(FieldWords.type(type))
    }
  }
}
