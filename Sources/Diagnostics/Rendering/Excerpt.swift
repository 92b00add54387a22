/// The lines of one file that the labels of a message point at, with underlines.
struct Excerpt {
  /// A label with the part of it that lies on its first line.
  private struct PlacedLabel {
    let label: Label
    let isPrimary: Bool
    /// 0-based.
    let line: Int
    /// Bytes of the line.
    let bytes: Range<Int>
  }

  private let file: SourceFile
  private let labels: [PlacedLabel]
  private let severity: Severity
  /// The first label given, whose place stands above the excerpt.
  let head: Position

  init(_ file: SourceFile, _ labels: [(label: Label, isPrimary: Bool)], severity: Severity) {
    self.file = file
    self.severity = severity
    head = file.position(at: labels.first.map { min($0.label.span.start, UInt32(file.bytes.count)) } ?? 0)
    self.labels = labels.map { label, isPrimary in
      let start = min(Int(label.span.start), file.bytes.count)
      let line = file.lineIndex(at: UInt32(start))
      let content = file.line(line)
      let first = min(max(start, content.startIndex), content.endIndex)
      // A span of several lines is shown by its first.
      let last = max(first, min(Int(label.span.end), content.endIndex))
      return PlacedLabel(
        label: label, isPrimary: isPrimary, line: line,
        bytes: first - content.startIndex..<last - content.startIndex)
    }
  }

  /// The 1-based number of the last line shown.
  var lastLine: Int { (labels.map(\.line).max() ?? 0) + 1 }

  /// The excerpt; `margin` is the width of the line numbers.
  func lines(margin: Int, _ style: RenderStyle) -> [String] {
    var result: [String] = []
    var previous: Int?
    for line in Set(labels.map(\.line)).sorted() {
      if let previous, line > previous + 2 {
        result.append(Role.gutter.paint("...", style))
      } else if let previous, line == previous + 2 {
        result += show(line - 1, [], margin: margin, style)
      }
      result += show(line, labels.filter { $0.line == line }, margin: margin, style)
      previous = line
    }
    return result
  }

  private func show(_ line: Int, _ labels: [PlacedLabel], margin: Int, _ style: RenderStyle) -> [String] {
    let main = labels.first { $0.isPrimary } ?? labels.first
    let display = DisplayLine(file.line(line), focus: main?.bytes.lowerBound ?? 0)
    let cells = { (bytes: Range<Int>) in
      let start = display.cell(ofByte: bytes.lowerBound)
      return start..<max(start, bytes.isEmpty ? start : display.cell(ofByte: bytes.upperBound))
    }
    let window = display.window(
      around: main.map { cells($0.bytes) } ?? 0..<0, available: max(20, style.width - margin - 3))
    let number = String(line + 1)
    let padding = String(repeating: " ", count: margin - number.count)
    let text = window.text.isEmpty ? "" : " " + window.text
    var result = [Role.gutter.paint("\(padding)\(number) |", style) + text]
    guard !labels.isEmpty else { return result }
    let marks = labels.map { placed in
      let columns = cells(placed.bytes)
      let start = window.column(ofCell: columns.lowerBound)
      let end = max(start + 1, window.column(ofCell: columns.upperBound))
      return Mark(columns: start..<end, text: SafeText.of(placed.label.text), isPrimary: placed.isPrimary)
    }
    let gutter = Role.gutter.paint(String(repeating: " ", count: margin) + " |", style)
    result += MarkRows(marks, severity: severity).lines(style).map { gutter + " " + $0 }
    return result
  }
}
