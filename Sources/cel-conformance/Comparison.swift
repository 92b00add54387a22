import Expressions

/// Compares results with expectations: types must agree, NaN equals NaN, maps have no order.
enum Comparison {
  static func isEqual(_ value: Value, _ wanted: TaggedValue) -> Bool {
    guard let wanted = wanted.value else { return false }
    return isEqual(value, wanted)
  }

  static func isEqual(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let x), .bool(let y)): x == y
    case (.int(let x), .int(let y)): x == y
    case (.uint(let x), .uint(let y)): x == y
    case (.double(let x), .double(let y)): x == y || (x.isNaN && y.isNaN)
    case (.string(let x), .string(let y)): x.utf8.elementsEqual(y.utf8)
    case (.bytes(let x), .bytes(let y)): x == y
    case (.timestamp(let x), .timestamp(let y)): x == y
    case (.duration(let x), .duration(let y)): x == y
    case (.type(let x), .type(let y)): x == y
    case (.list(let x), .list(let y)):
      x.items.count == y.items.count && zip(x.items, y.items).allSatisfy { isEqual($0, $1) }
    case (.map(let x), .map(let y)):
      x.keys.count == y.keys.count
        && zip(x.keys, x.values).allSatisfy { key, value in y.value(for: key).map { isEqual(value, $0) } ?? false }
    default: false
    }
  }

  static func text(_ value: Value) -> String {
    switch value {
    case .string(let text): "\"\(text)\""
    case .list(let list): "[" + list.items.map(text).joined(separator: ", ") + "]"
    case .map(let map): "{" + zip(map.keys, map.values).map { "\(text($0)): \(text($1))" }.joined(separator: ", ") + "}"
    case .error(let error): "error \(error.message)"
    default: "\(value)"
    }
  }
}
