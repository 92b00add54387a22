import Expressions

/// Reads types as the tests write them: `list(map(string, dyn))`.
struct TypeText {
  private var rest: Substring

  static func parse(_ text: String) -> ExpressionType? {
    var reader = TypeText(rest: text[...])
    guard let type = reader.type(), reader.rest.isEmpty else { return nil }
    return type
  }

  private mutating func type() -> ExpressionType? {
    let name = String(rest.prefix { $0 != "(" && $0 != ")" && $0 != "," })
    rest = rest.dropFirst(name.count)
    var arguments: [ExpressionType] = []
    var names: [String] = []
    if take("(") {
      repeat {
        while take(" ") {}
        names.append(String(rest.prefix { $0 != "(" && $0 != ")" && $0 != "," }))
        arguments.append(type() ?? .dyn)
      } while take(",")
      guard take(")") else { return nil }
    }
    return Self.type(name, arguments, names)
  }

  private mutating func take(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  private static func type(_ name: String, _ arguments: [ExpressionType], _ names: [String]) -> ExpressionType? {
    switch (name, arguments.count) {
    case ("dyn", 0), ("any", 0), ("google.protobuf.Any", 0): .dyn
    case ("bool", 0): .bool
    case ("int", 0), ("int64", 0): .int
    case ("uint", 0), ("uint64", 0): .uint
    case ("double", 0): .double
    case ("string", 0): .string
    case ("bytes", 0): .bytes
    case ("null", 0), ("null_type", 0): .null
    case ("timestamp", 0), ("google.protobuf.Timestamp", 0): .timestamp
    case ("duration", 0), ("google.protobuf.Duration", 0): .duration
    case ("list", 1): .list(arguments[0])
    case ("map", 2): .map(arguments[0], arguments[1])
    case ("type", 1): .type(arguments[0])
    case ("type", 0): .type(.dyn)
    case ("wrapper", 1): .nullable(arguments[0])
    case ("google.protobuf.BoolValue", 0): .nullable(.bool)
    case ("google.protobuf.Int32Value", 0), ("google.protobuf.Int64Value", 0): .nullable(.int)
    case ("google.protobuf.UInt32Value", 0), ("google.protobuf.UInt64Value", 0): .nullable(.uint)
    case ("google.protobuf.FloatValue", 0), ("google.protobuf.DoubleValue", 0): .nullable(.double)
    case ("google.protobuf.StringValue", 0): .nullable(.string)
    case ("google.protobuf.BytesValue", 0): .nullable(.bytes)
    case ("optional_type", 1), ("optional", 1): .optional(arguments[0])
    case ("abstract", 2) where names[0] == "optional_type": .optional(arguments[1])
    case ("abstract", 1...): .abstract(names[0], Array(arguments.dropFirst()))
    case ("type_param", 1): .parameter(names[0])
    case (_, 0) where name.first?.isUppercase == true && !name.contains("."): .parameter(name)
    default: nil
    }
  }
}
