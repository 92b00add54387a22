import Expressions

/// A queue with two links to operations, and facts that a test sets.
final class ToySource: ObjectSource {
  static let queue = ObjectRef(type: 0, row: 0)
  static func link(_ row: UInt32) -> ObjectRef { ObjectRef(type: 1, row: row) }
  static func operation(_ row: UInt32) -> ObjectRef { ObjectRef(type: 2, row: row) }

  private var facts: [FieldRead: Value] = [:]
  private var names: [ObjectRef: String] = [ToySource.queue: "events"]

  /// States a fact.
  func set(_ object: ObjectRef, _ field: String, _ value: Value) {
    facts[FieldRead(object: object, field: Toy.handle(field))] = value
  }

  func name(_ object: ObjectRef, _ name: String) { names[object] = name }

  /// What stands for a fact that nobody stated.
  static func missing(_ object: ObjectRef, _ field: Int32) -> UInt64 {
    UInt64(object.type) << 40 | UInt64(object.row) << 16 | UInt64(field)
  }

  func value(of field: Int32, in object: ObjectRef) -> Value {
    facts[FieldRead(object: object, field: field)] ?? .unknown(Unknown(fact: Self.missing(object, field)))
  }

  func isStated(_ field: Int32, in object: ObjectRef) -> Bool { facts[FieldRead(object: object, field: field)] != nil }

  func call(_ function: Int32, _ arguments: [Value]) -> Value {
    if case .string(let text)? = arguments.first { return .double(Double(text.utf8.count)) }
    return .list(services)
  }

  func name(of object: ObjectRef) -> String { names[object] ?? "object \(object.row)" }

  let services: [Value] = []
}

/// The toy's language.
enum Toy {
  static let fields = [
    "name", "delivery", "consumers", "rate", "size", "target_operation", "timeout", "attempts", "mechanism", "level",
    "optional_limit", "required", "partitions", "weight",
  ]

  static func handle(_ name: String) -> Int32 { Int32(fields.firstIndex(of: name) ?? -1) }

  private static func field(
    _ name: String, _ type: ExpressionType, requiresGuard: Bool = false, cost: Cost = .constant,
    minimum: Double = -.infinity
  ) -> ObjectField {
    ObjectField(name, type, handle: handle(name), requiresGuard: requiresGuard, cost: cost, minimum: minimum)
  }

  static let environment: Environment = {
    var environment = Environment(mode: .rule)
    environment.enumerations = [
      Enumeration("delivery", values: ["at-most-once", "at-least-once", "exactly-once"]),
      Enumeration("mechanism", values: ["none", "natural", "key"]),
      Enumeration("level", values: ["low", "middle", "high"], isOrdered: true),
    ]
    environment.objectTypes = [
      ObjectType("component", fields: [field("name", .string), field("level", .enumeration("level"))]),
      ObjectType(
        "queue", supertypes: ["component"],
        fields: [
          field("delivery", .enumeration("delivery")), field("consumers", .list(.object("link")), cost: .degree),
          field("rate", .quantity(.rate), minimum: 0), field("size", .quantity(.size)),
          field("optional_limit", .nullable(.number)), field("required", .bool),
          field("partitions", .number), field("weight", .number),
        ]),
      ObjectType(
        "link",
        fields: [
          field("target_operation", .nullable(.object("operation")), requiresGuard: true),
          field("timeout", .quantity(.duration), minimum: 0), field("attempts", .number, minimum: 1),
          field("required", .bool),
        ]),
      ObjectType("operation", fields: [field("name", .string), field("mechanism", .enumeration("mechanism"))]),
    ]
    environment.variables = [
      Variable("q", .object("queue")), Variable("services", .list(.object("component")), cost: .model),
    ]
    environment.functions = [Function("length_of", parameters: [.string], result: .number, handle: 1)]
    environment.quantityLiteral = { text in
      let units: [(String, Double, Dimension)] = [
        ("ms", 0.001, .duration), ("GiB", 1_073_741_824, .size), ("/s", 1, .rate), ("s", 1, .duration),
        ("%", 0.01, .none),
      ]
      for (unit, factor, dimension) in units where text.hasSuffix(unit) {
        return Double(text.dropLast(unit.count).filter { $0 != " " }).map { ($0 * factor, dimension) }
      }
      return nil
    }
    environment.formatQuantity = { value, dimension in "\(value) \(dimension.name)" }
    return environment
  }()

  /// The value of `text` for the queue.
  static func evaluate(_ text: String, _ source: ToySource) throws -> Value {
    try environment.check(text).compile().evaluate(source, variables: [.object(ToySource.queue), .list([])])
  }
}

extension Value {
  var isNull: Bool { if case .null = self { true } else { false } }

  /// The value in short, for comparing in tests.
  var short: String {
    switch self {
    case .unknown(let unknown): "unknown\(unknown.facts.count)"
    case .range(let range): "\(range.low)...\(range.high)"
    case .list(let list):
      "["
        + list.items.indices.map { list.items[$0].short + (list.mark($0) == nil ? "" : "?") }.joined(separator: " ")
        + (list.tail == nil ? "]" : " …]")
    case .symbol(let ordinal): "#\(ordinal)"
    case .error(let error): "error \(error.message)"
    case .object(let object): "\(object.type).\(object.row)"
    case .double(let number): "\(number)"
    case .bool(let truth): "\(truth)"
    case .string(let text): text
    case .null: "null"
    default: "\(self)"
    }
  }
}
