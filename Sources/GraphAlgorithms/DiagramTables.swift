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
    slots = [Int32](repeating: 0, count: old.count * 2)
    for position in old where position != 0 { slots[slot(of: nodes[Int(position)], in: nodes)] = position }
  }
}

/// Results by pairs of operands.
struct PairTable: Sendable {
  /// Side by side, so that a question touches one place in memory.
  private struct Entry {
    /// 0, a pair of constants that nobody looks for, where the slot is free.
    var pair: UInt64 = 0
    var result: Int32 = 0
  }

  private var entries = [Entry](repeating: Entry(), count: 64)
  private(set) var count = 0

  /// Precondition: the pair is not 0.
  subscript(pair: UInt64) -> Int32? {
    let entry = entries[slot(of: pair)]
    return entry.pair == pair ? entry.result : nil
  }

  mutating func set(_ pair: UInt64, to result: Int32) {
    if (count + 1) * 2 > entries.count { grow() }
    let slot = slot(of: pair)
    if entries[slot].pair != pair { count += 1 }
    entries[slot] = Entry(pair: pair, result: result)
  }

  private func slot(of pair: UInt64) -> Int {
    let mask = entries.count - 1
    var slot = Int(truncatingIfNeeded: scattered(pair)) & mask
    while entries[slot].pair != 0, entries[slot].pair != pair { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = entries
    entries = [Entry](repeating: Entry(), count: old.count * 2)
    for entry in old where entry.pair != 0 { entries[slot(of: entry.pair)] = entry }
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
