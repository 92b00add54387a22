/// A function of the language on known values; it says "no such overload" where the types do not fit.
typealias Builtin = @Sendable ([Value]) -> Value

enum Builtins {
  /// All functions that are not nodes of their own, by name; a receiver is the first argument.
  static let table: [String: Builtin] = {
    var table: [String: Builtin] = [:]
    for part in [arithmetic, conversions, strings, stringExtensions, maths, bits, times, optionals] {
      table.merge(part) { first, _ in first }
    }
    return table
  }()

  static let noOverload = Value.failure(.noSuchOverload, "no such overload")

  static let optionals: [String: Builtin] = [
    "optional.of": { $0.count == 1 ? .optional(OptionalValue($0[0])) : noOverload },
    "optional.none": { $0.isEmpty ? .optional(.none) : noOverload },
    "optional.ofNonZeroValue": { $0.count == 1 ? .optional(isZero($0[0]) ? .none : OptionalValue($0[0])) : noOverload },
    "hasValue": { with($0) { .bool($0.value != nil) } },
    "value": { with($0) { $0.value ?? .failure(.noSuchKey, "optional.none() dereference") } },
    "optional.unwrap": { unwrapped($0) },
    "unwrapOpt": { unwrapped($0) },
    "first": { end($0) { $0.first } },
    "last": { end($0) { $0.last } },
  ]

  private static func with(_ arguments: [Value], _ body: (OptionalValue) -> Value) -> Value {
    guard arguments.count == 1, case .optional(let optional) = arguments[0] else { return noOverload }
    return body(optional)
  }

  private static func unwrapped(_ arguments: [Value]) -> Value {
    guard arguments.count == 1, case .list(let list) = arguments[0] else { return noOverload }
    var values: [Value] = []
    for item in list {
      guard case .optional(let optional) = item else { return noOverload }
      if let value = optional.value { values.append(value) }
    }
    return .list(values)
  }

  private static func end(_ arguments: [Value], _ pick: ([Value]) -> Value?) -> Value {
    guard arguments.count == 1, case .list(let list) = arguments[0] else { return noOverload }
    return .optional(pick(list.items).map { OptionalValue($0) } ?? .none)
  }

  /// Whether the value is its type's zero. Of times that is the epoch, the default of `google.protobuf.Timestamp`: so in
  /// cel-java, and in the words of cel-go, whose code takes the first day of year 1.
  private static func isZero(_ value: Value) -> Bool {
    switch value {
    case .null: true
    case .bool(let value): !value
    case .int(let value): value == 0
    case .uint(let value): value == 0
    case .double(let value): value == 0
    case .string(let value): value.isEmpty
    case .bytes(let value): value.isEmpty
    case .list(let value): value.isEmpty
    case .map(let value): value.count == 0
    case .duration(let value): value.nanoseconds == 0
    case .timestamp(let value): value.seconds == 0 && value.nanos == 0
    case .optional(let value): value.value == nil
    default: false
    }
  }
}
