import Diagnostics
public import Explanations

/// An explanation for programs. Version 1: keys and types of block may be added, none changes its meaning.
public enum ExplanationJSON {
  public static func render(_ explanation: Explanation, in context: ReportContext) -> String {
    let writer = ExplanationJSONWriter(sources: context.sources)
    let object: JSONText = [
      "version": 1, "tool": ["name": "topolint", "version": .string(context.toolVersion)],
      "subject": .string(explanation.subject), "kind": .string(explanation.kind.rawValue),
      "title": .string(explanation.title),
      "sections": .array(explanation.sections.map(writer.section)),
      "alsoNamed": .array(explanation.alsoNamed.map { .string($0) }),
    ]
    return object.rendered()
  }
}

private struct ExplanationJSONWriter {
  let sources: Sources

  func section(_ section: Explanation.Section) -> JSONText {
    ["title": .string(section.title), "blocks": .array(section.blocks.map(block))]
  }

  private func block(_ block: Explanation.Block) -> JSONText {
    switch block {
    case .paragraph(let text): ["type": "paragraph", "text": .string(text)]
    case .list(let items): ["type": "list", "items": texts(items)]
    case .facts(let lines): ["type": "facts", "facts": .array(lines.map(fact))]
    case .code(let text, let language): ["type": "code", "language": .string(language), "text": .string(text)]
    case .table(let table):
      ["type": "table", "columns": texts(table.columns), "rows": .array(table.rows.map(texts))]
    case .tree(let nodes): ["type": "tree", "nodes": .array(nodes.map(node))]
    }
  }

  private func texts(_ items: [String]) -> JSONText { .array(items.map { .string($0) }) }

  private func fact(_ line: Explanation.FactLine) -> JSONText {
    [
      "name": .string(line.name), "value": .string(line.value), "basis": .string(orNull: line.basis),
      "note": .string(orNull: line.note), "location": JSONLocation.object(line.span, in: sources),
    ]
  }

  private func node(_ node: Explanation.TreeNode) -> JSONText {
    [
      "text": .string(node.text), "value": .string(node.value), "note": .string(orNull: node.note),
      "location": JSONLocation.object(node.span, in: sources), "children": .array(node.children.map(self.node)),
    ]
  }
}
