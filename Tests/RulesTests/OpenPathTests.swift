import Testing
import Topology

@testable import Rules

/// Relations along paths where something of the paths is open: what may be there makes a verdict open, and is named.
struct OpenPathTests {
  private func open(_ subject: String, _ condition: String, _ text: String) throws -> [String] {
    let topology = try model(text)
    let results = RuleEngine(rules: [try rule(ruleText(for: subject, when: condition))]).run(on: topology)
    #expect(results.findings.isEmpty)
    return results.open.map { verdict in
      let missing = verdict.missing.map(topology.describe).joined(separator: ", ")
      return "\(topology.id(of: verdict.subject)): \(missing)"
    }
  }

  @Test(arguments: ["dependencies", "dependants", "zones_needed"])
  func linksThatAreNotAllDrawn(_ relation: String) throws {
    let text = "services: {a: {links_complete: false, zones: [x, y]}, b: {zones: [x, y]}}"
    #expect(try open("service s", "s.\(relation).size() > 0", text) == ["a: a.links_complete"])
  }

  @Test func whatAWorkloadNeedsThroughLinksThatAreNotAllDrawn() throws {
    let text = """
      clients: {users: {}}
      services: {a: {links_complete: false}, b: {}}
      workloads: {one: {client: users, entry: a, rate: 1/s}, two: {client: users, entry: b, rate: 1/s}}
      """
    #expect(try open("workload w", "w.dominators.size() > 1", text) == ["one: a.links_complete"])
  }

  @Test func aWorkloadThatDoesNotSayWhereItEnters() throws {
    let text = """
      clients: {users: {}}
      services: {a: {}}
      workloads: {one: {client: users, rate: 1/s}}
      """
    #expect(try open("service s", "s.workloads.size() > 0", text) == ["a: one.entry"])
    #expect(try open("service s", "s.stops.size() > 0", text) == ["a: one.entry"])
    #expect(try open("workload w", "w.parties.size() > 0", text) == ["one: one.entry"])
  }
}
