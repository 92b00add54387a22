import Testing
import Topology

@testable import Rules

/// How many cores there are is no fact either: rules that run side by side say the same, in the same order.
struct ParallelTests {
  /// A shop with so many services that each rule has something to say.
  private func text(services: Int) -> String {
    let names = 0..<services
    let drawn = names.map { index in
      let idempotency = ["none", "natural", "dedup-store"][index % 3]
      return "  s\(index): {replicas: \(index % 4 + 1), state: \(index % 2 == 0 ? "session" : "none"), "
        + "operations: {run: {effect: update, idempotency: \(idempotency)}, peek: {effect: read}}}"
    }
    let queues = names.map { "  q\($0): {\($0 % 3 == 0 ? "" : "delivery: at-least-once")}" }
    let links = names.flatMap { index in
      [
        "  - {from: s\(index).run, to: q\(index)}", "  - {from: q\(index), to: s\((index + 1) % services).run}",
        "  - {from: s\(index).peek, to: s\((index + 7) % services).peek\(index % 5 == 0 ? ", timeout: none" : "")}",
      ]
    }
    return "services:\n\(drawn.joined(separator: "\n"))\nqueues:\n\(queues.joined(separator: "\n"))\n"
      + "links:\n\(links.joined(separator: "\n"))\n"
  }

  @Test func resultsAreTheSameToTheByte() throws {
    let topology = try model(text(services: 60))
    let engine = RuleEngine(rules: RuleUnderTest.all.map(\.rule))
    let alone = engine.run(on: SharedModel(topology), inParallel: false)
    #expect(alone.findings.count > 20)
    #expect(!alone.open.isEmpty)
    for _ in 0..<3 {
      #expect("\(engine.run(on: SharedModel(topology), inParallel: true))" == "\(alone)")
    }
  }
}
