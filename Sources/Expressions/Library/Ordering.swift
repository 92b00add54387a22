/// `<` and its like.
enum Ordering {
  enum Operator: String {
    case less = "_<_"
    case lessOrEqual = "_<=_"
    case greater = "_>_"
    case greaterOrEqual = "_>=_"

    /// The comparison of two numbers of one type.
    @inline(__always) func holds<T: Comparable>(_ a: T, _ b: T) -> Bool {
      switch self {
      case .less: a < b
      case .lessOrEqual: a <= b
      case .greater: a > b
      case .greaterOrEqual: a >= b
      }
    }

    /// The comparison with the sides changed.
    var mirrored: Operator {
      switch self {
      case .less: .greater
      case .lessOrEqual: .greaterOrEqual
      case .greater: .less
      case .greaterOrEqual: .lessOrEqual
      }
    }
  }

  /// The comparison in a rule: intervals, names of the same enumeration by rank, texts; with `null` it is false.
  static func compareInRule(_ a: Value, _ operation: Operator, _ b: Value) -> Value {
    if case (.double(let x), .double(let y)) = (a, b) { return .bool(holds(operation, x < y, x == y, x > y)) }
    switch (a, b) {
    case (.error, _): return a
    case (_, .error): return b
    case (.null, _), (_, .null): return .bool(false)
    case (.unknown(let x), _): return .unknown(b.trail.map(x.union) ?? x)
    case (_, .unknown(let y)): return .unknown(a.trail.map(y.union) ?? y)
    case (.symbol(let x), .symbol(let y)): return .bool(holds(operation, x < y, x == y, x > y))
    case (.string, .string): return compare(a, operation, b)
    default: break
    }
    guard let x = Interval(a), let y = Interval(b) else { return .failure(.noSuchOverload, "no such overload") }
    switch operation {
    case .less: return Interval.isLess(x, y)
    case .lessOrEqual: return Interval.isAtMost(x, y)
    case .greater: return Interval.isLess(y, x)
    case .greaterOrEqual: return Interval.isAtMost(y, x)
    }
  }

  /// The comparison as the language defines it; NaN is neither less nor greater.
  static func compare(_ a: Value, _ operation: Operator, _ b: Value) -> Value {
    if a.isError { return a }
    if b.isError { return b }
    if case .double(let x) = a, x.isNaN, isNumber(b) { return .bool(false) }
    if case .double(let y) = b, y.isNaN, isNumber(a) { return .bool(false) }
    guard let order = order(a, b) else { return .failure(.noSuchOverload, "no such overload") }
    return .bool(holds(operation, order < 0, order == 0, order > 0))
  }

  private static func holds(_ operation: Operator, _ less: Bool, _ equal: Bool, _ greater: Bool) -> Bool {
    switch operation {
    case .less: less
    case .lessOrEqual: less || equal
    case .greater: greater
    case .greaterOrEqual: greater || equal
    }
  }

  private static func isNumber(_ value: Value) -> Bool {
    switch value {
    case .int, .uint, .double: true
    default: false
    }
  }

  /// Negative, zero or positive; `nil` if the two have no order. Numbers of different types compare exactly.
  static func order(_ a: Value, _ b: Value) -> Int? {
    switch (a, b) {
    case (.int(let x), .int(let y)): sign(x, y)
    case (.uint(let x), .uint(let y)): sign(x, y)
    case (.double(let x), .double(let y)): sign(x, y)
    case (.int(let x), .uint(let y)): x < 0 ? -1 : sign(UInt64(x), y)
    case (.uint(let x), .int(let y)): y < 0 ? 1 : sign(x, UInt64(y))
    case (.int(let x), .double(let y)): order(x, y)
    case (.double(let x), .int(let y)): -order(y, x)
    case (.uint(let x), .double(let y)): order(x, y)
    case (.double(let x), .uint(let y)): -order(y, x)
    case (.string(let x), .string(let y)): Text.isEqual(x, y) ? 0 : Text.isLess(x, y) ? -1 : 1
    case (.bytes(let x), .bytes(let y)): x == y ? 0 : x.lexicographicallyPrecedes(y) ? -1 : 1
    case (.bool(let x), .bool(let y)): sign(x ? 1 : 0, y ? 1 : 0)
    case (.timestamp(let x), .timestamp(let y)): sign(x, y)
    case (.duration(let x), .duration(let y)): sign(x, y)
    default: nil
    }
  }

  /// Whether two numbers of different types are the same number.
  static func isEqual(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.double(let x), _) where x.isNaN: false
    case (_, .double(let y)) where y.isNaN: false
    default: order(a, b) == 0
    }
  }

  private static func sign<T: Comparable>(_ a: T, _ b: T) -> Int { a < b ? -1 : a == b ? 0 : 1 }

  /// An integer against a double: beyond the integers by range, else as doubles, as the reference implementation does.
  private static func order<T: FixedWidthInteger>(_ a: T, _ b: Double) -> Int {
    if b > Double(T.max) { return -1 }
    if b < Double(T.min) { return 1 }
    return sign(Double(a), b)
  }
}
