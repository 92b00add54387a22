extension Builtins {
  /// Arithmetic as the language defines it: nothing wraps around.
  static let arithmetic: [String: Builtin] = [
    "_+_": { binary($0, add) }, "_-_": { binary($0, subtract) },
    "_*_": { binary($0, multiply) }, "_/_": { binary($0, divide) },
    "_%_": { binary($0, remainder) },
    "-_": { negated($0) },
    "@int": { wholeNumber($0) },
    "@number": { realNumber($0) },
    "size": { size($0) },
  ]

  static func binary(_ arguments: [Value], _ function: (Value, Value) -> Value) -> Value {
    arguments.count == 2 ? function(arguments[0], arguments[1]) : noOverload
  }

  private static let overflow = Value.failure(.overflow, "return error for overflow")
  private static let outOfRange = Value.failure(.outOfRange, "range")

  private static func checked<T>(_ result: (partialValue: T, overflow: Bool), _ make: (T) -> Value) -> Value {
    result.overflow ? overflow : make(result.partialValue)
  }

  private static func add(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.int(let x), .int(let y)): checked(x.addingReportingOverflow(y)) { .int($0) }
    case (.uint(let x), .uint(let y)): checked(x.addingReportingOverflow(y)) { .uint($0) }
    case (.double(let x), .double(let y)): .double(x + y)
    case (.string(let x), .string(let y)): .string(x + y)
    case (.bytes(let x), .bytes(let y)): .bytes(x + y)
    case (.list(let x), .list(let y)): .list(x.items + y.items)
    case (.timestamp(let x), .duration(let y)), (.duration(let y), .timestamp(let x)):
      x.adding(y).map { .timestamp($0) } ?? outOfRange
    case (.duration(let x), .duration(let y)):
      checked(x.nanoseconds.addingReportingOverflow(y.nanoseconds)) { .duration(TimeSpan(nanoseconds: $0)) }
    default: noOverload
    }
  }

  private static func subtract(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.int(let x), .int(let y)): checked(x.subtractingReportingOverflow(y)) { .int($0) }
    case (.uint(let x), .uint(let y)): checked(x.subtractingReportingOverflow(y)) { .uint($0) }
    case (.double(let x), .double(let y)): .double(x - y)
    case (.timestamp(let x), .timestamp(let y)): x.since(y).map { .duration($0) } ?? outOfRange
    case (.timestamp(let x), .duration(let y)):
      y.nanoseconds == .min
        ? outOfRange : x.adding(TimeSpan(nanoseconds: -y.nanoseconds)).map { .timestamp($0) } ?? outOfRange
    case (.duration(let x), .duration(let y)):
      checked(x.nanoseconds.subtractingReportingOverflow(y.nanoseconds)) { .duration(TimeSpan(nanoseconds: $0)) }
    default: noOverload
    }
  }

  private static func multiply(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.int(let x), .int(let y)): checked(x.multipliedReportingOverflow(by: y)) { .int($0) }
    case (.uint(let x), .uint(let y)): checked(x.multipliedReportingOverflow(by: y)) { .uint($0) }
    case (.double(let x), .double(let y)): .double(x * y)
    default: noOverload
    }
  }

  private static func divide(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.int(_), .int(0)), (.uint(_), .uint(0)): .failure(.divisionByZero, "divide by zero")
    case (.int(let x), .int(let y)): checked(x.dividedReportingOverflow(by: y)) { .int($0) }
    case (.uint(let x), .uint(let y)): .uint(x / y)
    case (.double(let x), .double(let y)): .double(x / y)
    default: noOverload
    }
  }

  private static func remainder(_ a: Value, _ b: Value) -> Value {
    switch (a, b) {
    case (.int(_), .int(0)), (.uint(_), .uint(0)): .failure(.divisionByZero, "modulus by zero")
    case (.int(let x), .int(let y)): checked(x.remainderReportingOverflow(dividingBy: y)) { .int($0) }
    case (.uint(let x), .uint(let y)): .uint(x % y)
    default: noOverload
    }
  }

  private static func negated(_ arguments: [Value]) -> Value {
    guard arguments.count == 1 else { return noOverload }
    switch arguments[0] {
    case .int(let value): return checked(Int64(0).subtractingReportingOverflow(value)) { .int($0) }
    case .double(let value): return .double(-value)
    default: return noOverload
    }
  }

  /// A number of a rule where a function wants a whole one.
  private static func wholeNumber(_ arguments: [Value]) -> Value {
    guard arguments.count == 1, case .double(let number) = arguments[0] else { return arguments.first ?? noOverload }
    return Int64(exactly: number).map { .int($0) } ?? .failure(.invalidArgument, "a whole number is needed")
  }

  /// A whole number as a rule has numbers.
  private static func realNumber(_ arguments: [Value]) -> Value {
    guard let argument = arguments.first else { return noOverload }
    switch argument {
    case .int(let number): return .double(Double(number))
    case .uint(let number): return .double(Double(number))
    default: return argument
    }
  }

  private static func size(_ arguments: [Value]) -> Value {
    guard arguments.count == 1 else { return noOverload }
    switch arguments[0] {
    case .string(let text): return .int(Int64(text.unicodeScalars.count))
    case .bytes(let bytes): return .int(Int64(bytes.count))
    case .list(let list): return .int(Int64(list.count))
    case .map(let map): return .int(Int64(map.count))
    default: return noOverload
    }
  }
}
