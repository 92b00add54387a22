/// The nodes of one file in flat arrays, shared by all its documents.
struct NodeStore: Sendable {
  var records: [NodeRecord] = []
  /// Child lists of the closed collections, one after the other.
  var children: [UInt32] = []
  /// Texts that differ from their notation in the file.
  var arena: [UInt8] = []
  /// Distinct tags; the first stands for "none".
  var tags = [""]
  /// The entries of each mapping that has `<<`.
  var merged: [UInt32: [MergedEntry]] = [:]
  /// Key tables of the mappings too large for a linear search.
  var keyTables: [UInt32: KeyTable] = [:]

  /// The node itself, or what it stands for if it is an alias.
  @inline(__always)
  func target(of node: UInt32) -> UInt32 {
    let record = records[Int(node)]
    return record.shape == .alias ? record.first : node
  }

  /// Calls `body` with the decoded text of a scalar; with nothing for any other node.
  @inline(__always)
  func withText<R>(
    of node: UInt32, source: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws -> R
  ) rethrows -> R {
    let record = records[Int(node)]
    let range = Int(record.first)..<Int(record.first) + Int(record.count)
    if record.shape == .sourceScalar { return try body(UnsafeBufferPointer(rebasing: source[range])) }
    switch record.shape {
    case .arenaScalar: return try arena.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
    default: return try body(UnsafeBufferPointer(start: nil, count: 0))
    }
  }

  /// Whether a node, or what it stands for, is a scalar of this text.
  @inline(__always)
  func hasText(_ node: UInt32, _ text: UnsafeBufferPointer<UInt8>, source: UnsafeBufferPointer<UInt8>) -> Bool {
    withText(of: target(of: node), source: source) { equalBytes($0, text) }
  }

  /// How many entries a mapping has once `<<` is applied.
  func entryCount(of mapping: UInt32) -> Int {
    let record = records[Int(mapping)]
    if record.shape == .mergedMapping { return merged[mapping]?.count ?? 0 }
    return record.shape == .mapping ? Int(record.count) / 2 : 0
  }

  /// An entry of a mapping. `position` is below `entryCount(of:)`.
  func entry(of mapping: UInt32, at position: Int) -> MergedEntry {
    let record = records[Int(mapping)]
    if record.shape == .mergedMapping, let entries = merged[mapping] { return entries[position] }
    let place = Int(record.first) + 2 * position
    return MergedEntry(key: children[place], value: children[place + 1], via: NodeRecord.none)
  }
}
