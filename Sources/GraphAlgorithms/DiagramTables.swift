/// The nodes of a decision diagram by what they ask, and the results of an operation by its operands: open addressing
/// over plain arrays, because a diagram does little else than look things up.
struct NodeTable: Sendable {
  /// Positions of nodes; 0, a constant that nobody looks for, where a slot is free.
  private var slots = [Int32](repeating: 0, count: 64)
  private var count = 0

  /// The position of an equal node, else `next`, at which the caller adds it.
  mutating func position(
    of node: DecisionDiagram.Node, in nodes: [DecisionDiagram.Node], next: Int32
  ) -> Int32 {
    if (count + 1) * 2 > slots.count { grow(nodes) }
    let slot = slot(of: node, in: nodes)
    if slots[slot] != 0 { return slots[slot] }
    slots[slot] = next
    count += 1
    return next
  }

  /// The position of an equal node; `nil` if there is none.
  func known(_ node: DecisionDiagram.Node, in nodes: [DecisionDiagram.Node]) -> Int32? {
    let position = slots[slot(of: node, in: nodes)]
    return position == 0 ? nil : position
  }

  private func slot(of node: DecisionDiagram.Node, in nodes: [DecisionDiagram.Node]) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: node.hash) & mask
    while slots[slot] != 0, nodes[Int(slots[slot])] != node { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow(_ nodes: [DecisionDiagram.Node]) {
    let old = slots
    slots = [Int32](repeating: 0, count: old.count * 4)
    for position in old where position != 0 { slots[slot(of: nodes[Int(position)], in: nodes)] = position }
  }
}

/// Results by pairs of operands.
struct PairTable: Sendable {
  /// 0, a pair of constants that nobody looks for, where a slot is free.
  private var pairs = [UInt64](repeating: 0, count: 64)
  private var results = [Int32](repeating: 0, count: 64)
  private(set) var count = 0

  /// Precondition: the pair is not 0.
  subscript(pair: UInt64) -> Int32? {
    let slot = slot(of: pair)
    return pairs[slot] == pair ? results[slot] : nil
  }

  mutating func set(_ pair: UInt64, to result: Int32) {
    if (count + 1) * 2 > pairs.count { grow() }
    let slot = slot(of: pair)
    if pairs[slot] != pair { count += 1 }
    pairs[slot] = pair
    results[slot] = result
  }

  private func slot(of pair: UInt64) -> Int {
    let mask = pairs.count - 1
    var slot = Int(truncatingIfNeeded: scattered(pair)) & mask
    while pairs[slot] != 0, pairs[slot] != pair { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = (pairs, results)
    pairs = [UInt64](repeating: 0, count: old.0.count * 4)
    results = [Int32](repeating: 0, count: pairs.count)
    for (pair, result) in zip(old.0, old.1) where pair != 0 {
      let slot = slot(of: pair)
      pairs[slot] = pair
      results[slot] = result
    }
  }
}

extension DecisionDiagram.Node {
  fileprivate var hash: UInt64 {
    scattered(UInt64(UInt32(bitPattern: low)) << 32 | UInt64(UInt32(bitPattern: high)))
      ^ scattered(UInt64(UInt32(bitPattern: variable)))
  }
}

/// The finalizer of SplitMix64 (Steele, Lea and Flood, 2014).
private func scattered(_ value: UInt64) -> UInt64 {
  var z = value &+ 0x9e37_79b9_7f4a_7c15
  z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
  return z ^ (z >> 31)
}
