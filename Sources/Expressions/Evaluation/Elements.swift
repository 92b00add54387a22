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
  /// Whether the marks of its members are kept until the next subject.
  private let keepsMarks: Bool

  init(_ range: Node, _ slots: [Int], isRule: Bool) {
    self.range = range
    self.isRule = isRule
    slot = slots[0]
    secondSlot = slots.count > 1 ? slots[1] : nil
    keepsMarks = (range as? NameNode)?.keepsMembers ?? false
  }

  /// Hands the elements to `body` with their marks, the variables set; `noList` for what cannot be gone through, and
  /// once no step is left.
  final func turns(_ machine: inout Machine, _ body: (inout Machine, Value, Unknown?) -> Bool) -> ListEnd {
    if secondSlot != nil { return pairs(&machine, body) }
    if let list = range.objects(&machine) { return rows(list, &machine, body) }
    return members(&machine, body)
  }

  /// Says that the outcome depends on what the mark of a member does.
  @inline(__always)
  final func lack(_ mark: Unknown, _ machine: inout Machine) {
    if keepsMarks { machine.lacking.append(mark) } else { machine.lack(mark) }
  }

  /// The same for objects that are there already.
  @inline(__always)
  private final func rows(
    _ list: ObjectList, _ machine: inout Machine, _ body: (inout Machine, Value, Unknown?) -> Bool
  ) -> ListEnd {
    for place in 0..<list.count {
      let object = list[place]
      machine.slots.set(slot, object)
      guard machine.step() else { return .noList(.error(Machine.exhausted)) }
      if !body(&machine, .object(object), nil) { return .stopped }
    }
    return .complete(list.tail.map(Unknown.init(fact:)))
  }

  /// The same for all else.
  ///
  /// Whether a step was left is seen at the machine, not noted here: a note that closures share would lie in memory of its
  /// own for each loop.
  @inline(__always)
  private final func members(
    _ machine: inout Machine, _ body: (inout Machine, Value, Unknown?) -> Bool
  ) -> ListEnd {
    let slot = slot
    let end = range.each(&machine) { machine, element, mark in
      machine.slots[slot] = element
      return machine.step() && body(&machine, element, mark)
    }
    if machine.stepsLeft < 0 { return .noList(.error(Machine.exhausted)) }
    guard case .noList(let value) = end else { return end }
    if case .map = value { return walk(value, &machine, body) }
    return noList(value)
  }

  private func pairs(_ machine: inout Machine, _ body: (inout Machine, Value, Unknown?) -> Bool) -> ListEnd {
    walk(range.evaluate(&machine), &machine, body)
  }

  final func walk(
    _ value: Value, _ machine: inout Machine, _ body: (inout Machine, Value, Unknown?) -> Bool
  ) -> ListEnd {
    guard let elements = Elements(value, variables: secondSlot == nil ? 1 : 2, isRule: isRule) else {
      return noList(value)
    }
    for index in 0..<elements.count {
      let key = elements.key(index)
      machine.slots[slot] = key
      if let secondSlot, let value = elements.value(index) { machine.slots[secondSlot] = value }
      guard machine.step() else { return .noList(.error(Machine.exhausted)) }
      if !body(&machine, key, elements.list.mark(index)) { return .stopped }
    }
    return .complete(elements.list.tail)
  }

  private func noList(_ value: Value) -> ListEnd {
    switch value {
    case .unknown, .error: .noList(value)
    case .null where isRule: .complete(nil)
    default: .noList(.failure(.noSuchOverload, "no such overload: a macro needs a list or a map"))
    }
  }
}

/// A macro that makes a list of the elements.
class ListMacroNode: ComprehensionNode, @unchecked Sendable {
  final override func evaluate(_ machine: inout Machine) -> Value {
    var result = ListBuilder()
    let end = each(&machine) { _, value, mark in
      result.append(value, mark: mark)
      return true
    }
    switch end {
    case .complete(let tail): result.tail = tail
    case .stopped: break
    case .noList(let value): return value
    }
    return result.value
  }
}
