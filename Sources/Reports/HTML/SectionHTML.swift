import Diagnostics
import Explanations

/// Sections of a report or an explanation as parts of a page.
struct SectionHTML {
  let context: ReportContext
  /// The level of their headings.
  var level = 3

  func render(_ section: Explanation.Section) -> String {
    let title = section.title.isEmpty ? "" : "<h\(level)>\(HTMLText.message(section.title))</h\(level)>\n"
    return title + section.blocks.map(block).joined()
  }

  private func block(_ block: Explanation.Block) -> String {
    switch block {
    case .paragraph(let text): "<p>\(HTMLText.message(Words.line(text)))</p>\n"
    case .list(let items): HTMLText.list(items.map(Words.line))
    case .facts(let lines): facts(lines)
    case .code(let text, _): "<pre>\(HTMLText.escaped(text))</pre>\n"
    case .table(let table): HTMLText.table(head: table.columns, rows: table.rows)
    case .tree(let nodes): tree(nodes)
    }
  }

  private func facts(_ lines: [Explanation.FactLine]) -> String {
    let rows = lines.map { line in
      [line.name, line.value + (line.basis.map { " (\($0))" } ?? ""), line.span.map(context.place) ?? line.note ?? ""]
    }
    return HTMLText.table(head: ["Fact", "Value", "Note"], rows: rows)
  }

  private func tree(_ nodes: [Explanation.TreeNode]) -> String {
    if nodes.isEmpty { return "" }
    let items = nodes.map { node in
      let value = node.value.isEmpty ? "" : " = <strong>\(HTMLText.message(node.value))</strong>"
      let details = [node.span.map(context.place), node.note].compactMap(\.self).joined(separator: ", ")
      let note = details.isEmpty ? "" : " (\(HTMLText.message(details)))"
      return "<li><code>\(HTMLText.escaped(node.text))</code>\(value)\(note)\n\(tree(node.children))</li>\n"
    }
    return "<ul>\n\(items.joined())</ul>\n"
  }
}
