import Checking
import Diagnostics
import Explanations
import Reports
import Rules
import Testing

@Suite struct RenderingTests {
  private let explanation = Explanation(
    subject: "a|b", kind: .component, title: "service `a|b`",
    sections: [
      Explanation.Section("", [.paragraph("It is *not* <b>bold</b>.")]),
      Explanation.Section("Empty", [.facts([]), .list([])]),
      Explanation.Section(
        "All blocks",
        [
          .list(["one"]), .code("x: 1\n\ny: 2", language: "yaml"), .table(.init(["name", "value"], [["`a`", "1|2"]])),
          .facts([.init("n", "v", basis: "assumed", note: "why")]),
          .tree([.init("a && b", "true", children: [.init("a", "true", note: "seen"), .init("b", "true")])]),
        ]),
    ], alsoNamed: ["rule:a|b"])
  private let context = ReportContext(
    sources: Sources(), toolVersion: "1.2.3", style: RenderStyle(color: false, width: 80))

  @Test func `text`() {
    #expect(
      ExplanationText.render(explanation, in: context) == """
        service `a|b`

        It is *not* <b>bold</b>.

        All blocks
          - one
            x: 1

            y: 2

          name  value
          `a`   1|2

          n  v (assumed)  why

          a && b = true
          ├─ a = true  (seen)
          └─ b = true

        There is more of the name: `topolint explain rule:a|b`

        """)
  }

  @Test func `Markdown escapes what is no markup of ours`() {
    let text = ExplanationMarkdown.render(explanation, in: context)
    #expect(text.hasPrefix("# Service `a|b`\n\nIt is \\*not\\* &lt;b&gt;bold&lt;/b&gt;.\n\n## All blocks\n"))
    #expect(text.contains("```yaml\nx: 1\n\ny: 2\n```\n"))
    #expect(text.contains("| name | value |\n| --- | --- |\n| `a` | 1\\|2 |\n"))
    #expect(text.contains("| Fact | Value | Known by | Note |"))
    #expect(text.contains("- `a && b` = **true**\n  - `a` = **true** (seen)\n"))
    #expect(!text.contains("Empty"))
  }

  @Test func `JSON has a version, a subject, a kind and sections`() {
    let text = ExplanationJSON.render(explanation, in: context)
    #expect(
      text.hasPrefix(
        "{\n  \"version\": 1,\n  \"tool\": {\"name\": \"topolint\", \"version\": \"1.2.3\"},\n  \"subject\": \"a|b\",\n"
      ))
    #expect(text.contains("\"kind\": \"component\""))
    #expect(text.contains("{\"type\": \"code\", \"language\": \"yaml\", \"text\": \"x: 1\\n\\ny: 2\"}"))
    #expect(text.contains("\"alsoNamed\": [\"rule:a|b\"]"))
  }

  @Test func `names cannot steer a terminal`() {
    let bad = Explanation(
      subject: "x", kind: .component, title: "service `x\u{1B}[2J`",
      sections: [.init("", [.paragraph("\u{1B}]0;t\u{7}")])])
    #expect(!ExplanationText.render(bad, in: context).unicodeScalars.contains("\u{1B}"))
  }

  @Test func `long texts are wrapped at the width`() {
    let long = Explanation(
      subject: "x", kind: .term, title: "x",
      sections: [
        .init(
          "S",
          [
            .paragraph(String(repeating: "word ", count: 60)),
            .facts([.init("name", String(repeating: "value ", count: 40))]),
          ])
      ])
    #expect(ExplanationText.render(long, in: context).split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `the same explanation is the same text`() throws {
    let subject = try Subject()
    for name in ["orders", "checkout", "repeated-effect", "orders.utilization"] {
      #expect(try subject.text(name) == Subject().text(name))
    }
  }
}
