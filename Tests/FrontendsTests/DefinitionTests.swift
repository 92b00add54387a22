import Diagnostics
import Frontends
import Testing
import Topology

@Suite("What holds by definition")
struct DefinitionTests {
  static let text = """
    topolint: 1
    services: {a: {}, b: {}}
    stores: {db: {}}
    queues: {q: {}}
    links:
      - {from: a, to: b}
      - {from: a, to: q}
      - {from: q, to: b}
      - {from: a, to: db}
      - {from: b, to: q, mode: sync, visits: 3}
    """

  @Test(
    "of a link that states nothing",
    arguments: [
      ("a -> b", "mode", "sync (by definition)"), ("a -> b", "access", "unknown"),
      ("a -> b", "visits", "1 (by definition)"), ("a -> b", "class", "runtime (by definition)"),
      ("a -> b", "required", "unknown"), ("a -> q", "mode", "async (by definition)"),
      ("a -> q", "access", "write (by definition)"), ("q -> b", "mode", "async (by definition)"),
      ("q -> b", "access", "read (by definition)"), ("a -> db", "access", "unknown"),
      ("a -> db", "mode", "sync (by definition)"), ("b -> q", "mode", "sync"), ("b -> q", "visits", "3"),
    ])
  func links(_ link: String, _ path: String, _ expected: String) throws {
    #expect(try Reading(Self.text).topology().fact(link, path) == expected)
  }

  @Test(
    "who has something else to do can do without",
    arguments: [
      ("fallback: cached", "false (by definition)"), ("fallback: none", "unknown"),
      ("on_failure: fail-closed", "true (by definition)"), ("on_failure: buffer", "false (by definition)"),
      ("on_failure: fail-closed, fallback: none", "true (by definition)"),
      ("fallback: cached, required: false", "false"),
      ("fallback: {value: cached, basis: assumed}", "false (assumed)"),
    ])
  func needs(_ facts: String, _ expected: String) throws {
    let text = "topolint: 1\nservices: {a: {}, b: {}}\nlinks: [{from: a, to: b, \(facts)}]\n"
    #expect(try Reading(text).topology().fact("a -> b", "required") == expected)
  }

  @Test(
    "and no longer when that is taken back",
    arguments: [
      ("fallback: cached", "fallback=none", "unknown"), ("fallback: none", "fallback=cached", "false (by definition)"),
      ("on_failure: buffer", "on_failure=fail-closed", "true (by definition)"), ("visits: 2", "visits=3", "unknown"),
      ("required: true", "on_failure=fail-closed", "true"),
    ])
  func settings(_ facts: String, _ setting: String, _ expected: String) throws {
    let text = "topolint: 1\nservices: {a: {}, b: {}}\nlinks: [{from: a, to: b, \(facts)}]\n"
    let topology = try Reading(text).topology()
    var sources = Sources()
    let changed = try FactSetting("a -> b.\(setting)", in: topology, sources: &sources)
      .applied(to: topology, sources: &sources)
    #expect(changed.fact("a -> b", "required") == expected)
  }

  @Test("a definition is as firm as a statement")
  func firmness() {
    #expect(Basis.allCases.filter(\.isFirm) == [.measured, .stated, .definition])
    #expect(!Basis.writable.contains(.definition))
  }
}
