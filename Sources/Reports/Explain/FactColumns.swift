import Diagnostics
import Explanations

/// Fact lines in columns: name, value with its basis, and the place or the note.
struct FactColumns {
  private let lines: [Explanation.FactLine]
  private let context: ReportContext
  private let width: Int
  private let painter: Painter

  private static let widestName = 40
  private static let widestValue = 44

  init(_ lines: [Explanation.FactLine], context: ReportContext, width: Int, painter: Painter) {
    self.lines = lines
    self.context = context
    self.width = width
    self.painter = painter
  }

  func text(_ indent: Int) -> String {
    let nameWidth = min(Self.widestName, lines.map(\.name.count).max() ?? 0)
    let valueWidth = min(Self.widestValue, lines.map { value($0).count }.max() ?? 0)
    return lines.map { line($0, indent, nameWidth, valueWidth) }.joined()
  }

  private func line(_ line: Explanation.FactLine, _ indent: Int, _ nameWidth: Int, _ valueWidth: Int) -> String {
    let blank = String(repeating: " ", count: indent)
    let start = indent + nameWidth + 2
    var text = blank + LineWrap.padded(Painter.safe(line.name), to: nameWidth) + "  "
    let body = value(line)
    let room = width - start
    if body.count > room, line.name.count <= nameWidth {
      // A long value is wrapped in its own column.
      let rows = LineWrap.lines(body, width: width, indent: start, hanging: start)
      text += rows.joined(separator: "\n").drop { $0 == " " }
    } else {
      text += body
    }
    return text + tail(line, used: start + body.count, column: start + valueWidth, start)
  }

  /// The place and the note, on the line where they fit, else below the value.
  private func tail(_ line: Explanation.FactLine, used: Int, column: Int, _ start: Int) -> String {
    var text = ""
    var used = used
    for part in [line.span.map(context.place), line.note.map(Painter.safe)].compactMap({ $0 }) {
      let gap = line.value.isEmpty ? 0 : max(2, column + 2 - used)
      if text.isEmpty, used + gap + part.count <= width {
        text += String(repeating: " ", count: gap) + painter.paint(part, .dim)
        used = width
      } else {
        let rows = LineWrap.lines(part, width: width, indent: start, hanging: start)
        text += "\n" + rows.map { painter.paint($0, .dim) }.joined(separator: "\n")
      }
    }
    return text + "\n"
  }

  private func value(_ line: Explanation.FactLine) -> String {
    let value = Painter.safe(Words.line(line.value))
    guard let basis = line.basis, basis != "stated" else { return value }
    return "\(value) (\(basis))"
  }
}

/// A tree with its branches drawn.
struct TreeText {
  let context: ReportContext
  let width: Int
  let painter: Painter

  func text(_ nodes: [Explanation.TreeNode], _ indent: Int) -> String {
    let blank = String(repeating: " ", count: indent)
    return nodes.map { line($0, blank) + below($0.children, blank) }.joined()
  }

  private func below(_ nodes: [Explanation.TreeNode], _ prefix: String) -> String {
    nodes.enumerated().map { index, node in
      let isLast = index == nodes.count - 1
      return line(node, prefix + (isLast ? "└─ " : "├─ ")) + below(node.children, prefix + (isLast ? "   " : "│  "))
    }.joined()
  }

  private func line(_ node: Explanation.TreeNode, _ prefix: String) -> String {
    let value = node.value.isEmpty ? "" : " = \(Painter.safe(Words.line(node.value)))"
    let room = max(24, width - prefix.count - value.count)
    let details = [node.span.map(context.place), node.note.map(Painter.safe)].compactMap { $0 }.joined(separator: ", ")
    let text = prefix + Words.cut(Painter.safe(node.text), to: room) + painter.paint(value, .strong)
    return text + (details.isEmpty ? "" : painter.paint("  (\(details))", .dim)) + "\n"
  }
}
