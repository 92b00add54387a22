/// An underline beneath a line of excerpt.
struct Mark {
  /// Cells; never empty.
  var columns: Range<Int>
  var text: String
  var isPrimary: Bool
}

/// Draws the rows beneath a line: underlines, and labels at their end or hanging from them.
struct MarkRows {
  private var rows: [[(character: Character, role: Role)]] = [[]]
  private let severity: Severity

  init(_ marks: [Mark], severity: Severity) {
    self.severity = severity
    // Primary marks are drawn last, over the others.
    for mark in marks.sorted(by: { !$0.isPrimary && $1.isPrimary }) {
      let sign: Character = mark.isPrimary ? "^" : "-"
      put(String(repeating: sign, count: mark.columns.count), row: 0, column: mark.columns.lowerBound, role(mark))
    }
    var labelled = marks.filter { !$0.text.isEmpty }.enumerated().sorted { a, b in
      (b.element.columns.lowerBound, b.offset) < (a.element.columns.lowerBound, a.offset)
    }.map(\.element)
    let end = marks.map(\.columns.upperBound).max() ?? 0
    if let last = labelled.first, last.columns.upperBound == end {
      put(last.text, row: 0, column: end + 1, role(last))
      labelled.removeFirst()
    }
    hang(labelled)
  }

  /// Hangs labels, the rightmost first, each on a row of its own, from lines that go down to them.
  private mutating func hang(_ labels: [Mark]) {
    guard !labels.isEmpty else { return }
    for label in labels { put("|", row: 1, column: label.columns.lowerBound, role(label)) }
    for (index, label) in labels.enumerated() {
      let row = index + 2
      for other in labels[index...] where other.columns.lowerBound < label.columns.lowerBound {
        put("|", row: row, column: other.columns.lowerBound, role(other))
      }
      put(label.text, row: row, column: label.columns.lowerBound, role(label))
    }
  }

  private func role(_ mark: Mark) -> Role { mark.isPrimary ? .severity(severity) : .secondary }

  private mutating func put(_ text: String, row: Int, column: Int, _ role: Role) {
    while rows.count <= row { rows.append([]) }
    while rows[row].count < column { rows[row].append((" ", .plain)) }
    for (offset, character) in text.enumerated() {
      if column + offset < rows[row].count {
        rows[row][column + offset] = (character, role)
      } else {
        rows[row].append((character, role))
      }
    }
  }

  /// The rows from top to bottom.
  func lines(_ style: RenderStyle) -> [String] {
    rows.map { row in
      var line = ""
      var run = ""
      var runRole = Role.plain
      for (character, role) in row {
        if role != runRole {
          line += runRole.paint(run, style)
          run = ""
          runRole = role
        }
        run.append(character)
      }
      return line + runRole.paint(run, style)
    }
  }
}
