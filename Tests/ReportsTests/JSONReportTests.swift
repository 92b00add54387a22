import Checking
import Diagnostics
import Rules
import Testing

@testable import Reports

@Suite struct JSONReportTests {
  @Test func oneSystemIsFlat() throws {
    let checked = try Checked(Models.twoCalls, rules: [SmallRules.timeout])
    let id = checked.result.findings[0].shortID
    #expect(
      JSONReport.render(checked.result, in: checked.context) == """
        {
          "version": 1,
          "tool": {"name": "topolint", "version": "1.2.3"},
          "system": "shop",
          "summary": {"fail": 1, "unknown": 1, "pass": 0, "notApplicable": 2, "suppressed": 0},
          "findings": [
            {
              "id": "\(id)",
              "rule": "missing-timeout",
              "severity": "error",
              "verdict": "fail",
              "subject": "web.pay -> payments.charge",
              "message": "`web` waits for `payments` without a time limit",
              "location": {"file": "shop.yaml", "line": 13, "column": 42, "endLine": 13, "endColumn": 55},
              "evidence": [
                {
                  "subject": "web.pay -> payments.charge",
                  "message": "web.pay -> payments.charge.timeout: none",
                  "location": {"file": "shop.yaml", "line": 13, "column": 42, "endLine": 13, "endColumn": 55}
                }
              ],
              "missing": [],
              "fix": ["set a limit: state `timeout: 1s` on `web.pay -> payments.charge` (clears it)", "or use a queue"]
            }
          ],
          "questions": [
            {
              "fact": "payments.charge -> db.timeout",
              "settles": 1,
              "location": {"file": "shop.yaml", "line": 14, "column": 5, "endLine": 14, "endColumn": 51}
            }
          ]
        }

        """)
  }

  @Test func severalSystemsAreAList() throws {
    var checked = try Checked(Models.twoCalls, rules: [SmallRules.timeout])
    checked.result.systems += checked.result.systems
    let text = JSONReport.render(checked.result, in: checked.context)
    #expect(text.contains("\"systems\": ["))
    #expect(text.split(separator: "\"system\": \"shop\"").count - 1 == 2)
  }
}
