/// How the length of a list compares with a number, in a rule: no list is made, and no more is counted than decides.
final class CountNode: DecidingNode, @unchecked Sendable {
  let list: Node
  let limit: Node
  /// As `size() … limit`.
  let comparison: Comparison
  /// The limit if it is a number that is the same for all subjects.
  private let fixed: Double?

  enum Comparison {
    case order(Ordering.Operator)
    case equality(isNegated: Bool)
  }

  init(_ list: Node, _ comparison: Comparison, _ limit: Node) {
    self.list = list
    self.comparison = comparison
    self.limit = limit
    if case .double(let number)? = limit.constant, number.magnitude < 1e9 { fixed = number } else { fixed = nil }
  }

  override func test(_ machine: inout Machine) -> TruthValue {
    if let fixed { return test(&machine, fixed) }
    guard case .bits(let bits) = limit.scalar(&machine), Double(bitPattern: bits).magnitude < 1e9 else {
      let right = limit.evaluate(&machine)
      return machine.truth(compare(Aggregates.apply(.count, list.evaluate(&machine), isNonNegative: true), right))
    }
    return test(&machine, Double(bitPattern: bits))
  }

  private func test(_ machine: inout Machine, _ limit: Double) -> TruthValue {
    let mark = machine.lacking.count
    let count = list.count(&machine, enough: Int(limit.rounded(.down)) + 1)
    var most = Double(count.certain + count.possible)
    switch count.end {
    case .stopped: most = .infinity
    case .complete(let tail): if tail != nil { most = .infinity }
    case .noList(let value):
      machine.drop(to: mark)
      if case .unknown = value { return machine.truth(value) }
      return machine.truth(compare(Aggregates.apply(.count, value, isNonNegative: true), .double(limit)))
    }
    guard let holds = decide(Double(count.certain), most, limit) else { return .unknown }
    return machine.decided(TruthValue(holds), dropping: mark)
  }

  private func compare(_ count: Value, _ limit: Value) -> Value {
    switch comparison {
    case .order(let operation): return Ordering.compareInRule(count, operation, limit)
    case .equality(let isNegated):
      let equal = Equality.compare(count, limit)
      return isNegated ? Equality.negated(equal) : equal
    }
  }

  /// Whether a number from `least` to `most` compares; `nil` if that depends on which it is.
  private func decide(_ least: Double, _ most: Double, _ limit: Double) -> Bool? {
    switch comparison {
    case .order(let operation):
      let (low, high) = (operation.holds(least, limit), operation.holds(most, limit))
      return low == high ? low : nil
    case .equality(let isNegated):
      if least == most { return (least == limit) != isNegated }
      return limit < least || most < limit ? isNegated : nil
    }
  }
}
