extension Aggregates {
  /// The least or greatest member; `null` of a list that surely is empty, unknown of one that perhaps is.
  static func extreme(_ list: ListValue, isMinimum: Bool) -> Value {
    var sure: Interval?
    var perhaps: Interval?
    var isSymbol = false
    for (index, item) in list.enumerated() {
      var mark = list.mark(index)
      let member: Interval
      switch item {
      case .null: continue
      case .error: return item
      case .unknown(let unknown):
        // It may be `null`, and then it is no member.
        member = Interval(low: -.infinity, high: .infinity, trail: unknown)
        mark = mark.union(unknown)
      case .symbol(let ordinal):
        isSymbol = true
        member = Interval(low: Double(ordinal), high: Double(ordinal))
      default:
        guard let number = Interval(item) else { return .failure(.noSuchOverload, "no such overload") }
        member = number
      }
      if let mark {
        var marked = member
        marked.trail = marked.trail.union(mark)
        perhaps = perhaps.map { $0.hull(marked) } ?? marked
      } else {
        sure = sure.map { nearer($0, member, isMinimum) } ?? member
      }
    }
    if let tail = list.tail {
      let anything = Interval(low: -.infinity, high: .infinity, trail: tail)
      perhaps = perhaps.map { $0.hull(anything) } ?? anything
    }
    return result(sure, perhaps, isMinimum, isSymbol)
  }

  private static func result(_ sure: Interval?, _ perhaps: Interval?, _ isMinimum: Bool, _ isSymbol: Bool) -> Value {
    guard let sure else {
      return perhaps.map { .unknown($0.trail ?? Unknown(facts: [])) } ?? .null
    }
    var whole = sure
    if let perhaps {
      // A perhaps-member can only make the minimum less and the maximum greater.
      if isMinimum { whole.low = min(sure.low, perhaps.low) } else { whole.high = max(sure.high, perhaps.high) }
      if whole.low != sure.low || whole.high != sure.high { whole.trail = whole.trail.union(perhaps.trail) }
    }
    guard isSymbol else { return whole.value }
    return whole.isPoint ? .symbol(Int32(whole.low)) : .unknown(whole.trail ?? Unknown(facts: []))
  }

  private static func nearer(_ a: Interval, _ b: Interval, _ isMinimum: Bool) -> Interval {
    let trail = a.trail.union(b.trail)
    return isMinimum
      ? Interval(low: min(a.low, b.low), high: min(a.high, b.high), trail: trail)
      : Interval(low: max(a.low, b.low), high: max(a.high, b.high), trail: trail)
  }

  /// Each value once, where it stands first. A member that may equal an earlier one is a perhaps-member.
  static func distinct(_ list: ListValue) -> Value {
    if list.count < 2 { return .list(list) }
    var items: [Value] = []
    var marks: [Unknown?] = []
    next: for (index, item) in list.enumerated() {
      var mark = list.mark(index)
      for (place, earlier) in items.enumerated() {
        switch Equality.compare(item, earlier) {
        case .bool(true):
          if list.mark(index) == nil, !isDoubtful(earlier, among: items[..<place]) {
            marks[place] = nil
          } else if marks[place] != nil {
            marks[place] = marks[place].union(mark)
          }
          continue next
        case .unknown(let unknown): mark = mark.union(unknown)
        case .error(let error): return .error(error)
        default: continue
        }
      }
      items.append(item)
      marks.append(mark)
    }
    return .list(ListValue(items, maybe: marks, tail: list.tail))
  }

  /// Whether it is open that `item` equals one of `others`.
  private static func isDoubtful(_ item: Value, among others: ArraySlice<Value>) -> Bool {
    others.contains { if case .bool = Equality.compare(item, $0) { false } else { true } }
  }
}
