import Checking
@testable import Rules
import Testing

@testable import Reports

/// What is to be said of the check itself is in every format.
@Suite struct RemarkTests {
  private func broken() throws -> Checked {
    var checked = try Checked(Models.twoCalls, rules: [SmallRules.timeout])
    checked.result.faults = [RuleFault(rule: "missing-timeout", subjectID: "web", message: "too many steps")]
    return checked
  }

  @Test func textAndConcise() throws {
    let checked = try broken()
    let header = "warning[rule-fault]: the rule `missing-timeout` could not be decided on `web`\n"
    let text = TextReport.render(checked.result, in: checked.context)
    #expect(text.hasPrefix(header))
    #expect(text.contains("note: too many steps"))
    #expect(ConciseReport.render(checked.result, in: checked.context).hasPrefix(header))
  }

  @Test func machineFormats() throws {
    let checked = try broken()
    let json = JSONReport.render(checked.result, in: checked.context)
    #expect(json.contains("\"diagnostics\": [") && json.contains("\"code\": \"rule-fault\""))
    let sarif = SARIFReport.render(checked.result, in: checked.context)
    #expect(sarif.contains("toolExecutionNotifications") && sarif.contains("too many steps"))
    #expect(
      MarkdownReport.render(checked.result, in: checked.context).contains(
        "could not be decided on `web`: too many steps"))
  }
}
