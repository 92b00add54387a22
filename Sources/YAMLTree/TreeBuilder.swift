internal import Diagnostics

/// The anchor and the tag written before a value.
struct Properties {
  let anchor: UnsafeMutablePointer<UInt8>?
  let tag: UnsafeMutablePointer<UInt8>?

  init(_ anchor: UnsafeMutablePointer<UInt8>?, _ tag: UnsafeMutablePointer<UInt8>?) {
    self.anchor = anchor
    self.tag = tag
  }

  var count: Int { (anchor == nil ? 0 : 1) + (tag == nil ? 0 : 1) }
}

/// Grows the flat tree event by event.
struct TreeBuilder {
  let source: UnsafeBufferPointer<UInt8>
  let layout: Layout
  let offsets: ByteOffsets
  let file: FileID
  let limits: YAMLLimits
  /// The length of the byte order mark, which libyaml is not shown.
  let base: Int

  var store = NodeStore()
  var complaints = Complaints()
  /// Nodes of the file so far, with every alias expanded.
  var expanded = 0
  /// The open collections, outermost first.
  var frames: [Frame] = []
  /// The children of all open collections, those of the innermost last.
  var pending: [UInt32] = []
  /// The latest node of each name in this document.
  var anchors: [String: UInt32] = [:]
  /// How many levels of collections the anchored collections have.
  var anchoredHeights: [UInt32: Int] = [:]
  /// Working space of the mapping that is being closed.
  var seenKeys = SeenKeys()
  var root = NodeRecord.none
  var documents: [(start: Int, root: UInt32)] = []
  /// How far the file was read without an error in its syntax.
  var readEnd = 0
  /// Whether the document that ended last is among `documents`.
  var keptLastDocument = false
  var documentStart = 0
  private var tagIndices: [String: UInt16] = [:]

  /// An open collection.
  struct Frame {
    let node: UInt32
    /// Where its children begin in `pending`.
    let firstPending: Int
    /// `expanded` just before the collection itself.
    let expandedBefore: Int
    let isAnchored: Bool
    /// Levels of collections within it, as far as known.
    var height = 0
  }

  init(source: UnsafeBufferPointer<UInt8>, file: FileID, limits: YAMLLimits) {
    self.source = source
    self.file = file
    self.limits = limits
    layout = Layout(source: source)
    base = source.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    offsets = ByteOffsets(source: source, base: base)
    // Nodes take about eight bytes each in ordinary files; pages never touched cost nothing.
    store.records.reserveCapacity(source.count / 8)
    store.children.reserveCapacity(source.count / 8)
  }

  func span(_ start: Int, _ end: Int) -> Span { Span(file: file, start: UInt32(start), end: UInt32(max(start, end))) }

  func span(of node: UInt32) -> Span {
    let record = store.records[Int(node)]
    return Span(file: file, start: record.start, end: record.end)
  }

  /// Adds a node to its parent; `false` if there are too many by now.
  mutating func append(_ record: NodeRecord) -> Bool {
    let node = UInt32(store.records.count)
    store.records.append(record)
    if frames.isEmpty { root = node } else { pending.append(node) }
    expanded += 1
    return expanded <= limits.maxNodes || reportTooManyNodes(at: Int(record.start))
  }

  mutating func scalar(
    _ text: UnsafeBufferPointer<UInt8>, _ style: YAMLNode.Style, _ properties: Properties, start: Int, end: Int
  ) -> Bool {
    var record = NodeRecord(
      start: UInt32(start), end: UInt32(end), first: 0, count: UInt32(text.count), size: 1, tag: 0,
      shape: .sourceScalar, style: style)
    if properties.count > 0 {
      guard let tag = tagIndex(properties.tag, at: start) else { return false }
      record.tag = tag
      record.start = UInt32(min(end, layout.valueStart(from: start, properties: properties.count)))
      register(properties.anchor, UInt32(store.records.count))
    }
    place(&record, hasProperties: properties.count > 0)
    setText(&record, text)
    return append(record)
  }

  /// Mends the ends where libyaml's marks are not those of the value.
  @inline(__always)
  private func place(_ record: inout NodeRecord, hasProperties: Bool) {
    switch record.style {
    case .literal, .folded:
      record.end = UInt32(layout.trimmedEnd(Int(record.end), notBefore: Int(record.start)))
    case .plain where record.count == 0:
      record.start = hasProperties ? record.end : UInt32(emptyPlace(Int(record.end)))
      record.end = record.start
    default: break
    }
  }

