public import Diagnostics

extension YAMLNode {
  /// The values of a sequence; none for any other node.
  public var items: YAMLItems { YAMLItems(node: self) }

  /// The entries of a mapping with `<<` applied; none for any other node.
  public var entries: YAMLEntries { YAMLEntries(node: self) }

  /// The value of a key. A linear search in small mappings, O(1) in large ones.
  public subscript(_ key: String) -> YAMLNode? { entry(key)?.value }

  /// The entry of a key, found by its decoded text.
  public func entry(_ key: String) -> YAMLEntry? {
    let entries = entries
    var key = key
    guard entries.count > KeyTable.linearLimit, let table = document.store.keyTables[index] else {
      return key.withUTF8 { keyPosition($0) }.map { entries[$0] }
    }
    let hash = key.withUTF8 { KeyTable.hash($0) }
    let position = table.find(hash: hash) { entries[$0].key.hasText(key) }
    return position.map { entries[$0] }
  }
}

extension YAMLNode {
  /// The position of a key, without making a node of every key on the way.
  private func keyPosition(_ key: UnsafeBufferPointer<UInt8>) -> Int? {
    let store = document.store
    return document.file.bytes.withUnsafeBufferPointer { source in
      (0..<store.entryCount(of: index)).first { store.hasText(store.entry(of: index, at: $0).key, key, source: source) }
    }
  }
}

/// The values of a sequence, in file order.
public struct YAMLItems: RandomAccessCollection, Sendable {
  let node: YAMLNode
  private let first: Int
  public let endIndex: Int

  init(node: YAMLNode) {
    self.node = node
    let record = node.record
    first = Int(record.first)
    endIndex = record.shape == .sequence ? Int(record.count) : 0
  }

  public var startIndex: Int { 0 }

  public subscript(position: Int) -> YAMLNode {
    precondition(position >= 0 && position < endIndex, "item out of bounds")
    return node.child(node.document.store.children[first + position])
  }
}

/// A key with its value.
public struct YAMLEntry: Sendable {
  /// Always a scalar.
  public let key: YAMLNode
  public let value: YAMLNode
  /// What `<<` took the entry from (the alias, or a mapping written there); `nil` for an entry of the mapping itself.
  public let mergedVia: Span?

  /// From the key to the end of the value, as the two are written together: an aliased value counts as its alias.
  public var span: Span {
    let document = key.document
    let start = document.span(of: keyIndex)
    return Span(file: start.file, start: start.start, end: max(start.end, document.span(of: valueIndex).end))
  }

  /// The nodes as written, aliases not followed; the span is worked out only for those who ask.
  let keyIndex: UInt32
  let valueIndex: UInt32
}

/// The entries of a mapping in file order; merged ones at the place of `<<`, which is not among them.
public struct YAMLEntries: RandomAccessCollection, Sendable {
  let node: YAMLNode
  public let endIndex: Int

  init(node: YAMLNode) {
    self.node = node
    endIndex = node.document.store.entryCount(of: node.index)
  }

  public var startIndex: Int { 0 }

  public subscript(position: Int) -> YAMLEntry {
    precondition(position >= 0 && position < endIndex, "entry out of bounds")
    let document = node.document
    let entry = document.store.entry(of: node.index, at: position)
    return YAMLEntry(
      key: node.child(entry.key, via: entry.via), value: node.child(entry.value, via: entry.via),
      mergedVia: entry.via == NodeRecord.none ? nil : document.span(of: entry.via), keyIndex: entry.key,
      valueIndex: entry.value)
  }
}
