/// What edits change in a file, in the unified format that `patch` and `git apply` read.
public struct UnifiedDiff {
  private let file: SourceFile
  private let hunks: [Hunk]

  /// Lines around a change.
  private static let context = 3

  /// Whole lines of the file that are replaced, 0-based.
  private struct Change {
    var lines: Range<Int>
    var text: [[UInt8]]
  }

  /// Changes near each other, shown together.
  private struct Hunk {
    var changes: [Change]
    var lines: Range<Int>
  }

  /// - Parameter edits: Edits of the file; those of other files are passed over.
  public init(of file: SourceFile, _ edits: [TextEdit]) {
    self.file = file
    hunks = Self.hunks(Self.changes(of: file, edits), lineCount: Self.lines(of: file.bytes).count)
  }

  /// Whether the edits change anything.
  public var isEmpty: Bool { hunks.isEmpty }

  /// The text of the patch; empty where nothing changes.
  public var text: String {
    guard !hunks.isEmpty else { return "" }
    let lines = Self.lines(of: file.bytes)
    var result = "--- a/\(file.path)\n+++ b/\(file.path)\n"
    var shift = 0
    for hunk in hunks {
      let added = hunk.changes.reduce(0) { $0 + $1.text.count - $1.lines.count }
      result +=
        "@@ -\(range(hunk.lines.lowerBound, hunk.lines.count)) +\(range(hunk.lines.lowerBound + shift, hunk.lines.count + added)) @@\n"
      shift += added
      var next = hunk.lines.lowerBound
      for change in hunk.changes {
        for line in next..<change.lines.lowerBound { result += written(" ", lines[line]) }
        for line in change.lines { result += written("-", lines[line]) }
        for line in change.text { result += written("+", line) }
        next = change.lines.upperBound
      }
      for line in next..<hunk.lines.upperBound { result += written(" ", lines[line]) }
    }
    return result
  }

  /// `12,3`: counted from one; the line before where there is none.
  private func range(_ start: Int, _ count: Int) -> String {
    count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
  }

  private func written(_ mark: String, _ line: [UInt8]) -> String {
    let text = mark + String(decoding: line, as: UTF8.self)
    return line.last == UInt8(ascii: "\n") ? text : text + "\n\\ No newline at end of file\n"
  }

  // MARK: Parts

  /// The lines with their ends.
  private static func lines(of bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(Array(bytes[start...index]))
      start = index + 1
    }
    if start < bytes.count { lines.append(Array(bytes[start...])) }
    return lines
  }

  /// The lines that edits touch, each with what replaces it; edits of one line are one change.
  private static func changes(of file: SourceFile, _ edits: [TextEdit]) -> [Change] {
    let starts = lineStarts(of: file.bytes)
    func line(_ offset: Int) -> Int { max(0, starts.partition { $0 <= offset } - 1) }
    var groups: [(lines: Range<Int>, edits: [TextEdit])] = []
    for edit in edits.sorted(by: { $0.span.start < $1.span.start }) {
      let (first, last) = (line(Int(edit.span.start)), line(Int(edit.span.end)))
      if let group = groups.last, first < group.lines.upperBound {
        groups[groups.count - 1].lines = group.lines.lowerBound..<max(group.lines.upperBound, last + 1)
        groups[groups.count - 1].edits.append(edit)
      } else {
        groups.append((first..<last + 1, [edit]))
      }
    }
    return groups.compactMap { group in
      let start = starts.indices.contains(group.lines.lowerBound) ? starts[group.lines.lowerBound] : file.bytes.count
      let end = starts.indices.contains(group.lines.upperBound) ? starts[group.lines.upperBound] : file.bytes.count
      let piece = SourceFile(path: "", bytes: Array(file.bytes[start..<end]))
      let moved = group.edits.map { edit in
        var span = edit.span
        span.start -= UInt32(start)
        span.end -= UInt32(start)
        return TextEdit(span, edit.text)
      }
      return trimmed(
        Change(lines: group.lines.clamped(to: 0..<lines(of: file.bytes).count), text: lines(of: piece.applying(moved))),
        lines(of: piece.bytes))
    }
  }

  /// Lines at the ends that stay as they were are no part of the change.
  private static func trimmed(_ change: Change, _ old: [[UInt8]]) -> Change? {
    var change = change
    var old = old[...]
    while let first = old.first, first == change.text.first {
      old.removeFirst()
      change.text.removeFirst()
      change.lines = change.lines.lowerBound + 1..<change.lines.upperBound
    }
    while let last = old.last, last == change.text.last {
      old.removeLast()
      change.text.removeLast()
      change.lines = change.lines.lowerBound..<change.lines.upperBound - 1
    }
    return old.isEmpty && change.text.isEmpty ? nil : change
  }

  private static func lineStarts(of bytes: [UInt8]) -> [Int] {
    [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") && $0 + 1 < bytes.count }.map { $0 + 1 }
  }

  private static func hunks(_ changes: [Change], lineCount: Int) -> [Hunk] {
    var hunks: [Hunk] = []
    for change in changes {
      let lines = max(0, change.lines.lowerBound - context)..<min(lineCount, change.lines.upperBound + context)
      if let last = hunks.last, lines.lowerBound <= last.lines.upperBound {
        hunks[hunks.count - 1].changes.append(change)
        hunks[hunks.count - 1].lines = last.lines.lowerBound..<lines.upperBound
      } else {
        hunks.append(Hunk(changes: [change], lines: lines))
      }
    }
    return hunks
  }
}

extension [Int] {
  /// How many of ascending values satisfy a condition that holds for the first of them only.
  fileprivate func partition(_ holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
