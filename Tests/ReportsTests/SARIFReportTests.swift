import Checking
import Diagnostics
import Rules
import Testing

@testable import Reports

@Suite struct SARIFReportTests {
  @Test func resultHasWhatCodeScanningAsksFor() throws {
    let checked = try Checked(Models.twoCalls, rules: [SmallRules.timeout, SmallRules.encryption])
    let text = SARIFReport.render(checked.result, in: checked.context)
    let finding = checked.result.findings[0]
    for part in [
      "\"version\": \"2.1.0\"", "\"columnKind\": \"unicodeCodePoints\"", "\"id\": \"topolint/shop/\"",
      "\"ruleId\": \"missing-timeout\"", "\"level\": \"error\"", "\"uri\": \"shop.yaml\"",
      "\"region\": {\"startLine\": 13, \"startColumn\": 42, \"endLine\": 13, \"endColumn\": 55}",
      "\"text\": \"`web` waits for `payments` without a time limit. Rests on [web.pay -> payments.charge.timeout: none](1).\"",
      "\"fullyQualifiedName\": \"shop.web.pay -> payments.charge\"", "\"designElement/v1\": \"\(finding.identity)\"",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(!text.contains("codeFlows") && !text.contains("\"kind\": \"open\"") && !text.contains("suppressions"))
  }

  @Test func rulesCarryTheirHelp() throws {
    let checked = try Checked(Models.twoCalls, rules: [SmallRules.timeout])
    let text = SARIFRule.descriptor(checked.result.rules[0]).rendered()
    #expect(
      text.contains("\"fullDescription\": {\"text\": \"A slow callee holds its callers. It spreads backwards.\"}"))
    #expect(text.contains("**How to mend it**\\n\\n- Set a limit\\n- Or use a queue"))
    #expect(text.contains("\"precision\": \"very-high\"") && text.contains("\"problem.severity\": \"error\""))
    #expect(!text.contains("security-severity"))
  }

  @Test func onlySecurityRulesAreSecurityAlerts() throws {
    // Deep rules are off unless named; the descriptor is made for any.
    let checked = try Checked(
      Models.twoCalls, rules: [SmallRules.encryption.replacing("profile: deep", with: "profile: core")])
    let text = SARIFRule.descriptor(checked.result.rules[0]).rendered()
    #expect(text.contains("\"security-severity\": \"5.5\""))
  }

  @Test func cleanIsAnEmptyList() throws {
    let checked = try Checked("system: shop\nservices: {web: {}}", rules: [SmallRules.timeout])
    #expect(SARIFReport.render(checked.result, in: checked.context).contains("\"results\": []"))
  }

  @Test func oneResultForARuleAndALine() throws {
    let model = """
      system: shop
      services: {web: {operations: {pay: {}, refund: {}}}, bank: {operations: {charge: {}}}}
      links: [{from: web.pay, to: bank.charge, timeout: none}, {from: web.refund, to: bank.charge, timeout: none}]
      """
    let checked = try Checked(model, rules: [SmallRules.timeout])
    #expect(checked.result.findings.count == 2)
    let text = SARIFReport.render(checked.result, in: checked.context)
    #expect(text.split(separator: "\"ruleId\"").count - 1 == 1)
    #expect(text.contains("](1), [") && text.contains("](2)."))
    #expect(text.contains("codeFlows"))
  }

  @Test func theFullRecordHoldsOpenPassedAndAllowed() throws {
    let model = Models.twoCalls.replacing(
      "timeout: none}", with: "timeout: none} # topolint: allow[missing-timeout] until 2027-06-30 -- reviewed")
    let checked = try Checked(model, rules: [SmallRules.timeout])
    let text = SARIFReport.render(checked.result, include: [.open, .pass, .allowed], in: checked.context)
    #expect(text.contains("\"kind\": \"open\"") && text.contains("\"level\": \"none\""))
    #expect(
      text.contains("\"justification\": \"reviewed (until 2027-06-30)\"") && text.contains("\"kind\": \"inSource\""))
    #expect(SARIFReport.render(checked.result, in: checked.context).contains("\"results\": []"))
  }

  @Test(arguments: [
    ("shop.yaml", "shop.yaml"), ("./a b/ü.yaml", "a%20b/%C3%BC.yaml"), ("a#b?c.yaml", "a%23b%3Fc.yaml"),
  ])
  func addresses(path: String, uri: String) { #expect(SARIFPlaces.uri(path) == uri) }
}
