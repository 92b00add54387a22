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
    if let first {
      let length = layout.lineBreak(at: first)
      if fold, length != 3 {
        if blankLines.isEmpty { return emit(1, from: first) }
      } else if !isDone {
        guard emit(textLength(ofBreak: length), from: first) else { return false }
      }
    }
    for line in blankLines where !isDone {
      guard emit(textLength(ofBreak: layout.lineBreak(at: line)), from: line) else { return false }
    }
    return true
  }

  /// Steps over lines that hold nothing but indentation; returns where their breaks are.
  private mutating func skipBlankLines(_ indentation: Int) -> [Int] {
    var breaks: [Int] = []
    while true {
      var next = offset
      while next - offset < indentation, next < layout.source.count, layout.source[next] == UInt8(ascii: " ") { next += 1 }
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
