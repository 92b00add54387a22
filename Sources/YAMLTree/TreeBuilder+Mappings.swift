internal import Diagnostics

extension TreeBuilder {
  /// Checks the keys of a mapping, stores its entries and applies `<<`.
  mutating func closeMapping(_ frame: Frame) {
    var keys = SeenKeys(capacity: (pending.count - frame.firstPending) / 2)
    var mergeValue: UInt32?
    let first = UInt32(store.children.count)
    var place = frame.firstPending
    while place + 1 < pending.count {
      let key = pending[place]
      let value = pending[place + 1]
      place += 2
      guard key != NodeRecord.none, isUsable(key: key), value != NodeRecord.none, isNew(key: key, &keys, first: first)
      else { continue }
      store.children.append(key)
      store.children.append(value)
      if isMerge(key) { mergeValue = value }
    }
    store.records[Int(frame.node)].first = first
    store.records[Int(frame.node)].count = UInt32(store.children.count) - first
    if let mergeValue {
      applyMerge(mergeValue, to: frame.node)
    } else if let table = keys.table {
      store.keyTables[frame.node] = table
    }
  }

  private mutating func isUsable(key: UInt32) -> Bool {
    if store.records[Int(store.target(of: key))].isScalar { return true }
    reportKeyNotScalar(at: span(of: key))
    return false
  }

  /// Whether no stored key has this text; remembers it.
  private mutating func isNew(key: UInt32, _ keys: inout SeenKeys, first: UInt32) -> Bool {
    let node = store.target(of: key)
    let position = (store.children.count - Int(first)) / 2
    let double = store.withText(of: node, source: source) { text in
      keys.remember(text, at: position) { other in
        let otherKey = store.target(of: store.children[Int(first) + 2 * other])
        return store.withText(of: otherKey, source: source) { equalBytes($0, text) }
      }
    }
    guard let double else { return true }
    reportDuplicateKey(key, first: store.children[Int(first) + 2 * double])
    return false
  }

  /// Whether a key is the merge key: `<<`, not quoted.
  private func isMerge(_ key: UInt32) -> Bool {
    let record = store.records[Int(key)]
    guard record.shape == .sourceScalar, record.count == 2, record.style == .plain else { return false }
    return source[Int(record.first)] == UInt8(ascii: "<") && source[Int(record.first) + 1] == UInt8(ascii: "<")
  }
}

/// The keys met so far in one mapping: fingerprints while there are few, a table when there are many.
struct SeenKeys {
  private(set) var table: KeyTable?
  private var prints: [UInt64] = []

  init(capacity: Int) {
    if capacity > KeyTable.linearLimit {
      table = KeyTable(capacity: capacity)
    } else if capacity > 1 {
      prints.reserveCapacity(capacity)
    }
  }

  /// The position of the key with the same text; `nil` if there was none, and then this one is remembered.
  @inline(__always)
  mutating func remember(
    _ text: UnsafeBufferPointer<UInt8>, at position: Int, isSame: (Int) -> Bool
  ) -> Int? {
    if table != nil {
      let hash = KeyTable.hash(text)
      if let found = table?.find(hash: hash, matches: isSame) { return found }
      table?.insert(position, hash: hash)
      return nil
    }
    let print = Self.fingerprint(text)
    for (other, known) in prints.enumerated() where known == print && isSame(other) { return other }
    prints.append(print)
    return nil
  }

  /// The length and the last seven bytes: enough to tell most keys apart without touching their text again.
  private static func fingerprint(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var print = UInt64(text.count)
    for byte in text.suffix(7) { print = print << 8 ^ UInt64(byte) }
    return print
  }
}
