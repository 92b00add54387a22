/// Aggregates over lists with perhaps-members: the result covers every list that it may turn out to be.
enum Aggregates {
  /// - Parameter isNonNegative: whether an unknown member is known not to be below zero.
  static func apply(_ aggregate: Aggregate, _ value: Value, isNonNegative: Bool) -> Value {
    switch value {
    case .list(let list): return apply(aggregate, list, isNonNegative)
    case .null: return apply(aggregate, .empty, isNonNegative)
    case .unknown, .error: return value
    default: return .failure(.noSuchOverload, "no such overload: a list is needed")
    }
  }

  private static func apply(_ aggregate: Aggregate, _ list: ListValue, _ isNonNegative: Bool) -> Value {
    switch aggregate {
    case .count: count(list)
    case .sum: fold(list, isNonNegative, start: 0, +)
    case .product: fold(list, isNonNegative, start: 1, *)
    case .min: extreme(list, isMinimum: true)
    case .max: extreme(list, isMinimum: false)
    case .distinct: distinct(list)
    case .first: first(list)
    case .last: last(list)
    case .flatten: flatten(list)
    }
  }

  static func count(_ list: ListValue) -> Value {
    let most = list.tail == nil ? Double(list.count) : .infinity
    return .interval(Double(list.certainCount), most, list.doubt)
  }

  /// `null` members count as absent.
  private static func fold(
    _ list: ListValue, _ isNonNegative: Bool, start: Double, _ combine: (Interval, Interval) -> Interval
  ) -> Value {
    let neutral = Interval(low: start, high: start)
    let least = isNonNegative ? 0 : -Double.infinity
    var result = neutral
    for (index, item) in list.enumerated() {
      var member: Interval
      switch item {
      case .null: continue
      case .unknown(let unknown): member = Interval(low: least, high: .infinity, trail: unknown)
      case .error: return item
      default:
        guard let number = Interval(item) else { return .failure(.noSuchOverload, "no such overload") }
        member = number
      }
      if let mark = list.mark(index) {
        member = member.hull(neutral)
        member.trail = member.trail.union(mark)
      }
      result = combine(result, member)
    }
    if let tail = list.tail { result = combine(result, Interval(low: least, high: .infinity, trail: tail)) }
    return result.value
  }

  /// Further members may stand anywhere, for lists are joined and flattened; so they leave both ends open.
  private static func first(_ list: ListValue) -> Value {
    var doubt = list.tail
    for (index, item) in list.enumerated() {
      guard let mark = list.mark(index) else { return doubt.map { .unknown($0) } ?? item }
      doubt = doubt.union(mark)
    }
    return doubt.map { .unknown($0) } ?? .null
  }

  private static func last(_ list: ListValue) -> Value {
    var doubt = list.tail
    for (index, item) in list.enumerated().reversed() {
      guard let mark = list.mark(index) else { return doubt.map { .unknown($0) } ?? item }
      doubt = doubt.union(mark)
    }
    return doubt.map { .unknown($0) } ?? .null
  }

  private static func flatten(_ list: ListValue) -> Value {
    var result = ListBuilder()
    result.tail = list.tail
    for (index, item) in list.enumerated() {
      let mark = list.mark(index)
      switch item {
      case .list(let inner):
        for (place, member) in inner.enumerated() { result.append(member, mark: mark.union(inner.mark(place))) }
        if let tail = inner.tail { result.tail = result.tail.union(tail).union(mark) }
      case .unknown(let unknown): result.tail = result.tail.union(unknown).union(mark)
      case .null: continue
      default: return item.isError ? item : .failure(.noSuchOverload, "no such overload")
      }
    }
    return result.value
  }
}
