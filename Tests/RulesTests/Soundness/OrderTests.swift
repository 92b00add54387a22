import Pseudorandom
import Expressions
import Testing
import Topology

@testable import Frontends
@testable import Rules

/// The order of rules, of files and of links is no fact: verdicts do not depend on it.
struct OrderTests {
  /// Verdicts by rule and subject, in an order of their own.
  private func verdicts(_ rules: [Rule], _ topology: Topology) -> [String] {
    let results = RuleEngine(rules: rules).run(on: topology)
    let open = results.open.map { verdict in
      // Of very many facts the first are kept, in the order of the model.
      let isCut = verdict.missing.count >= Unknown.limit
      let missing = isCut ? ["…"] : verdict.missing.map(topology.describe).sorted()
      return "\(rules[verdict.ruleIndex].id) \(topology.id(of: verdict.subject)) \(missing)"
    }
    let findings = results.findings.map { "\($0.rule) \($0.subjectID) \($0.severity) \($0.identity)" }
    return (open + findings).sorted() + ["\(results.counts)"]
  }

  private func example(shuffled random: inout SeededRandom) -> String {
    let parties = [
      "clients: {shoppers: {trust: untrusted}}",
      "stores: {orders-db: {}, search: {replicas: 3}}",
      "queues: {order-events: {delivery: at-least-once}, parked: {dead_letter: none}}",
      """
      services:
        orders: {interfaces: {api: {exposure: public, operations: {create: {idempotency: none}}}}}
        shipping: {replicas: {min: 1, max: 4}, operations: {ship: {effect: command, idempotency: none}}}
      """,
      "data: {order: {copies: [{in: search, fed_by: dual-write}]}}",
    ]
    let links = [
      "{from: shoppers, to: orders.create}", "{from: orders.create, to: orders-db}",
      "{from: orders.create, to: order-events}", "{from: orders.create, to: search, access: write}",
      "{from: order-events, to: shipping.ship}", "{from: shipping.ship, to: orders, timeout: none}",
    ]
    let drawn = "links: [\(links.shuffled(using: &random).joined(separator: ", "))]"
    return (parties + [drawn]).shuffled(using: &random).joined(separator: "\n")
  }

  @Test func orderInTheFileDoesNotMatter() throws {
    var random = SeededRandom(seed: SoundnessTests.seed)
    let rules = RuleUnderTest.all.map(\.rule)
    let first = verdicts(rules, try model(example(shuffled: &random)))
    #expect(first.count > 5)
    for _ in 0..<12 {
      let again = verdicts(rules, try model(example(shuffled: &random)))
      #expect(again == first, "\(Set(again).symmetricDifference(first).sorted())")
    }
  }

  @Test func orderOfRulesDoesNotMatter() throws {
    var random = SeededRandom(seed: SoundnessTests.seed)
    let topology = try model(example(shuffled: &random))
    let rules = RuleUnderTest.all.map(\.rule)
    let first = verdicts(rules, topology)
    for _ in 0..<6 { #expect(verdicts(rules.shuffled(using: &random), topology) == first) }
  }
}
