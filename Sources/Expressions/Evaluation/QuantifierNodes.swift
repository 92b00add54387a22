/// `exists` and `all`: one witness decides, if it surely is a member.
final class QuantifierNode: ComprehensionNode, @unchecked Sendable {
  let predicate: Node
  /// What a witness' predicate is: yes for `exists`, no for `all`.
  private let deciding: TruthValue

  init(_ range: Node, _ slots: [Int], _ predicate: Node, deciding: Bool, isRule: Bool) {
    self.predicate = predicate
    self.deciding = TruthValue(deciding)
    super.init(range, slots, isRule: isRule)
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    let mark = machine.lacking.count
    return machine.value(test(&machine), since: mark)
  }

  override func test(_ machine: inout Machine) -> TruthValue {
    let before = machine.lacking.count
    var isOpen = false
    var failure: EvaluationError?
    let end = turns(&machine) { machine, _, mark in
      let fresh = machine.lacking.count
      let truth = predicate.test(&machine)
      switch truth {
      case .unknown: isOpen = true
      case .failed:
        if failure == nil { failure = machine.failure }
        return true
      default:
        guard truth == deciding else { return true }
        if mark == nil { return false }
        isOpen = true
      }
      if let mark { lack(mark, &machine) }
      machine.tidy(since: before, fresh: fresh)
      return true
    }
    switch end {
    case .stopped: return machine.decided(deciding, dropping: before)
    case .noList(let value):
      machine.drop(to: before)
      return machine.truth(value)
    case .complete(let tail):
      if let tail { machine.lack(tail) }
      if isOpen || tail != nil { return .unknown }
      return failure.map { machine.fail($0) } ?? (deciding == .yes ? .no : .yes)
    }
  }
}

/// `exists_one`: two sure witnesses refute it, and a perhaps leaves it open. Errors are not absorbed.
final class ExistsOneNode: ComprehensionNode, @unchecked Sendable {
  let predicate: Node

  init(_ range: Node, _ slots: [Int], _ predicate: Node, isRule: Bool) {
    self.predicate = predicate
    super.init(range, slots, isRule: isRule)
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    var unknown: Unknown?
    var failure: Value?
    var witnesses = 0
    let end = turns(&machine) { machine, _, mark in
      switch Truth.of(predicate.evaluate(&machine)) {
      case .bool(true):
        if let mark { unknown = unknown.union(mark) } else { witnesses += 1 }
      case .bool: break
      case .unknown(let more): unknown = unknown.union(more).union(mark)
      case let error:
        failure = error
        return false
      }
      return true
    }
    if let failure { return failure }
    switch end {
    case .noList(let value): return value
    case .complete(let tail): unknown = unknown.union(tail)
    case .stopped: break
    }
    if witnesses > 1 { return .bool(false) }
    return unknown.map { .unknown($0) } ?? .bool(witnesses == 1)
  }
}
