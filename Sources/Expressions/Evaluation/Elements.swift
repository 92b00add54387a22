/// What a macro runs over: the elements of a list or the entries of a map, with their marks.
struct Elements {
  /// The elements of the list, or the keys of the map.
  let list: ListValue
  /// What the second variable is, if there is one.
  private let second: Second

  private enum Second {
    case none
    /// The element, where the first is its index: a number of the rule language or of the standard.
    case element(isRule: Bool)
    case value([Value])
  }

  /// The elements of `value` for a macro with so many variables; `nil` if it has none.
  init?(_ value: Value, variables: Int, isRule: Bool) {
    switch value {
    case .list(let list):
      self.list = list
      second = variables == 1 ? .none : .element(isRule: isRule)
    case .map(let map):
      list = ListValue(map.keys)
      second = variables == 2 ? .value(map.values) : .none
    case .null where isRule:
      list = .empty
      second = .none
    default: return nil
    }
  }

  var count: Int { list.count }

  /// What the first variable is at a turn.
  func key(_ index: Int) -> Value {
    guard case .element(let isRule) = second else { return list[index] }
    return isRule ? .double(Double(index)) : .int(Int64(index))
  }

  /// What the second variable is at a turn; `nil` if there is none.
  func value(_ index: Int) -> Value? {
    switch second {
    case .none: nil
    case .element: list[index]
    case .value(let values): values[index]
    }
  }
}

/// The parts that all macros have in common.
class ComprehensionNode: Node, @unchecked Sendable {
  let range: Node
  let isRule: Bool
  private let slot: Int
  private let secondSlot: Int?

  init(_ range: Node, _ slots: [Int], isRule: Bool) {
    self.range = range
    self.isRule = isRule
    slot = slots[0]
    secondSlot = slots.count > 1 ? slots[1] : nil
  }

  final override func evaluate(_ machine: inout Machine) -> Value {
    let value = range.evaluate(&machine)
    if let elements = Elements(value, variables: secondSlot == nil ? 1 : 2, isRule: isRule) {
      return run(elements, &machine)
    }
    switch value {
    case .unknown, .error: return value
    default: return .failure(.noSuchOverload, "no such overload: a macro needs a list or a map")
    }
  }

  func run(_ elements: Elements, _ machine: inout Machine) -> Value { .null }

  /// Binds the element at `index`; false if no step is left.
  final func enter(_ index: Int, _ elements: Elements, _ machine: inout Machine) -> Bool {
    machine.slots[slot] = elements.key(index)
    if let secondSlot, let value = elements.value(index) { machine.slots[secondSlot] = value }
    return machine.step()
  }
}
