import Checking
import Diagnostics
import Explanations
import Reports
import Rules
import Testing

@Suite struct ModelTests {
  @Test func `a component: facts with basis and place, links, load, findings and questions`() throws {
    let found = try Subject().explainer.explain("orders")
    #expect(found.title == "service `orders`")
    #expect(found.fact("What is stated", "concurrency")?.value == "4")
    #expect(
      found.fact("Who calls it", "shoppers -> orders.create")?.value == "sync, timeout not stated, up to 3 attempts")
    #expect(
      found.fact("Whom it calls", "orders.create -> orders-db")?.value == "sync, write, timeout 200ms, up to 2 attempts"
    )
    #expect(found.fact("Whom it calls", "reading") != nil)
    #expect(found.fact("Load", "peak_utilization")?.value == "at least 50%")
    #expect(found.fact("Load", "headroom")?.value == "at most 50%")
    #expect(found.items("Findings").count == 1)
    #expect(
      found.fact("What is not known, and what it would settle", "orders.cancel.idempotency") == nil,
      "it is never repeated")
  }

  @Test func `what is unknown is listed with the rules that ask`() throws {
    let found = try Subject().explainer.explain("mailer")
    let line = found.fact("What is not known, and what it would settle", "mailer.send.idempotency")
    #expect(line?.value == "settles 1 verdict of `repeated-effect`")
  }

  @Test func `a wrapped fact shows its basis and evidence`() throws {
    let line = try Subject().explainer.explain("orders-db").fact("What is stated", "service_time.write")
    #expect(line?.value == "4ms")
    #expect(line?.basis == "assumed")
    #expect(line?.note == "evidence: a guess")
  }

  @Test func `a workload: the walk, its latency and what binds it`() throws {
    let text = try Subject().text("checkout")
    #expect(text.contains("Demand from `shoppers` that enters at `orders.create`."))
    #expect(text.contains("Where one request goes\n  component"))
    #expect(text.contains("latency.p99"))
    #expect(text.contains("max_rate"))
  }

  @Test func `an estimate: formula, inputs and what is missing`() throws {
    let found = try Subject().explainer.explain("orders.utilization")
    #expect(found.fact("", "formula")?.value == "arrival rate × service time / servers")
    #expect(found.facts("What went in").map(\.name).contains("orders.create.service_time.mean"))
    #expect(found.fact("What went in", "checkout.rate")?.value == "100/s")
    let missing = try Subject().explainer.explain("mailer.utilization")
    #expect(missing.title.hasSuffix("not known"))
    #expect(!missing.items("What is missing").isEmpty)
    #expect(try Subject().explainer.explain("events.write_utilization").title.hasSuffix("does not apply"))
  }

  @Test func `a path: hop by hop, while the caller waits or not`() throws {
    let found = try Subject().explainer.explain("shoppers -> mailer")
    #expect(found.section("The shortest path on which every caller waits") == nil)
    #expect(
      found.facts("The shortest path of any kind").map(\.name) == [
        "shoppers -> orders.create", "orders.create -> events", "events -> mailer.send",
      ])
    let none = try Subject().text("orders-db -> shoppers")
    #expect(none.contains("There is no path: nothing that happens in `orders-db` brings work to `shoppers`."))
  }

  @Test func `a path goes only along links of the operation that was called`() throws {
    let model = """
      services:
        a: {operations: {go: {}}}
        b: {operations: {one: {}, two: {}}}
        c: {operations: {run: {}}}
      links: [{from: a.go, to: b.one}, {from: b.two, to: c.run}]
      """
    let subject = try Subject(model)
    #expect(try subject.text("a -> c").contains("There is no path"))
    #expect(try subject.text("b -> c").hasPrefix("link `b.two -> c.run`"))
  }

  @Test func `several links between two are listed`() throws {
    let found = try Subject().explainer.explain("orders -> orders-db")
    #expect(found.kind == .path)
    #expect(found.facts("Links between the two").map(\.name) == ["orders.create -> orders-db", "reading"])
  }

  @Test func `the longest wait counts every attempt`() throws {
    let text = try Subject().text("orders.create -> orders-db")
    #expect(text.contains("2 attempts of 200ms each: 400ms, and the waits between them on top."))
  }

  @Test func `a missing fact: what it means, what may stand there, what waits for it`() throws {
    let found = try Subject().explainer.explain("mailer.send.idempotency")
    #expect(found.title == "fact `mailer.send.idempotency`: not stated")
    #expect(found.fact("", "operation")?.note == "state it here")
    #expect(found.items("What it would settle").first?.hasPrefix("`repeated-effect` on `mailer.send`") == true)
  }

  @Test func `a rule: how it decides, with its parameters, and how it came out`() throws {
    let found = try Subject().explainer.explain("repeated-effect")
    #expect(found.fact("How it is decided", "least")?.value == "1")
    #expect(found.fact("How it is decided", "repeaters")?.value == "o.incoming.filter(l, l.attempts > least)")
    #expect(found.items("When it cannot be told") == ["nobody said: `payments.charge.idempotency`"])
    let text = try Subject().text("repeated-effect")
    #expect(text.contains("  1 failed, 1 passed, 1 cannot be told, 1 do not apply.\n"))
  }

  @Test func `findings on others that rest on a component are told apart from its own`() throws {
    let found = try Subject().explainer.explain("shoppers")
    #expect(found.items("Findings").isEmpty)
    #expect(found.items("Findings elsewhere that rest on it").count == 1)
  }

  @Test func `very many callers are counted`() throws {
    let callers = (0..<50).map { "c\($0)" }
    let services = callers.map { "  \($0): {}" }.joined(separator: "\n")
    let links = callers.map { "  - {from: \($0), to: hub}" }.joined(separator: "\n")
    let found = try Subject("services:\n  hub: {}\n\(services)\nlinks:\n\(links)\n").explainer.explain("hub")
    #expect(found.facts("Who calls it").count == 41)
    #expect(found.facts("Who calls it").last?.name == "and 10 more")
  }
}
