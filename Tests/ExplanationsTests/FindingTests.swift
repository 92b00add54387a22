import Checking
import Diagnostics
import Explanations
import Reports
import Rules
import Testing

@Suite struct FindingTests {
  private func explanation() throws -> (Explanation, Subject) {
    let subject = try Subject()
    let finding = try #require(subject.report.findings.first)
    return (try subject.explainer.explain(finding.shortID), subject)
  }

  @Test func `the derivation has the value of every part that was evaluated`() throws {
    let (found, _) = try explanation()
    let nodes = found.trees("How it was decided").flatMap(\.all)
    func value(_ text: String) -> String? { nodes.first { $0.text == text }?.value }
    #expect(value("o.effect") == "create")
    #expect(value("o.idempotency.mechanism") == "none")
    #expect(value("l.attempts") == "3")
    #expect(value("least") == "1")
    #expect(nodes.contains { $0.text == "for l = shoppers -> orders.create: l.attempts > least" && $0.value == "true" })
    #expect(!nodes.contains { $0.text.hasPrefix("[\"read\"") }, "constants tell nothing")
  }

  @Test func `deciding facts have their places, those behind figures included`() throws {
    let (found, subject) = try explanation()
    let facts = found.facts("The facts it rests on")
    #expect(
      facts.map(\.name) == [
        "orders.create.effect", "orders.create.idempotency.mechanism", "shoppers -> orders.create.retry.max_attempts",
      ])
    #expect(facts.map(\.value) == ["create", "none", "3"])
    #expect(facts.allSatisfy { $0.span != nil })
    #expect(facts.first?.span.map { subject.context.place($0) } == "shop.yaml:10:16")
  }

  @Test func `it says how to mend it and how to allow it`() throws {
    let text = ExplanationText.render(try explanation().0, in: try Subject().context)
    #expect(
      text.contains(
        "  1. Take a key from the caller\n    # orders.create\n    idempotency: key\n\n  - tried: it clears the finding and raises none\n"
      ))
    #expect(text.contains("  2. Or think again\n"))
    #expect(text.contains("# topolint: allow[repeated-effect] until DATE -- reason"))
    #expect(text.contains("- {rule: repeated-effect, subject: \"orders.create\", reason: …, until: DATE}"))
  }

  @Test func `what is assumed is said`() throws {
    let model = shop.replacing(
      "idempotency: none", with: "idempotency: {mechanism: {value: none, basis: assumed, evidence: \"the team\"}}")
    let subject = try Subject(model)
    let finding = try #require(subject.report.findings.first)
    let line = try #require(try subject.explainer.explain(finding.shortID).facts("What is assumed").first)
    #expect(line.name == "orders.create.idempotency.mechanism")
    #expect(line.basis == "assumed")
    #expect(line.note == "evidence: the team")
  }

  @Test func `an allowed finding can still be explained`() throws {
    let model = shop.replacing(
      "      create:",
      with: "      # topolint: allow[repeated-effect] until 2030-01-01 -- the keys come in spring\n      create:")
    let subject = try Subject(model)
    #expect(subject.report.findings.isEmpty)
    let finding = try #require(subject.report.allowed.first).finding
    #expect(
      try subject.explainer.explain(finding.shortID).fact("", "allowed")?.value
        == "the keys come in spring until 2030-01-01")
  }
}
