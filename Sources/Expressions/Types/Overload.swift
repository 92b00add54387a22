/// One signature of a function of the language.
struct Overload: Sendable {
  var name: String
  var isMember: Bool
  /// The receiver of a member function comes first.
  var parameters: [ExpressionType]
  var result: ExpressionType

  /// A function or operator: `size(string) -> int`.
  static func function(_ name: String, _ parameters: [ExpressionType], _ result: ExpressionType) -> Overload {
    Overload(name: name, isMember: false, parameters: parameters, result: result)
  }

  /// A function called on its first parameter: `string.size() -> int`.
  static func member(
    _ receiver: ExpressionType, _ name: String, _ parameters: [ExpressionType], _ result: ExpressionType
  ) -> Overload {
    Overload(name: name, isMember: true, parameters: [receiver] + parameters, result: result)
  }

  /// All signatures, by name.
  static let table: [String: [Overload]] = Dictionary(
    grouping: operators + sizes + conversions + strings + stringExtensions + maths + timestamps + optionals,
    by: \.name)

  /// The names of functions that people call; operators are not among them.
  static let names: [String] = table.keys.filter { $0.first?.isLetter ?? false }.sorted()

  /// What a typed model has no use for.
  static let absentInRules: Set<String> = [
    "dyn", "type", "timestamp", "bytes", "uint", "optional.of", "optional.none", "format",
  ]
}

private let a = ExpressionType.parameter("A")
private let b = ExpressionType.parameter("B")

extension Overload {
  static let operators: [Overload] = {
    var result: [Overload] = []
    for type: ExpressionType in [.int, .uint, .double] {
      for name in ["_+_", "_-_", "_*_", "_/_"] { result.append(.function(name, [type, type], type)) }
    }
    for type: ExpressionType in [.int, .uint] { result.append(.function("_%_", [type, type], type)) }
    for type: ExpressionType in [.string, .bytes, .list(a), .duration] {
      result.append(.function("_+_", [type, type], type))
    }
    result += [
      .function("_+_", [.timestamp, .duration], .timestamp), .function("_+_", [.duration, .timestamp], .timestamp),
      .function("_-_", [.timestamp, .timestamp], .duration), .function("_-_", [.timestamp, .duration], .timestamp),
      .function("_-_", [.duration, .duration], .duration),
      .function("-_", [.int], .int), .function("-_", [.double], .double),
      .function("_==_", [a, a], .bool), .function("_!=_", [a, a], .bool),
      .function("@in", [a, .list(a)], .bool), .function("@in", [a, .map(a, b)], .bool),
    ]
    for type: ExpressionType in [.bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration] {
      for name in ["_<_", "_<=_", "_>_", "_>=_"] { result.append(.function(name, [type, type], .bool)) }
    }
    // Numbers have one order, whatever their types.
    for (a, b): (ExpressionType, ExpressionType) in [(.int, .uint), (.int, .double), (.uint, .double)] {
      for name in ["_<_", "_<=_", "_>_", "_>=_"] {
        result += [.function(name, [a, b], .bool), .function(name, [b, a], .bool)]
      }
    }
    return result
  }()

  static let sizes: [Overload] = [ExpressionType.string, .bytes, .list(a), .map(a, b)].flatMap {
    [.function("size", [$0], .int), .member($0, "size", [], .int)]
  }

  static let conversions: [Overload] = {
    let sources: [(String, ExpressionType, [ExpressionType])] = [
      ("bool", .bool, [.bool, .string]),
      ("int", .int, [.int, .uint, .double, .string, .timestamp, .duration]),
      ("uint", .uint, [.uint, .int, .double, .string]),
      ("double", .double, [.double, .int, .uint, .string]),
      ("string", .string, [.string, .bool, .int, .uint, .double, .bytes, .timestamp, .duration]),
      ("bytes", .bytes, [.bytes, .string]),
      ("timestamp", .timestamp, [.timestamp, .string, .int]),
      ("duration", .duration, [.duration, .string, .int]),
    ]
    return sources.flatMap { name, result, types in types.map { Overload.function(name, [$0], result) } }
      + [.function("dyn", [a], .dyn), .function("type", [a], .type(a))]
  }()

  static let optionals: [Overload] = [
    .function("optional.of", [a], .optional(a)), .function("optional.ofNonZeroValue", [a], .optional(a)),
    .function("optional.none", [], .optional(a)),
    .member(.optional(a), "hasValue", [], .bool), .member(.optional(a), "value", [], a),
    .member(.optional(a), "or", [.optional(a)], .optional(a)), .member(.optional(a), "orValue", [a], a),
    .function("optional.unwrap", [.list(.optional(a))], .list(a)),
    .member(.list(.optional(a)), "unwrapOpt", [], .list(a)),
    .member(.list(a), "first", [], .optional(a)), .member(.list(a), "last", [], .optional(a)),
  ]
}
