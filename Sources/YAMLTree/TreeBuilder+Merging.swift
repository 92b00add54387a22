internal import Diagnostics

extension TreeBuilder {
  /// Works out the entries of a mapping that has `<<: value`: what is written here wins, then the first source.
  ///
  /// Sources are closed by now, their own `<<` applied. The work is bounded by the expanded size, which has a limit.
  mutating func applyMerge(_ value: UInt32, to mapping: UInt32) {
    let sources = mergeSources(of: value)
    let own = ownEntries(of: mapping)
    var capacity = own.count
    for source in sources { capacity += store.entryCount(of: store.target(of: source)) }
    seenKeys.begin(capacity: capacity)
    var entries: [MergedEntry] = []
    for entry in own where entry.value != value { note(entry, &entries) }
    var inherited: [MergedEntry] = []
    for source in sources {
      let target = store.target(of: source)
      for position in 0..<store.entryCount(of: target) {
        var entry = store.entry(of: target, at: position)
        entry.via = source
        note(entry, &inherited, after: entries)
      }
    }
    // The sources take the place of `<<`.
    let place = own.firstIndex { $0.value == value } ?? own.count
    entries.insert(contentsOf: inherited, at: place)
    store.records[Int(mapping)].shape = .mergedMapping
    store.merged[mapping] = entries
    // Positions have shifted, so the table made on the way will not do.
    if entries.count > KeyTable.linearLimit { store.keyTables[mapping] = table(of: entries) }
  }

  private func ownEntries(of mapping: UInt32) -> [MergedEntry] {
    (0..<store.entryCount(of: mapping)).map { store.entry(of: mapping, at: $0) }
  }

  /// The mappings named by the value of `<<`, which is one mapping or a list of them.
  private mutating func mergeSources(of value: UInt32) -> [UInt32] {
    let target = store.records[Int(store.target(of: value))]
    if target.isMapping { return [value] }
    guard target.shape == .sequence else {
      reportBadMerge(at: span(of: value))
      return []
    }
    let items = store.children[Int(target.first)..<Int(target.first) + Int(target.count)]
    return items.filter { item in
      if store.records[Int(store.target(of: item))].isMapping { return true }
      reportBadMerge(at: span(of: item))
      return false
    }
  }

  /// Adds an entry to `list` unless its key is in `before` or `list` already.
  private mutating func note(_ entry: MergedEntry, _ list: inout [MergedEntry], after before: [MergedEntry] = []) {
    let position = before.count + list.count
    let known = store.withText(of: store.target(of: entry.key), source: source) { text in
      seenKeys.remember(text, at: position) { other in
        let key = other < before.count ? before[other].key : list[other - before.count].key
        return store.hasText(key, text, source: source)
      }
    }
    if known == nil { list.append(entry) }
  }

  private func table(of entries: [MergedEntry]) -> KeyTable {
    var table = KeyTable(capacity: entries.count)
    for (position, entry) in entries.enumerated() {
      let hash = store.withText(of: store.target(of: entry.key), source: source) { KeyTable.hash($0) }
      table.insert(position, hash: hash)
    }
    return table
  }
}
