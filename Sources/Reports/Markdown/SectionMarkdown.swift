import Diagnostics
import Explanations

/// Sections of an explanation or a report as Markdown; every result ends with a line break.
struct SectionMarkdown {
  let places: MarkdownPlaces
  /// The level of their headings.
  let level: Int

  func render(_ section: Explanation.Section) -> String {
    let mark = String(repeating: "#", count: level)
    let title = section.title.isEmpty ? [] : ["\(mark) \(MarkdownText.escaped(section.title))\n"]
    return (title + section.blocks.map(block)).joined(separator: "\n")
  }

  private func block(_ block: Explanation.Block) -> String {
    switch block {
    case .paragraph(let text): MarkdownText.escaped(Words.line(text)) + "\n"
    case .list(let items): items.map { "- \(MarkdownText.escaped(Words.line($0)))\n" }.joined()
    case .facts(let lines): facts(lines)
    case .code(let text, let language): MarkdownText.fence(text, language: language)
    case .table(let table):
      MarkdownText.table(
        head: table.columns.map(MarkdownText.escaped), rows: table.rows.map { $0.map(MarkdownText.escaped) })
    case .tree(let nodes): tree(nodes, depth: 0)
    }
  }

  /// A table with the columns that some line fills.
  private func facts(_ lines: [Explanation.FactLine]) -> String {
    var head = ["Fact", "Value"]
    var rows = lines.map { [MarkdownText.escaped($0.name), MarkdownText.escaped($0.value)] }
    func add(_ title: String, _ cell: (Explanation.FactLine) -> String?) {
      let cells = lines.map(cell)
      guard cells.contains(where: { $0 != nil }) else { return }
      head.append(title)
      for index in rows.indices { rows[index].append(cells[index] ?? "") }
    }
    add("Known by") { $0.basis.map(MarkdownText.escaped) }
    add("Where") { $0.span.map(places.link) }
    add("Note") { $0.note.map(MarkdownText.escaped) }
    return MarkdownText.table(head: head, rows: rows)
  }

  private func tree(_ nodes: [Explanation.TreeNode], depth: Int) -> String {
    nodes.map { node in
      let details = [node.span.map(places.link), node.note.map(MarkdownText.escaped)].compactMap { $0 }
      var line = String(repeating: "  ", count: depth) + "- " + MarkdownText.inlineCode(node.text)
      if !node.value.isEmpty { line += " = **\(MarkdownText.escaped(Words.line(node.value)))**" }
      if !details.isEmpty { line += " (\(details.joined(separator: ", ")))" }
      return line + "\n" + tree(node.children, depth: depth + 1)
    }.joined()
  }
}
