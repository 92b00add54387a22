/// What a macro runs over: the elements of a list or the entries of a map, with their marks.
struct Elements {
  var keys: [Value]
  /// The values of a map, or the elements of a list where its indices are the keys.
  var values: [Value]?
  var list: ListValue

  /// The elements of `value` for a macro with so many variables; `nil` if it has none.
  init?(_ value: Value, variables: Int, isRule: Bool) {
    switch value {
    case .list(let list):
      self.list = list
      if variables == 1 {
        keys = list.items
      } else {
        keys = list.items.indices.map { isRule ? .double(Double($0)) : .int(Int64($0)) }
        values = list.items
      }
    case .map(let map):
      keys = map.keys
      values = variables == 2 ? map.values : nil
      list = ListValue(map.keys)
    case .null where isRule:
      keys = []
      list = .empty
    default: return nil
    }
  }
}

/// The parts that all macros have in common.
class ComprehensionNode: Node, @unchecked Sendable {
  let range: Node
  let slots: [Int]
  let isRule: Bool

  init(_ range: Node, _ slots: [Int], isRule: Bool) {
    self.range = range
    self.slots = slots
    self.isRule = isRule
  }

  final override func evaluate(_ machine: inout Machine) -> Value {
    let value = range.evaluate(&machine)
    if let elements = Elements(value, variables: slots.count, isRule: isRule) { return run(elements, &machine) }
    switch value {
    case .unknown, .error: return value
    default: return .failure(.noSuchOverload, "no such overload: a macro needs a list or a map")
    }
  }

  func run(_ elements: Elements, _ machine: inout Machine) -> Value { .null }

  /// Binds the element at `index`.
  final func enter(_ index: Int, _ elements: Elements, _ machine: inout Machine) -> Bool {
    machine.slots[slots[0]] = elements.keys[index]
    if let values = elements.values { machine.slots[slots[1]] = values[index] }
    return machine.step()
  }
}
