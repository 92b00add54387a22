// Literal (`|`) and folded (`>`) scalars.
extension OffsetMap {
  /// Reads line by line what stands beneath the header.
  mutating func decodeBlock(isFolded: Bool) -> Bool {
    while offset < end, layout.lineBreak(at: offset) == 0 { offset += 1 }
    offset += layout.lineBreak(at: offset)
    let indentation = indentation()
    var pendingBreak: Int?
    var wasIndented = false
    var isFirst = true
    while !isDone {
      let blankLines = skipBlankLines(indentation)
      skipIndentation(indentation)
      let isIndented = layout.isBlank(at: offset)
      let hasContent = offset < layout.source.count && offset < end
      let folds = isFolded && !isFirst && !wasIndented && !isIndented && hasContent
      guard breaks(pendingBreak, blankLines, fold: folds) else { return false }
      guard !isDone, hasContent else { break }
      while offset < end, layout.lineBreak(at: offset) == 0 { guard copy() else { return false } }
      pendingBreak = offset
      offset += layout.lineBreak(at: offset)
      wasIndented = isIndented
      isFirst = false
    }
    if isDone, let pendingBreak { offset = min(offset, max(pendingBreak, origins.last.map { $0 + 1 } ?? offset)) }
    return isDone
  }

  /// Emits what the breaks between two lines become. Only folding makes one LF a space and drops the first of several.
  private mutating func breaks(_ first: Int?, _ blankLines: [Int], fold: Bool) -> Bool {
    var places = blankLines
    if let first {
      let isDropped = fold && layout.lineBreak(at: first) != 3
      if isDropped, blankLines.isEmpty { return emit(1, from: first) }
      if isDropped {
        // The text goes on where the line ended, not a line below.
        guard emit(textLength(ofBreak: layout.lineBreak(at: places.removeFirst())), from: first) else { return false }
      } else {
        places.insert(first, at: 0)
      }
    }
    for place in places where !isDone {
      guard emit(textLength(ofBreak: layout.lineBreak(at: place)), from: place) else { return false }
    }
    return true
  }

  /// Steps over lines that hold nothing but indentation; returns where their breaks are.
  private mutating func skipBlankLines(_ indentation: Int) -> [Int] {
    var breaks: [Int] = []
    while true {
      var next = offset
      while next - offset < indentation, next < layout.source.count, layout.source[next] == UInt8(ascii: " ") {
        next += 1
      }
      let length = layout.lineBreak(at: next)
      guard length > 0 else { return breaks }
      breaks.append(next)
      offset = next + length
    }
  }

  private mutating func skipIndentation(_ indentation: Int) {
    var left = indentation
    while left > 0, offset < end, layout.source[offset] == UInt8(ascii: " ") {
      offset += 1
      left -= 1
    }
  }

  /// The columns that belong to the layout: what the first line with content has more than its text.
  private func indentation() -> Int {
    var line = offset
    while line < end {
      var next = line
      while next < end, layout.source[next] == UInt8(ascii: " ") { next += 1 }
      let length = layout.lineBreak(at: next)
      if length == 0 { return max(0, next - line - leadingSpacesOfText()) }
      line = next + length
    }
    return 0
  }

  private func leadingSpacesOfText() -> Int {
    guard let first = text.firstIndex(where: { $0 != UInt8(ascii: "\n") }) else { return 0 }
    return text[first...].prefix { $0 == UInt8(ascii: " ") }.count
  }
}
