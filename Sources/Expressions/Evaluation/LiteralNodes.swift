/// `[a, ?b]`.
final class ListNode: Node, @unchecked Sendable {
  let items: [(node: Node, isOptional: Bool)]
  init(_ items: [(node: Node, isOptional: Bool)]) { self.items = items }

  override func evaluate(_ machine: inout Machine) -> Value {
    var values: [Value] = []
    values.reserveCapacity(items.count)
    for item in items {
      let value = item.node.evaluate(&machine)
      if value.isError { return value }
      if !item.isOptional {
        values.append(value)
      } else if case .optional(let optional) = value {
        if let content = optional.value { values.append(content) }
      } else {
        return .failure(.noSuchOverload, "no such overload: `?` needs an optional value")
      }
    }
    return .list(ListValue(values))
  }
}

/// `{k: v, ?k: v}`.
final class MapLiteralNode: Node, @unchecked Sendable {
  let entries: [(key: Node, value: Node, isOptional: Bool)]
  /// Whether whole doubles are keys, as in rules, which have no other numbers.
  let isRule: Bool

  init(_ entries: [(key: Node, value: Node, isOptional: Bool)], isRule: Bool) {
    self.entries = entries
    self.isRule = isRule
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    var values: [(key: Value, value: Value)] = []
    for entry in entries {
      let key = entry.key.evaluate(&machine)
      switch key {
      case .bool, .int, .uint, .string: break
      case .double(let number) where isRule && number == number.rounded(): break
      case .error, .unknown: return key
      case .range(let range): return .unknown(range.trail ?? Unknown(facts: []))
      default: return .failure(.invalidArgument, "unsupported key type")
      }
      let value = entry.value.evaluate(&machine)
      if value.isError { return value }
      if !entry.isOptional {
        values.append((key, value))
      } else if case .optional(let optional) = value {
        if let content = optional.value { values.append((key, content)) }
      } else {
        return .failure(.noSuchOverload, "no such overload: `?` needs an optional value")
      }
    }
    return MapValue(values).map { .map($0) } ?? .failure(.invalidArgument, "Failed with repeated key")
  }
}

/// `optMap` and `optFlatMap`.
final class OptionalMapNode: Node, @unchecked Sendable {
  let operand: Node
  let slot: Int
  let body: Node
  let isFlat: Bool

  init(_ operand: Node, _ slot: Int, _ body: Node, isFlat: Bool) {
    self.operand = operand
    self.slot = slot
    self.body = body
    self.isFlat = isFlat
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    let value = operand.evaluate(&machine)
    guard case .optional(let optional) = value else {
      switch value {
      case .error, .unknown: return value
      default: return .failure(.noSuchOverload, "no such overload: optMap() needs an optional value")
      }
    }
    guard let content = optional.value else { return value }
    machine.slots[slot] = content
    let result = body.evaluate(&machine)
    if isFlat || result.isError { return result }
    return .optional(OptionalValue(result))
  }
}

final class FailureNode: Node, @unchecked Sendable {
  let failure: Value
  init(_ kind: EvaluationError.Kind, _ message: String) { failure = .failure(kind, message) }
  override func evaluate(_ machine: inout Machine) -> Value { failure }
}
