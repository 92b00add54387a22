internal import Diagnostics

extension TreeBuilder {
  /// Names a node; a later node of the same name hides it, as YAML has it.
  mutating func register(_ anchor: UnsafeMutablePointer<UInt8>?, _ node: UInt32) {
    guard let anchor else { return }
    anchors[String(cString: anchor)] = node
  }

  /// Adds a reference to an anchored node, sharing it; `false` if the expansion is too large.
  ///
  /// The size of what it stands for is known, so a bomb is refused here and nobody ever walks it.
  mutating func alias(_ name: String, start: Int, end: Int) -> Bool {
    guard let target = anchors[name] else {
      reportUnknownAnchor(name, at: span(start, end))
      return leaveOut()
    }
    let size = store.records[Int(target)].size
    if size == 0 {
      reportRecursiveAlias(name, at: span(start, end), target: target)
      return leaveOut()
    }
    let height = anchoredHeights[target] ?? 0
    if frames.count + height > limits.maxDepth { return reportTooDeep(at: start, following: target) }
    noteHeight(height)
    expanded += Int(size) - 1
    if expanded >= limits.maxNodes { return reportAliasBomb(name, at: span(start, end), target: target) }
    let record = NodeRecord(
      start: UInt32(start), end: UInt32(end), first: target, count: 0, size: size, tag: 0, shape: .alias, style: .plain)
    return append(record)
  }

  /// Keeps the place of a child that cannot be had, so that keys and values stay in step.
  private mutating func leaveOut() -> Bool {
    if !frames.isEmpty { pending.append(NodeRecord.none) }
    return true
  }
}