  /// Where an empty value stands: after the `:` of its key if there is one, else after the key. libyaml puts it in
  /// front of whatever follows.
  private func emptyPlace(_ offset: Int) -> Int {
    guard let frame = frames.last, store.records[Int(frame.node)].isMapping,
      (pending.count - frame.firstPending) % 2 == 1, let key = pending.last, key != NodeRecord.none
    else { return offset }
    let keyEnd = Int(store.records[Int(key)].end)
    let colon = layout.skipSpace(from: keyEnd)
    return colon < source.count && source[colon] == UInt8(ascii: ":") ? colon + 1 : keyEnd
  }

  /// Points to the text in the file where it stands there word for word, else keeps a copy.
  @inline(__always)
  private mutating func setText(_ record: inout NodeRecord, _ text: UnsafeBufferPointer<UInt8>) {
    let quote = record.style == .plain ? 0 : 1
    let begin = Int(record.start) + quote
    let end = Int(record.end) - quote
    if record.style != .literal, record.style != .folded, end - begin == text.count,
      equalBytes(UnsafeBufferPointer(rebasing: source[begin..<end]), text)
    {
      record.first = UInt32(begin)
      return
    }
    record.shape = .arenaScalar
    record.first = UInt32(store.arena.count)
    store.arena.append(contentsOf: text)
  }

  mutating func open(
    _ shape: NodeRecord.Shape, _ style: YAMLNode.Style, _ properties: Properties, start: Int
  ) -> Bool {
    guard frames.count < limits.maxDepth else { return reportTooDeep(at: start) }
    guard let tag = tagIndex(properties.tag, at: start) else { return false }
    let node = UInt32(store.records.count)
    let valueStart = properties.count == 0 ? start : layout.valueStart(from: start, properties: properties.count)
    let before = expanded
    let record = NodeRecord(
      start: UInt32(valueStart), end: UInt32(valueStart), first: 0, count: 0, size: 0, tag: tag, shape: shape,
      style: style)
    guard append(record) else { return false }
    frames.append(
      Frame(node: node, firstPending: pending.count, expandedBefore: before, isAnchored: properties.anchor != nil))
    register(properties.anchor, node)
    return true
  }

  mutating func close(end: Int) {
    guard let frame = frames.popLast() else { return }
    if frame.isAnchored { anchoredHeights[frame.node] = frame.height + 1 }
    noteHeight(frame.height + 1)
    setExtent(of: frame, end: end)
    if store.records[Int(frame.node)].isMapping {
      closeMapping(frame)
    } else {
      closeSequence(frame)
    }
    store.records[Int(frame.node)].size = UInt32(clamping: expanded - frame.expandedBefore)
    pending.removeLast(pending.count - frame.firstPending)
  }

  /// Notes that the innermost open collection holds something of so many levels.
  mutating func noteHeight(_ height: Int) {
    guard let last = frames.indices.last else { return }
    frames[last].height = max(frames[last].height, height)
  }

  /// Block collections, and the pairs in flow sequences, begin and end with their children.
  private mutating func setExtent(of frame: Frame, end: Int) {
    var record = store.records[Int(frame.node)]
    let start = Int(record.start)
    let bracket = start < source.count ? source[start] : 0
    if record.style == .flow, bracket == UInt8(ascii: "{") || bracket == UInt8(ascii: "[") {
      record.end = UInt32(max(start, end))
    } else if let last = lastChild(of: frame) {
      record.end = max(record.start, store.records[Int(last)].end)
      if bracket == UInt8(ascii: "&") || bracket == UInt8(ascii: "!"), record.isMapping {
        record.start = max(record.start, firstStart(of: frame))
      }
    }
    store.records[Int(frame.node)] = record
  }

  private func lastChild(of frame: Frame) -> UInt32? {
    pending[frame.firstPending...].last { $0 != NodeRecord.none }
  }

  private func firstStart(of frame: Frame) -> UInt32 {
    let first = pending[frame.firstPending]
    return first == NodeRecord.none ? 0 : store.records[Int(first)].start
  }

  private mutating func closeSequence(_ frame: Frame) {
    let first = store.children.count
    for child in pending[frame.firstPending...] where child != NodeRecord.none { store.children.append(child) }
    store.records[Int(frame.node)].first = UInt32(first)
    store.records[Int(frame.node)].count = UInt32(store.children.count - first)
  }

  /// The position of a tag in the table, added if new; `nil` if the table is full.
  private mutating func tagIndex(_ tag: UnsafeMutablePointer<UInt8>?, at start: Int) -> UInt16? {
    guard let tag else { return 0 }
    let name = String(cString: tag)
    if let index = tagIndices[name] { return index }
    guard let index = UInt16(exactly: store.tags.count) else {
      reportTooManyTags(at: start)
      return nil
    }
    store.tags.append(name)
    tagIndices[name] = index
    return index
  }
}
