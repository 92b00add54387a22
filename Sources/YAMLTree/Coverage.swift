internal import Diagnostics

/// Finds the entry or item of a document that a comment is about.
///
/// It walks the tree as written: aliases are leaves and `<<` is an ordinary key.
struct Coverage {
  let source: UnsafeBufferPointer<UInt8>
  let document: YAMLDocument
  /// The latest answer for a comment on a line of its own: all comments before the same content share it.
  private var latest: (from: Int, content: Int, entry: Entry?)?

  init(source: UnsafeBufferPointer<UInt8>, document: YAMLDocument) {
    self.source = source
    self.document = document
  }

  /// An entry of a mapping or an item of a sequence.
  struct Entry {
    let value: UInt32
    /// Where it begins: its key, or its value if it is an item.
    let start: Int
    let isBlock: Bool
  }

  /// The entry that a comment covers, with its place.
  mutating func entry(forCommentAt offset: Int) -> (node: YAMLNode, span: Span)? {
    let layout = Layout(source: source)
    var lineStart = offset
    while lineStart > 0, !layout.endsBreak(before: lineStart) { lineStart -= 1 }
    if lineStart == 0, source.starts(with: [0xEF, 0xBB, 0xBF]) { lineStart = 3 }
    let isAlone = (lineStart..<offset).allSatisfy { layout.isBlank(at: $0) }
    let entry = isAlone ? next(after: offset) : last(from: lineStart, before: offset)
    guard let entry else { return nil }
    let end = document.span(of: entry.value).end
    let node = document.root.child(entry.value)
    return (node, Span(file: document.id, start: UInt32(entry.start), end: max(UInt32(entry.start), end)))
  }

  /// The entry that begins on the next line with content.
  private mutating func next(after offset: Int) -> Entry? {
    if let latest, latest.from <= offset, offset < latest.content { return latest.entry }
    let content = Layout(source: source).skipSpace(from: offset)
    let entry = first(from: content)
    latest = (offset, content, entry)
    return entry
  }

  /// The outermost entry that begins on the line of `content`, its first byte.
  private func first(from content: Int) -> Entry? {
    let layout = Layout(source: source)
    var lineEnd = content
    while lineEnd < source.count, layout.lineBreak(at: lineEnd) == 0 { lineEnd += 1 }
    var node = document.rootIndex
    while true {
      let count = entryCount(node)
      let position = partition(node, count) { start in start >= content }
      if position < count, let entry = entry(of: node, at: position) {
        // A dash with its value on a later line begins here, too.
        if entry.start < lineEnd || isDash(at: content) && dash(before: entry.start) == content { return entry }
      }
      guard position > 0, let before = self.entry(of: node, at: position - 1),
        document.store.records[Int(before.value)].end > UInt32(content)
      else { return nil }
      node = before.value
    }
  }

  /// The entry that begins on the line, for a comment at its end.
  private func last(from lineStart: Int, before offset: Int) -> Entry? {
    var node = document.rootIndex
    var best: Entry?
    var around: Entry?
    while true {
      let count = entryCount(node)
      let position = partition(node, count) { start in start >= offset }
      guard position > 0, let entry = entry(of: node, at: position - 1) else { break }
      if entry.start >= lineStart {
        if !entry.isBlock { return best ?? entry }
        best = entry
      } else if document.store.records[Int(entry.value)].end > UInt32(lineStart) {
        // Begun above, and ends here or below: what closes on this line, if nothing begins.
        around = entry
      }
      node = entry.value
    }
    return best ?? around
  }

  private func isDash(at offset: Int) -> Bool { offset < source.count && source[offset] == UInt8(ascii: "-") }

  /// The dash of an item whose value begins at `start` on a later line.
  private func dash(before start: Int) -> Int? {
    let end = Layout(source: source).trimmedEnd(start, notBefore: 0)
    return end > 0 && isDash(at: end - 1) ? end - 1 : nil
  }

  private func entryCount(_ node: UInt32) -> Int {
    let record = document.store.records[Int(node)]
    switch record.shape {
    case .mapping, .mergedMapping: return Int(record.count) / 2
    case .sequence: return Int(record.count)
    default: return 0
    }
  }

  private func entry(of node: UInt32, at position: Int) -> Entry? {
    let record = document.store.records[Int(node)]
    let isMapping = record.shape != .sequence
    let place = Int(record.first) + (isMapping ? 2 * position : position)
    let value = document.store.children[isMapping ? place + 1 : place]
    let start = Int(document.store.records[Int(document.store.children[place])].start)
    return Entry(value: value, start: start, isBlock: record.style == .block)
  }

  /// The first position whose start fulfils `isBeyond`, which holds from some position on. O(log count).
  private func partition(_ node: UInt32, _ count: Int, _ isBeyond: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if let entry = entry(of: node, at: middle), isBeyond(entry.start) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
