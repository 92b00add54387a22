internal import Diagnostics

extension TreeBuilder {
  /// Checks the keys of a mapping, stores its entries and applies `<<`.
  mutating func closeMapping(_ frame: Frame) {
    seenKeys.begin(capacity: (pending.count - frame.firstPending) / 2)
    var mergeValue: UInt32?
    let first = UInt32(store.children.count)
    var place = frame.firstPending
    while place + 1 < pending.count {
      let key = pending[place]
      let value = pending[place + 1]
      place += 2
      guard key != NodeRecord.none, isUsable(key: key), value != NodeRecord.none, isNew(key: key, first: first)
      else { continue }
      store.children.append(key)
      store.children.append(value)
      if isMerge(key) { mergeValue = value }
    }
    store.records[Int(frame.node)].first = first
    store.records[Int(frame.node)].count = UInt32(store.children.count) - first
    if let mergeValue {
      applyMerge(mergeValue, to: frame.node)
    } else if let table = seenKeys.takeTable() {
      store.keyTables[frame.node] = table
    }
  }

  private mutating func isUsable(key: UInt32) -> Bool {
    if store.records[Int(store.target(of: key))].isScalar { return true }
    reportKeyNotScalar(at: span(of: key))
    return false
  }

  /// Whether none of the stored keys, which begin at `first`, has the text of this one; remembers it.
  private mutating func isNew(key: UInt32, first: UInt32) -> Bool {
    let node = store.target(of: key)
    let position = (store.children.count - Int(first)) / 2
    let double = store.withText(of: node, source: source) { text in
      seenKeys.remember(text, at: position) { other in
        store.hasText(store.children[Int(first) + 2 * other], text, source: source)
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
