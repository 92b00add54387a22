/// Equality of values: numbers by their mathematical value, maps without order, different types unequal.
enum Equality {
  /// True, false, unknown or an error.
  static func compare(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.symbol(let x), .symbol(let y)): return .bool(x == y)
    case (.double(let x), .double(let y)): return .bool(x == y)
    case (.string(let x), .string(let y)): return .bool(Text.isEqual(x, y))
    case (.bool(let x), .bool(let y)): return .bool(x == y)
    case (.object(let x), .object(let y)): return .bool(x == y)
    case (.int(let x), .int(let y)): return .bool(x == y)
    case (.null, .null): return .bool(true)
    case (.unknown(let x), .unknown(let y)): return .unknown(x.union(y))
    case (.unknown, _): return a
    case (_, .unknown): return b
    case (.error, _): return a
    case (_, .error): return b
    case (.range, _), (_, .range): return compareIntervals(a, b)
    case (.list(let x), .list(let y)): return compareLists(x, y)
    case (.map(let x), .map(let y)): return compareMaps(x, y)
    case (.optional(let x), .optional(let y)): return compareOptionals(x, y)
    default: return .bool(isSame(a, b))
    }
  }

  /// Whether two values without parts are equal.
  private static func isSame(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.uint(let x), .uint(let y)): x == y
    case (.int(let x), .uint(let y)), (.uint(let y), .int(let x)): x >= 0 && UInt64(x) == y
    case (.int, .double), (.double, .int), (.uint, .double), (.double, .uint): Ordering.isEqual(a, b)
    case (.bytes(let x), .bytes(let y)): x == y
    case (.timestamp(let x), .timestamp(let y)): x == y
    case (.duration(let x), .duration(let y)): x == y
    case (.type(let x), .type(let y)): x == y
    default: false
    }
  }

  private static func compareIntervals(_ a: Value, _ b: Value) -> Value {
    guard let x = Interval(a), let y = Interval(b) else { return .bool(false) }
    if x.isPoint, y.isPoint { return .bool(x.low == y.low) }
    if x.high < y.low || y.high < x.low { return .bool(false) }
    return Interval.undecided(x, y)
  }

  private static func compareLists(_ a: ListValue, _ b: ListValue) -> Value {
    if let doubt = a.doubt.union(b.doubt) { return .unknown(doubt) }
    guard a.count == b.count else { return .bool(false) }
    return all(zip(a, b))
  }

  private static func compareMaps(_ a: MapValue, _ b: MapValue) -> Value {
    guard a.count == b.count else { return .bool(false) }
    var pairs: [(Value, Value)] = []
    for (key, value) in zip(a.keys, a.values) {
      guard let other = b.value(for: key) else { return .bool(false) }
      pairs.append((value, other))
    }
    return all(pairs)
  }

  private static func compareOptionals(_ a: OptionalValue, _ b: OptionalValue) -> Value {
    switch (a.value, b.value) {
    case (nil, nil): .bool(true)
    case (let x?, let y?): compare(x, y)
    default: .bool(false)
    }
  }

  /// Whether all pairs are equal; one that is not decides.
  private static func all(_ pairs: some Sequence<(Value, Value)>) -> Value {
    var result = Value.bool(true)
    for (a, b) in pairs {
      let equal = compare(a, b)
      if case .bool(let isEqual) = equal {
        if !isEqual { return equal }
      } else if case .bool = result {
        result = equal
      } else {
        result = Truth.undecided(result, equal)
      }
    }
    return result
  }

  static func negated(_ value: Value) -> Value {
    if case .bool(let truth) = value { return .bool(!truth) }
    return value
  }
}
