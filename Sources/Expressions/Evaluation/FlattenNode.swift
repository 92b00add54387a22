/// `flatten`: the members of the members, with no list made of them.
final class FlattenNode: Node, @unchecked Sendable {
  let lists: Node

  init(_ lists: Node) { self.lists = lists }

  override func evaluate(_ machine: inout Machine) -> Value {
    Aggregates.apply(.flatten, lists.evaluate(&machine), isNonNegative: false)
  }

  override func each(_ machine: inout Machine, _ visit: (inout Machine, Value, Unknown?) -> Bool) -> ListEnd {
    var tail: Unknown?
    var failure: Value?
    let end = lists.each(&machine) { machine, item, mark in
      switch item {
      case .list(let inner):
        let end = inner.each(&machine) { machine, member, own in visit(&machine, member, mark.union(own)) }
        if case .stopped = end { return false }
        if let more = inner.tail { tail = tail.union(more).union(mark) }
      case .unknown(let unknown): tail = tail.union(unknown).union(mark)
      case .null: break
      default:
        failure = item.isError ? item : .failure(.noSuchOverload, "no such overload")
        return false
      }
      return true
    }
    if let failure { return .noList(failure) }
    switch end {
    case .complete(let more): return .complete(more.union(tail))
    case .stopped: return .stopped
    case .noList(let value): return flattened(value)
    }
  }

  private func flattened(_ value: Value) -> ListEnd {
    let result = Aggregates.apply(.flatten, value, isNonNegative: false)
    if case .list = result { return .complete(nil) }
    return .noList(result)
  }
}
