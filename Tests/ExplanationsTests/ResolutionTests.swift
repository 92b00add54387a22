import Checking
import Diagnostics
import Explanations
import Reports
import Rules
import Testing

@Suite struct ResolutionTests {
  @Test(arguments: [
    ("orders", Explanation.Kind.component, "orders"), ("shoppers", .component, "shoppers"),
    ("events", .component, "events"),
    ("orders.create", .operation, "orders.create"), ("checkout", .workload, "checkout"), ("shop", .system, "shop"),
    ("data:orders", .data, "orders"), ("rule:repeated-effect", .rule, "repeated-effect"), ("field:orders", .term, ""),
    ("repeated-effect", .rule, "repeated-effect"), ("reading", .link, "reading"),
    ("orders.create -> events", .link, "orders.create -> events"),
    ("orders.create->events", .link, "orders.create -> events"),
    ("orders → events", .link, "orders.create -> events"), ("shoppers -> mailer", .path, "shoppers -> mailer"),
    ("orders.utilization", .estimate, "orders.utilization"), ("checkout.max_rate", .estimate, "checkout.max_rate"),
    ("checkout.latency.p99", .estimate, "checkout.latency.p99"),
    ("orders.create -> orders-db.attempts", .estimate, "orders.create -> orders-db.attempts"),
    ("orders.cancel.idempotency", .fact, "orders.cancel.idempotency"),
    ("orders.create -> orders-db.retry.max_attempts", .fact, "orders.create -> orders-db.retry.max_attempts"),
    ("idempotency", .term, "idempotency"), ("at-least-once", .term, "at-least-once"), ("queue", .term, "queue"),
  ])
  func `names resolve to what they stand for`(name: String, kind: Explanation.Kind, subject: String) throws {
    let explainer = try Subject().explainer
    guard !subject.isEmpty else {
      #expect(throws: UnknownSubject.self) { try explainer.explain(name) }
      return
    }
    let found = try explainer.explain(name)
    #expect(found.kind == kind)
    #expect(found.subject == subject)
    #expect(!found.sections.isEmpty)
  }

  @Test func `a finding is found by eight or more digits of its identity`() throws {
    let subject = try Subject()
    let finding = try #require(subject.report.findings.first)
    #expect(try subject.explainer.explain(finding.shortID).kind == .finding)
    #expect(try subject.explainer.explain(String(finding.identity.prefix(12))).kind == .finding)
    #expect(throws: UnknownSubject.self) { try subject.explainer.explain(String(finding.identity.prefix(6))) }
  }

  @Test func `an entity comes first, and what else goes by its name is mentioned`() throws {
    let found = try Subject().explainer.explain("orders")
    #expect(found.kind == .component)
    #expect(found.alsoNamed == ["data:orders"])
    #expect(try Subject().explainer.explain("mailer").alsoNamed.isEmpty)
  }

  @Test(arguments: [
    ("ordrs", "orders"), ("repeated-efect", "repeated-effect"), ("orders.utilisation", "orders.utilization"),
    ("orders.cancel.idempotancy", "orders.cancel.idempotency"), ("ordrs -> mailer", "orders -> mailer"),
    ("idempotnecy", "idempotency"),
  ])
  func `a slip of the fingers is answered with the nearest name`(name: String, nearest: String) throws {
    let explainer = try Subject().explainer
    let error = #expect(throws: UnknownSubject.self) { try explainer.explain(name) }
    #expect(error?.nearest.first == nearest)
    #expect(error?.message == "there is nothing called `\(name)` to explain; did you mean `\(nearest)`?")
  }

  @Test func `without a model there are rules and words only`() throws {
    let explainer = Explainer(report: nil, rules: [])
    #expect(try explainer.explain("idempotency").kind == .term)
    let error = #expect(throws: UnknownSubject.self) { try explainer.explain("9f2c4e1b") }
    #expect(error?.hasModel == false)
    #expect(error?.help == "findings and components need a model: name its files after the subject")
  }

  @Test func `every name that is offered can be explained`() throws {
    let explainer = try Subject().explainer
    #expect(explainer.names.count > 300)
    for name in explainer.names { _ = try explainer.explain(name) }
  }

  @Test(arguments: [
    "", " ", "->", " -> ", "a -> ", ".", "..", "orders.", ".utilization", "rule:", ":", "order.copies[]", "00000000",
  ])
  func `nonsense is unknown and no fault`(name: String) throws {
    let explainer = try Subject().explainer
    #expect(throws: UnknownSubject.self) { try explainer.explain(name) }
  }
}
