import Checking
import Diagnostics
import Rules
import Testing

@testable import Reports

@Suite struct TextReportTests {
  @Test func findingsQuestionsAndSummary() throws {
    let checked = try Checked(Models.twoCalls, rules: [SmallRules.timeout])
    let id = checked.result.findings[0].shortID
    #expect(
      TextReport.render(checked.result, in: checked.context) == """
        error[missing-timeout]: `web` waits for `payments` without a time limit
          --> shop.yaml:13:42
           |
        13 |   - {from: web.pay, to: payments.charge, timeout: none}
           |                                          ^^^^^^^^^^^^^
           |
           = help: set a limit: state `timeout: 1s` on `web.pay -> payments.charge` (clears it)
           = help: or use a queue
           = explain: topolint explain \(id)

        What is not known, and what it would settle:
          state `payments.charge -> db.timeout`: settles `missing-timeout`

        shop: 1 error; 0 checks passed, 1 cannot be told (1 fact)

        """)
  }

  @Test func quietIsOneLineEach() throws {
    var checked = try Checked(Models.twoCalls, rules: [SmallRules.timeout])
    checked.context.detail = .quiet
    #expect(
      TextReport.render(checked.result, in: checked.context) == """
        shop.yaml:13:42: error[missing-timeout]: `web` waits for `payments` without a time limit
        shop: 1 error; 0 checks passed, 1 cannot be told (1 fact)

        """)
  }

  @Test func nothingWrongIsSaidInOneLine() throws {
    let model = Models.twoCalls.replacing("timeout: none", with: "timeout: 1s")
      .replacing("access: write", with: "access: write, timeout: 1s")
    let checked = try Checked(model, rules: [SmallRules.timeout])
    #expect(
      TextReport.render(checked.result, in: checked.context)
        == "shop: sound as far as the rules see, all 2 checks passed\n")
    #expect(ConciseReport.render(checked.result, in: checked.context) == "")
  }

  @Test func tenFindingsThenACount() throws {
    let calls = (0..<13).map { "  - {from: web.pay, to: payments.charge, timeout: none, name: call-\($0)}" }
    let model = """
      system: shop
      services: {web: {operations: {pay: {}}}, payments: {operations: {charge: {}}}}
      links:
      \(calls.joined(separator: "\n"))
      """
    var checked = try Checked(model, rules: [SmallRules.timeout])
    let text = TextReport.render(checked.result, in: checked.context)
    #expect(text.ranges(of: "error[").count == 10)
    #expect(text.contains("\nand 3 more: --all shows them\n"))
    checked.context.showsAll = true
    #expect(TextReport.render(checked.result, in: checked.context).ranges(of: "error[").count == 13)
  }

  @Test func allowedFindingsAreCounted() throws {
    let model = Models.twoCalls.replacing(
      "timeout: none}", with: "timeout: none} # topolint: allow[missing-timeout] until 2027-06-30 -- reviewed")
    let checked = try Checked(model, rules: [SmallRules.timeout])
    let text = TextReport.render(checked.result, in: checked.context)
    #expect(text.hasSuffix("shop: nothing found, no check could be told yet, 1 cannot be told (1 fact), 1 allowed\n"))
  }

  @Test func colourIsOnlyAddedToTheText() throws {
    var checked = try Checked(Models.twoCalls, rules: [SmallRules.timeout])
    let plain = TextReport.render(checked.result, in: checked.context)
    checked.context.style.color = true
    let coloured = TextReport.render(checked.result, in: checked.context)
    #expect(coloured != plain)
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }
}
