/// A list under construction, with the doubts about its members.
struct ListBuilder {
  private(set) var items: [Value] = []
  private var maybe: [Unknown?] = []
  var tail: Unknown?

  mutating func append(_ value: Value, mark: Unknown?) {
    // Growing from one to two to four would take memory three times.
    if items.isEmpty { items.reserveCapacity(4) }
    if mark != nil, maybe.isEmpty {
      maybe.reserveCapacity(items.capacity)
      maybe.append(contentsOf: repeatElement(nil, count: items.count))
    }
    items.append(value)
    if mark != nil || !maybe.isEmpty { maybe.append(mark) }
  }

  var value: Value {
    items.isEmpty && tail == nil ? .list(.empty) : .list(ListValue(items, maybe: maybe, tail: tail))
  }
}

/// `filter`: an element whose predicate is unknown stays as a perhaps-member.
final class FilterNode: ListMacroNode, @unchecked Sendable {
  let predicate: Node

  init(_ range: Node, _ slots: [Int], _ predicate: Node, isRule: Bool) {
    self.predicate = predicate
    super.init(range, slots, isRule: isRule)
  }

  override func each(_ machine: inout Machine, _ visit: (inout Machine, Value, Unknown?) -> Bool) -> ListEnd {
    var failure: EvaluationError?
    let end = turns(&machine) { machine, element, mark in
      let before = machine.lacking.count
      switch predicate.test(&machine) {
      case .yes: return visit(&machine, element, mark)
      case .no: return true
      case .unknown: return visit(&machine, element, mark.union(machine.takeLacking(since: before)))
      case .failed:
        failure = machine.failure
        return false
      }
    }
    return failure.map { .noList(.error($0)) } ?? end
  }

  /// What the members depend on stays on the stack, with no mark made of it.
  override func count(_ machine: inout Machine, enough: Int) -> MemberCount {
    var count = MemberCount()
    var failure: EvaluationError?
    let before = machine.lacking.count
    count.end = turns(&machine) { machine, _, mark in
      let fresh = machine.lacking.count
      switch predicate.test(&machine) {
      case .no: return true
      case .failed:
        failure = machine.failure
        return false
      case .yes:
        guard mark != nil else {
          count.certain += 1
          return count.certain < enough
        }
      case .unknown: break
      }
      count.possible += 1
      if let mark { lack(mark, &machine) }
      machine.tidy(since: before, fresh: fresh)
      return true
    }
    if let failure { count.end = .noList(.error(failure)) }
    if case .complete(let tail?) = count.end { machine.lack(tail) }
    return count
  }
}

/// `map` and `transformList`, with or without a filter; marks go with the elements.
final class MapNode: ListMacroNode, @unchecked Sendable {
  let predicate: Node?
  let transform: Node

  init(_ range: Node, _ slots: [Int], _ predicate: Node?, _ transform: Node, isRule: Bool) {
    self.predicate = predicate
    self.transform = transform
    super.init(range, slots, isRule: isRule)
  }

  override func each(_ machine: inout Machine, _ visit: (inout Machine, Value, Unknown?) -> Bool) -> ListEnd {
    var failure: EvaluationError?
    let end = turns(&machine) { machine, _, mark in
      var mark = mark
      let before = machine.lacking.count
      switch predicate?.test(&machine) {
      case nil, .yes?: break
      case .no?: return true
      case .unknown?: mark = mark.union(machine.takeLacking(since: before))
      case .failed?:
        failure = machine.failure
        return false
      }
      let value = transform.evaluate(&machine)
      if case .error(let error) = value {
        failure = error
        return false
      }
      return visit(&machine, value, mark)
    }
    return failure.map { .noList(.error($0)) } ?? end
  }

  /// What the members come to does not change how many there are.
  override func count(_ machine: inout Machine, enough: Int) -> MemberCount {
    guard predicate == nil else { return countEach(&machine, enough: enough) }
    let count = range.count(&machine, enough: enough)
    if case .noList(.map) = count.end { return countEach(&machine, enough: enough) }
    return count
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

  override func evaluate(_ machine: inout Machine) -> Value {
    let value = range.evaluate(&machine)
    // A map has no perhaps-entries, so that any doubt makes it unknown.
    if case .list(let list) = value, let doubt = list.doubt { return .unknown(doubt) }
    var entries: [(key: Value, value: Value)] = []
    var outcome: Value?
    let end = walk(value, &machine) { machine, key, _ in
      outcome = add(key, to: &entries, &machine)
      return outcome == nil
    }
    if case .noList(let value) = end { return value }
    if let outcome { return outcome }
    return MapValue(entries).map { .map($0) } ?? .failure(.invalidArgument, "a key is repeated")
  }

  /// Adds the entries of one turn; what the whole comes to if that cannot be.
  private func add(_ key: Value, to entries: inout [(key: Value, value: Value)], _ machine: inout Machine) -> Value? {
    switch predicate.map({ Truth.of($0.evaluate(&machine)) }) {
    case nil, .bool(true): break
    case .bool: return nil
    case .some(let undecided): return undecided
    }
    let value = transform.evaluate(&machine)
    if value.isError { return value }
    if !isEntry {
      entries.append((key, value))
    } else if case .map(let map) = value {
      entries += zip(map.keys, map.values).map { ($0, $1) }
    } else {
      return .failure(.noSuchOverload, "no such overload: transformMapEntry needs a map")
    }
    return nil
  }
}
