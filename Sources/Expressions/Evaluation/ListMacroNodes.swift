/// A list under construction, with the doubts about its members.
struct ListBuilder {
  private(set) var items: [Value] = []
  private var maybe: [Unknown?] = []
  var tail: Unknown?

  mutating func append(_ value: Value, mark: Unknown?) {
    if mark != nil, maybe.isEmpty { maybe = Array(repeating: nil, count: items.count) }
    items.append(value)
    if mark != nil || !maybe.isEmpty { maybe.append(mark) }
  }

  var value: Value {
    items.isEmpty && tail == nil ? .list(.empty) : .list(ListValue(items, maybe: maybe, tail: tail))
  }
}

/// `filter`: an element whose predicate is unknown stays as a perhaps-member.
final class FilterNode: ComprehensionNode, @unchecked Sendable {
  let predicate: Node

  init(_ range: Node, _ slots: [Int], _ predicate: Node, isRule: Bool) {
    self.predicate = predicate
    super.init(range, slots, isRule: isRule)
  }

  override func run(_ elements: Elements, _ machine: inout Machine) -> Value {
    var result = ListBuilder()
    result.tail = elements.list.tail
    for index in 0..<elements.count {
      guard enter(index, elements, &machine) else { return .error(Machine.exhausted) }
      let mark = elements.list.mark(index)
      switch Truth.of(predicate.evaluate(&machine)) {
      case .bool(true): result.append(elements.key(index), mark: mark)
      case .bool: continue
      case .unknown(let unknown): result.append(elements.key(index), mark: mark.union(unknown))
      case let failure: return failure
      }
    }
    return result.value
  }
}

/// `map` and `transformList`, with or without a filter; marks go with the elements.
final class MapNode: ComprehensionNode, @unchecked Sendable {
  let predicate: Node?
  let transform: Node

  init(_ range: Node, _ slots: [Int], _ predicate: Node?, _ transform: Node, isRule: Bool) {
    self.predicate = predicate
    self.transform = transform
    super.init(range, slots, isRule: isRule)
  }

  override func run(_ elements: Elements, _ machine: inout Machine) -> Value {
    var result = ListBuilder()
    result.tail = elements.list.tail
    for index in 0..<elements.count {
      guard enter(index, elements, &machine) else { return .error(Machine.exhausted) }
      var mark = elements.list.mark(index)
      switch predicate.map({ Truth.of($0.evaluate(&machine)) }) {
      case nil, .bool(true): break
      case .bool: continue
      case .unknown(let unknown): mark = mark.union(unknown)
      case .some(let failure): return failure
      }
      let value = transform.evaluate(&machine)
      if value.isError { return value }
      result.append(value, mark: mark)
    }
    return result.value
  }
}

/// `transformMap` and `transformMapEntry`.
final class TransformMapNode: ComprehensionNode, @unchecked Sendable {
  let predicate: Node?
  let transform: Node
  let isEntry: Bool

  init(_ range: Node, _ slots: [Int], _ predicate: Node?, _ transform: Node, isEntry: Bool, isRule: Bool) {
    self.predicate = predicate
    self.transform = transform
    self.isEntry = isEntry
    super.init(range, slots, isRule: isRule)
  }

  override func run(_ elements: Elements, _ machine: inout Machine) -> Value {
    // A map has no perhaps-entries, so that any doubt makes it unknown.
    if let doubt = elements.list.doubt { return .unknown(doubt) }
    var entries: [(key: Value, value: Value)] = []
    for index in 0..<elements.count {
      guard enter(index, elements, &machine) else { return .error(Machine.exhausted) }
      switch predicate.map({ Truth.of($0.evaluate(&machine)) }) {
      case nil, .bool(true): break
      case .bool: continue
      case .some(let undecided): return undecided
      }
      let value = transform.evaluate(&machine)
      if value.isError { return value }
      if !isEntry {
        entries.append((elements.key(index), value))
      } else if case .map(let map) = value {
        entries += zip(map.keys, map.values).map { ($0, $1) }
      } else {
        return .failure(.noSuchOverload, "no such overload: transformMapEntry needs a map")
      }
    }
    return MapValue(entries).map { .map($0) } ?? .failure(.invalidArgument, "a key is repeated")
  }
}
