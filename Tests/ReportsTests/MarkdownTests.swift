import Checking
import Diagnostics
import Rules
import Testing

@testable import Reports

@Suite struct MarkdownTests {
  @Test func escapes() {
    #expect(
      MarkdownText.escaped("a *b* <script> [x](y) `code_*` & #1")
        == "a \\*b\\* &lt;script&gt; \\[x\\](y) `code_*` &amp; \\#1")
    #expect(MarkdownText.escaped("one ` tick") == "one \\` tick")
    #expect(MarkdownText.inlineCode("a`b") == "`` a`b ``")
    #expect(MarkdownText.cell("a | b\nc \\| d") == "a \\| b c \\| d")
    #expect(MarkdownText.fence("```\nx", language: "yaml") == "````yaml\n```\nx\n````\n")
  }

  @Test func report() throws {
    let checked = try Checked(Models.twoCalls, rules: [SmallRules.timeout])
    let text = MarkdownReport.render(checked.result, in: checked.context)
    for part in [
      "| shop | 1 | 0 | 0 | 0 | 1 | 0 |", "**error** · `missing-timeout` · [shop.yaml:13](shop.yaml#L13)",
      "`web` waits for `payments` without a time limit.\n",
      "**Fix:** set a limit: state `timeout: 1s` on `web.pay -> payments.charge` (clears it).",
      "<details><summary>Details</summary>",
      "| `payments.charge -> db.timeout` | 1 | `missing-timeout` |", "```mermaid\nflowchart LR\n",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }
}
