/// Arithmetic of rules: real numbers or intervals of them.
enum RuleArithmetic {
  enum Operator: String {
    case add = "_+_"
    case subtract = "_-_"
    case multiply = "_*_"
    case divide = "_/_"
    case modulo = "_%_"
  }

  static func apply(_ operation: Operator, _ a: Value, _ b: Value) -> Value {
    if case (.double(let x), .double(let y)) = (a, b), let result = plain(operation, x, y) { return result }
    if a.isError { return a }
    if b.isError { return b }
    // What `null` makes of the whole does not depend on the other side.
    if a.isNull || b.isNull { return .null }
    if case .unknown(let x) = a { return .unknown(b.trail.map(x.union) ?? x) }
    if case .unknown(let y) = b { return .unknown(a.trail.map(y.union) ?? y) }
    switch (a, b) {
    case (.string(let x), .string(let y)): return .string(x + y)
    case (.list(let x), .list(let y)): return concatenated(x, y)
    default: break
    }
    guard let x = Interval(a), let y = Interval(b) else { return .failure(.noSuchOverload, "no such overload") }
    switch operation {
    case .add: return (x + y).value
    case .subtract: return (x - y).value
    case .multiply: return (x * y).value
    case .divide: return quotient(x, y)
    case .modulo: return remainder(x, y)
    }
  }

  /// The usual case, without intervals; `nil` where the result is no finite number.
  private static func plain(_ operation: Operator, _ a: Double, _ b: Double) -> Value? {
    let result =
      switch operation {
      case .add: a + b
      case .subtract: a - b
      case .multiply: a * b
      case .divide: a / b
      case .modulo: a.truncatingRemainder(dividingBy: b)
      }
    return result.isFinite ? .double(result + 0) : nil
  }

  /// Division by 0 has no value, which is `null`; by what may be 0 it is unknown.
  private static func quotient(_ a: Interval, _ b: Interval) -> Value {
    if let quotient = a / b { return quotient.value }
    return b.isPoint ? .null : Interval.undecided(a, b)
  }

  private static func remainder(_ a: Interval, _ b: Interval) -> Value {
    guard a.isPoint, b.isPoint else { return Interval.undecided(a, b) }
    return b.low == 0 ? .null : .double(a.low.truncatingRemainder(dividingBy: b.low))
  }

  private static func concatenated(_ a: ListValue, _ b: ListValue) -> Value {
    var result = ListBuilder()
    result.tail = a.tail.union(b.tail)
    for (index, item) in a.enumerated() { result.append(item, mark: a.mark(index)) }
    for (index, item) in b.enumerated() { result.append(item, mark: b.mark(index)) }
    return result.value
  }

  static func negated(_ value: Value) -> Value {
    switch value {
    case .double(let number): .double(0 - number)
    default: Interval(value).map { (-$0).value } ?? value
    }
  }
}

/// `in`.
enum Membership {
  static func test(_ item: Value, in container: Value) -> Value {
    switch container {
    case .error, .unknown: return item.isError ? item : container
    case .null: return .bool(false)
    case .map(let map):
      if let unknown = Strict.unknown([item]) { return .unknown(unknown) }
      return item.isError ? item : .bool(map.value(for: item) != nil)
    case .list(let list): return item.isError ? item : test(item, in: list)
    default: return .failure(.noSuchOverload, "no such overload: `in` needs a list or a map")
    }
  }

  private static func test(_ item: Value, in list: ListValue) -> Value {
    var unknown = list.tail
    for (index, member) in list.enumerated() {
      switch Equality.compare(item, member) {
      case .bool(true):
        guard let mark = list.mark(index) else { return .bool(true) }
        unknown = unknown.union(mark)
      case .unknown(let more): unknown = unknown.union(more).union(list.mark(index))
      default: continue
      }
    }
    return unknown.map { .unknown($0) } ?? .bool(false)
  }
}
