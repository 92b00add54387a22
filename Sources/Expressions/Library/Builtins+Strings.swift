extension Builtins {
  static let strings: [String: Builtin] = [
    "contains": { texts($0) { .bool(Text.contains($0, $1)) } },
    "startsWith": { texts($0) { .bool(Text.startsWith($0, $1)) } },
    "endsWith": { texts($0) { .bool(Text.endsWith($0, $1)) } },
    "matches": { texts($0, matches) },
  ]

  private static func texts(_ arguments: [Value], _ body: (String, String) -> Value) -> Value {
    guard arguments.count == 2, case .string(let a) = arguments[0], case .string(let b) = arguments[1] else {
      return noOverload
    }
    return body(a, b)
  }

  private static func matches(_ text: String, _ pattern: String) -> Value {
    do {
      return .bool(try RegularExpression(pattern).matches(text))
    } catch {
      return .failure(.invalidArgument, "`\(pattern)` is not a regular expression: \(error.message)")
    }
  }
}
