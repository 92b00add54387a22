/// The names of types as values.
enum TypeNames {
  static func type(named name: String) -> ExpressionType? {
    switch name {
    case "bool": .bool
    case "int": .int
    case "uint": .uint
    case "double": .double
    case "string": .string
    case "bytes": .bytes
    case "null_type": .null
    case "list": .list(.dyn)
    case "map": .map(.dyn, .dyn)
    case "type": .type(.dyn)
    case "optional_type": .optional(.dyn)
    case "google.protobuf.Timestamp": .timestamp
    case "google.protobuf.Duration": .duration
    default: nil
    }
  }

  /// The name of a type as `type(x)` gives it: without parameters.
  static func name(of type: ExpressionType) -> String {
    switch type {
    case .null: "null_type"
    case .list: "list"
    case .map: "map"
    case .type: "type"
    case .optional: "optional_type"
    case .abstract(let name, _): name
    default: type.description
    }
  }

  /// The name of the type of a value.
  static func name(of value: Value) -> String {
    switch value {
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double, .range: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .list: "list"
    case .map: "map"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .type: "type"
    case .optional: "optional_type"
    case .object: "object"
    case .symbol: "string"
    case .unknown: "unknown"
    case .error: "error"
    }
  }
}
