import Diagnostics
public import Explanations

/// An explanation for a terminal.
public enum ExplanationText {
  /// Of longer lists people are told where to find the rest.
  private static let mostLines = 60

  public static func render(_ explanation: Explanation, in context: ReportContext) -> String {
    let writer = ExplanationWriter(context: context, mostLines: mostLines)
    var parts = [writer.heading(explanation.title)]
    parts += explanation.sections.map(writer.section)
    if !explanation.alsoNamed.isEmpty { parts.append(writer.namesakes(explanation.alsoNamed)) }
    return parts.joined(separator: "\n")
  }

  /// Sections without a subject.
  public static func render(_ sections: [Explanation.Section], in context: ReportContext) -> String {
    let writer = ExplanationWriter(context: context)
    return sections.map(writer.section).joined(separator: "\n")
  }
}

/// Lays out the blocks; every result ends with a line break.
struct ExplanationWriter {
  let context: ReportContext
  /// Of a list.
  let mostLines: Int
  private var painter: Painter { Painter(color: context.style.color) }
  /// Longer lines are hard to read, however wide the terminal.
  private var width: Int { min(max(context.style.width, 40), 110) }

  init(context: ReportContext, mostLines: Int = .max) {
    self.context = context
    self.mostLines = mostLines
  }

  func heading(_ text: String) -> String { painter.paint(Painter.safe(text), .strong) + "\n" }

  func section(_ section: Explanation.Section) -> String {
    let indent = section.title.isEmpty ? 0 : 2
    let title = section.title.isEmpty ? "" : heading(section.title)
    let blocks = section.blocks.enumerated().map { index, item in
      let gap = index > 0 && needsGap(section.blocks[index - 1], item) ? "\n" : ""
      return gap + block(item, indent)
    }
    return title + blocks.joined()
  }

  /// Code belongs to what stands before it, and what follows a paragraph to the paragraph.
  private func needsGap(_ first: Explanation.Block, _ second: Explanation.Block) -> Bool {
    switch (first, second) {
    case (_, .code): false
    case (.paragraph, .paragraph): true
    case (.paragraph, _): false
    default: true
    }
  }

  func namesakes(_ names: [String]) -> String {
    let calls = names.map { "`topolint explain \(Painter.safe($0))`" }
    return wrapped("There is more of the name: " + Words.list(calls), 0, hanging: 0)
  }

  private func block(_ block: Explanation.Block, _ indent: Int) -> String {
    switch block {
    case .paragraph(let text): wrapped(text, indent, hanging: indent)
    case .list(let items):
      items.prefix(mostLines).map { wrapped("- " + $0, indent, hanging: indent + 2) }.joined()
        + rest(of: items.count, indent)
    case .facts(let lines):
      FactColumns(Array(lines.prefix(mostLines)), context: context, width: width, painter: painter).text(indent)
        + rest(of: lines.count, indent)
    case .code(let text, _): code(text, indent + 2)
    case .table(let table): columns(table, indent) + rest(of: table.rows.count, indent)
    case .tree(let nodes): TreeText(context: context, width: width, painter: painter).text(nodes, indent)
    }
  }

  private func rest(of count: Int, _ indent: Int) -> String {
    guard count > mostLines else { return "" }
    let text = "and \(count - mostLines) more; `topolint explain --format json` has all"
    return String(repeating: " ", count: indent) + painter.paint(text, .dim) + "\n"
  }

  private func wrapped(_ text: String, _ indent: Int, hanging: Int) -> String {
    LineWrap.lines(Painter.safe(Words.line(text)), width: width, indent: indent, hanging: hanging).joined(
      separator: "\n") + "\n"
  }

  private func code(_ text: String, _ indent: Int) -> String {
    let blank = String(repeating: " ", count: indent)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : blank + Painter.safe(String($0)) }.joined(separator: "\n") + "\n"
  }

  private func columns(_ table: Explanation.Table, _ indent: Int) -> String {
    let rows = ([table.columns] + table.rows.prefix(mostLines)).map { $0.map { Painter.safe(Words.line($0)) } }
    let widths = table.columns.indices.map { column in rows.map { LineWrap.count($0[column]) }.max() ?? 0 }
    return rows.enumerated().map { index, row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1 ? cell : LineWrap.padded(cell, to: widths[column])
      }
      let line = String(repeating: " ", count: indent) + cells.joined(separator: "  ")
      return (index == 0 ? painter.paint(line, .dim) : line) + "\n"
    }.joined()
  }
}

/// Breaks text into lines between words.
enum LineWrap {
  /// - Parameter hanging: the indent of the lines after the first.
  static func lines(_ text: String, width: Int, indent: Int, hanging: Int) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: hanging)
        isEmpty = true
      }
      line += isEmpty ? String(word) : " \(word)"
      isEmpty = false
    }
    return lines + [line]
  }

  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - count(text)))
  }

  /// How many characters there are; of plain text as many as bytes.
  static func count(_ text: String) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 && $0 != 13 } ? text.utf8.count : text.count
  }
}
