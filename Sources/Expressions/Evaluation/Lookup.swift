/// Finding elements of lists and maps.
enum Lookup {
  /// The element of `container` under `key`. With `isOptional`, or if the container is an optional, an optional.
  static func find(_ key: Value, in container: Value, isOptional: Bool, isMember: Bool) -> Value {
    if key.isError { return key }
    switch container {
    case .error, .unknown: return container
    case .optional(let optional):
      guard let content = optional.value else { return .optional(.none) }
      return find(key, in: content, isOptional: true, isMember: isMember)
    case .map(let map):
      guard isKey(key) else { return .failure(.noSuchOverload, "no such overload: unsupported key type") }
      return result(map.value(for: key), isOptional, .noSuchKey, "no such key")
    case .list(let list) where !isMember:
      guard let index = integer(key) else { return .failure(.invalidArgument, "invalid_argument: a list index") }
      let item = list.indices.contains(index) ? list[index] : nil
      return result(item, isOptional, .outOfRange, "index out of range")
    default:
      return .failure(isMember ? .noSuchKey : .noSuchOverload, isMember ? "no such key" : "no such overload")
    }
  }

  /// In rules nothing fails: what is not there is `null`, and an uncertain list has uncertain places.
  static func findInRule(_ key: Value, in container: Value, isOptional: Bool) -> Value {
    if case .unknown = key { return key }
    if case .null = container { return container }
    if case .range(let range) = key { return .unknown(range.trail ?? Unknown(facts: [])) }
    if case .list(let list) = container, let doubt = list.doubt { return .unknown(doubt) }
    let value = find(key, in: container, isOptional: isOptional, isMember: false)
    return value.isError ? .null : value
  }

  private static func result(
    _ value: Value?, _ isOptional: Bool, _ kind: EvaluationError.Kind, _ message: String
  ) -> Value {
    if isOptional { return .optional(value.map { OptionalValue($0) } ?? .none) }
    return value ?? .failure(kind, message)
  }

  private static func isKey(_ key: Value) -> Bool {
    switch key {
    case .bool, .int, .uint, .double, .string: true
    default: false
    }
  }

  /// A whole number of any numeric type.
  static func integer(_ value: Value) -> Int? {
    switch value {
    case .int(let value): Int(value)
    case .uint(let value): Int(exactly: value)
    case .double(let value): Int(exactly: value)
    default: nil
    }
  }
}
