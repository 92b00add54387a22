extension Overload {
  static let strings: [Overload] = [
    .member(.string, "contains", [.string], .bool), .member(.string, "startsWith", [.string], .bool),
    .member(.string, "endsWith", [.string], .bool), .member(.string, "matches", [.string], .bool),
    .function("matches", [.string, .string], .bool),
  ]

  static let stringExtensions: [Overload] = [
    .member(.string, "charAt", [.int], .string),
    .member(.string, "indexOf", [.string], .int), .member(.string, "indexOf", [.string, .int], .int),
    .member(.string, "lastIndexOf", [.string], .int), .member(.string, "lastIndexOf", [.string, .int], .int),
    .member(.string, "lowerAscii", [], .string), .member(.string, "upperAscii", [], .string),
    .member(.string, "replace", [.string, .string], .string),
    .member(.string, "replace", [.string, .string, .int], .string),
    .member(.string, "split", [.string], .list(.string)),
    .member(.string, "split", [.string, .int], .list(.string)),
    .member(.string, "substring", [.int], .string), .member(.string, "substring", [.int, .int], .string),
    .member(.string, "trim", [], .string), .member(.string, "reverse", [], .string),
    .member(.list(.string), "join", [], .string), .member(.list(.string), "join", [.string], .string),
    .member(.string, "format", [.list(.dyn)], .string), .function("strings.quote", [.string], .string),
  ]

  static let maths: [Overload] = extremes + rounding + bits

  private static let numbers: [ExpressionType] = [.int, .uint, .double]

  /// `greatest` and `least` take any mixture of numbers, one by one or in a list.
  private static let extremes: [Overload] = ["math.greatest", "math.least"].flatMap { name in
    var result: [Overload] = []
    for one in numbers {
      result.append(.function(name, [one], one))
      result.append(.function(name, [.list(one)], one))
      for other in numbers { result.append(.function(name, [one, other], one == other ? one : .dyn)) }
    }
    result.append(.function(name, [.list(.dyn)], .dyn))
    return result
  }

  private static let rounding: [Overload] =
    ["ceil", "floor", "round", "trunc"].map { .function("math.\($0)", [.double], .double) }
    + ["isInf", "isNaN", "isFinite"].map { .function("math.\($0)", [.double], .bool) }
    + ["abs", "sign"].flatMap { name in numbers.map { .function("math.\(name)", [$0], $0) } }
    + numbers.map { .function("math.sqrt", [$0], .double) }

  private static let bits: [Overload] = [ExpressionType.int, .uint].flatMap { type -> [Overload] in
    ["bitAnd", "bitOr", "bitXor"].map { .function("math.\($0)", [type, type], type) }
      + [.function("math.bitNot", [type], type)]
      + ["bitShiftLeft", "bitShiftRight"].map { .function("math.\($0)", [type, .int], type) }
  }

  static let timestamps: [Overload] = {
    let fields = [
      "getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear", "getHours", "getMinutes",
      "getSeconds", "getMilliseconds",
    ]
    return fields.flatMap { name in
      [.member(.timestamp, name, [], .int), .member(.timestamp, name, [.string], .int)]
    } + ["getHours", "getMinutes", "getSeconds", "getMilliseconds"].map { .member(.duration, $0, [], .int) }
  }()
}
