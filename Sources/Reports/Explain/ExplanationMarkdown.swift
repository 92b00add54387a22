import Diagnostics
public import Explanations

/// An explanation as GitHub's Markdown.
public enum ExplanationMarkdown {
  public static func render(_ explanation: Explanation, in context: ReportContext) -> String {
    let writer = SectionMarkdown(places: MarkdownPlaces(sources: context.sources), level: 2)
    // The title of a finding begins with its severity, as `check` writes it.
    let title = explanation.kind == .finding ? explanation.title : Words.upperFirst(explanation.title)
    var parts = ["# \(MarkdownText.escaped(title))\n"]
    parts += explanation.sections.map(writer.render)
    if !explanation.alsoNamed.isEmpty {
      let calls = explanation.alsoNamed.map { MarkdownText.inlineCode("topolint explain \($0)") }
      parts.append("There is more of the name: \(Words.list(calls)).\n")
    }
    return parts.joined(separator: "\n")
  }
}
