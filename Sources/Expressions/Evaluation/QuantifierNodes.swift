/// `exists` and `all`: one witness decides, if it surely is a member.
final class QuantifierNode: ComprehensionNode, @unchecked Sendable {
  let predicate: Node
  /// What a witness' predicate is: true for `exists`, false for `all`.
  let deciding: Bool

  init(_ range: Node, _ slots: [Int], _ predicate: Node, deciding: Bool, isRule: Bool) {
    self.predicate = predicate
    self.deciding = deciding
    super.init(range, slots, isRule: isRule)
  }

  override func run(_ elements: Elements, _ machine: inout Machine) -> Value {
    var unknown = elements.list.tail
    var error: Value?
    for index in 0..<elements.count {
      guard enter(index, elements, &machine) else { return .error(Machine.exhausted) }
      let mark = elements.list.mark(index)
      switch Truth.of(predicate.evaluate(&machine)) {
      case .bool(let outcome):
        guard outcome == deciding else { continue }
        guard let mark else { return .bool(deciding) }
        unknown = unknown.union(mark)
      case .unknown(let more): unknown = unknown.union(more).union(mark)
      case let failure: if error == nil { error = failure }
      }
    }
    if let unknown { return .unknown(unknown) }
    return error ?? .bool(!deciding)
  }
}

/// `exists_one`: two sure witnesses refute it, and a perhaps leaves it open. Errors are not absorbed.
final class ExistsOneNode: ComprehensionNode, @unchecked Sendable {
  let predicate: Node

  init(_ range: Node, _ slots: [Int], _ predicate: Node, isRule: Bool) {
    self.predicate = predicate
    super.init(range, slots, isRule: isRule)
  }

  override func run(_ elements: Elements, _ machine: inout Machine) -> Value {
    var unknown = elements.list.tail
    var witnesses = 0
    for index in 0..<elements.count {
      guard enter(index, elements, &machine) else { return .error(Machine.exhausted) }
      let mark = elements.list.mark(index)
      switch Truth.of(predicate.evaluate(&machine)) {
      case .bool(true):
        if let mark { unknown = unknown.union(mark) } else { witnesses += 1 }
      case .bool: continue
      case .unknown(let more): unknown = unknown.union(more).union(mark)
      case let failure: return failure
      }
    }
    if witnesses > 1 { return .bool(false) }
    return unknown.map { .unknown($0) } ?? .bool(witnesses == 1)
  }
}
